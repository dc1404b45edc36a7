// SPDX-License-Identifier: MIT
#include "core/app/log/logformat.h"

#include <cstdio>
#include <ctime>
#include <utility>

namespace sealcord {

std::string_view name(LogRole role)
{
    return role == LogRole::Server ? "server" : "agent";
}

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

std::string timeText(std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    const auto second = floor<seconds>(time);
    const auto fraction = duration_cast<milliseconds>(time - second).count();
    const auto calendar = system_clock::to_time_t(second);
    std::tm parts{};
    gmtime_r(&calendar, &parts);
    std::array<char, 32> text; // enough for the years that a time_t of 64 bits could hold in int
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 8> rest;
    std::snprintf(rest.data(), rest.size(), ".%03dZ", static_cast<int>(fraction));
    return std::string(text.data(), length) + rest.data();
}

} // namespace sealcord
