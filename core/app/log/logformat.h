// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logrecord.h"

#include <string>

namespace sealcord {

/// Which program speaks: it decides the words and the levels.
enum class LogRole : quint8 { Server, Agent };

/// "server" or "agent".
[[nodiscard]] std::string_view name(LogRole role);
/// "trace", "debug", "info", "warn" or "error".
[[nodiscard]] std::string_view name(LogLevel level);

/// How records become lines.
struct LogStyle {
    LogRole role = LogRole::Server;
    ShowData showData = ShowData::Bytes;
    bool colour = false; ///< with ANSI colours, for terminals
};

/// UTC with milliseconds (ISO 8601): "2026-11-24T10:42:27.123Z".
[[nodiscard]] std::string timeText(std::chrono::system_clock::time_point time);

} // namespace sealcord
