// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/showdata.h"
#include "core/traffic/filter.h"

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
    /// How messages are shown; none: as suits the place that the log goes to.
    std::optional<ShowData> showData;
    /// Which messages and connections are told about. The program's own lines are not asked.
    Filter showIf;
};

} // namespace sealcord
