// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logrecord.h"

#include <string>

namespace sealcord {

/// "trace", "debug", "info", "warn" or "error".
[[nodiscard]] std::string_view name(LogLevel level);

/// How records become lines.
struct LogStyle {
    Role role = Role::Server; ///< which program speaks: it decides the words and the levels
    ShowData showData = ShowData::Bytes;
    bool colour = false; ///< with ANSI colours, for terminals
};

} // namespace sealcord
