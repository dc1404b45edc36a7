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

/// One line for people with its newline:
/// "2026-11-24T10:42:27.123Z INFO server: Accepted connection from 127.0.0.1:50000".
/// Whatever a peer sent is escaped: no byte of it can end the line or reach a terminal as a
/// control character.
[[nodiscard]] std::string textLine(const LogRecord &record, const LogStyle &style);

/// One JSON object (RFC 8259) with a newline: time, level, event, and what the event has.
[[nodiscard]] std::string jsonLine(const LogRecord &record, const LogStyle &style);

/// UTC with milliseconds (ISO 8601): "2026-11-24T10:42:27.123Z".
[[nodiscard]] std::string timeText(std::chrono::system_clock::time_point time);

} // namespace sealcord
