// SPDX-License-Identifier: MIT
#include "core/app/log/logformat.h"

#include <utility>

namespace sealcord {

std::string_view name(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace:
        return "trace";
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warn:
        return "warn";
    case LogLevel::Error:
        return "error";
    }
    std::unreachable();
}

} // namespace sealcord
