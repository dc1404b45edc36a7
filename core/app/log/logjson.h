// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logformat.h"
#include "core/app/log/logrecord.h"

#include <string>

namespace sealcord {

/// One JSON object (RFC 8259) with a newline: time, level, event, and what the event has.
[[nodiscard]] std::string jsonLine(const LogRecord &record, const LogStyle &style);

} // namespace sealcord
