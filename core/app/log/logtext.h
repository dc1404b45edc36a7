// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logformat.h"
#include "core/app/log/logrecord.h"

#include <string>

namespace sealcord {

/// One line for people with its newline:
/// "2026-11-24T10:42:27.123Z INFO server: Accepted connection from 127.0.0.1:50000".
/// Whatever a peer sent is escaped: no byte of it can end the line or reach a terminal as a
/// control character.
[[nodiscard]] std::string textLine(const LogRecord &record, const LogStyle &style);

} // namespace sealcord
