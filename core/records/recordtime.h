// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sealcord {

using RecordTime = std::chrono::system_clock::time_point;

/// How exactly a time is written.
enum class TimeDigits : unsigned char { Milliseconds = 3, Nanoseconds = 9 };

/// UTC (ISO 8601): "2026-11-24T10:42:27.123Z".
[[nodiscard]] std::string timeText(RecordTime time, TimeDigits digits = TimeDigits::Milliseconds);

/// Reads what timeText() writes, with any number of digits up to nine, or none. From 1900 to 2191:
/// any two can be subtracted from each other.
[[nodiscard]] std::optional<RecordTime> recordTime(std::string_view text);

} // namespace sealcord
