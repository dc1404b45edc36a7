// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/showdata.h"
#include "core/traffic/filter/filter.h"

#include <optional>

namespace sealcord {

/// How much a line matters. A log of some level shows that level and all after it.
enum class LogLevel : quint8 { Trace, Debug, Info, Warn, Error };

enum class LogFormat : quint8 {
    Text, ///< a line for people
    Json, ///< a JSON object (RFC 8259) on a line, for programs
};

/// What a program's log is told before it starts.
struct LogSettings {
    LogLevel level = LogLevel::Info;
    LogFormat format = LogFormat::Text;
    /// How many lines of each kind that peers can cause are told in a second, at least 1; none: all
    /// of them. Ten are what a person can follow, and a few megabytes an hour in a flood of
    /// messages. All kinds together may have three times as many (LineLimiter), and no line about
    /// a connection is longer than 1 KiB: at worst 30 KiB a second, and the counts.
    std::optional<quint64> linesPerSecond = 10;
    /// How messages are shown; none: as suits the place that the log goes to.
    std::optional<ShowData> showData;
    /// Which messages and connections are told about. The program's own lines are not asked.
    Filter showIf;
};

} // namespace sealcord
