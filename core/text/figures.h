// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>

/// Figures and times as people read them, translated and grouped by the default QLocale.
namespace sealcord {

/// "4,812".
[[nodiscard]] QString formatCount(quint64 count);
/// "1 byte", "18 bytes", "1,204 bytes", with the number grouped, whatever its size.
[[nodiscard]] QString formatBytes(quint64 bytes);
/// "18 B", "61.2 kB": short, decimal, three digits.
[[nodiscard]] QString formatShortBytes(double bytes);
/// "3.1 MiB", for memory.
[[nodiscard]] QString formatMemory(quint64 bytes);
/// "412/s", "0.2/s", "61 kB/s" is formatShortBytes() and "/s".
[[nodiscard]] QString formatRate(double perSecond);
/// How long something has lasted: "0:07", "12:04", "1:12:04", "3 d 4 h".
[[nodiscard]] QString formatDuration(std::chrono::nanoseconds duration);
/// Between two things: "4 µs", "1.25 ms", "0.998 s", "12:04", "3 d 4 h".
[[nodiscard]] QString formatInterval(std::chrono::nanoseconds interval);
/// How long ago: "now", "0.2 s", "13 s", "12:04".
[[nodiscard]] QString formatAgo(std::chrono::nanoseconds ago);
/// "10:16:15.120", local time.
[[nodiscard]] QString formatTimeOfDay(std::chrono::system_clock::time_point time);
/// "2026-11-24T10:16:15.120431+01:00": ISO 8601, local time with its offset.
[[nodiscard]] QString formatTimestamp(std::chrono::system_clock::time_point time);
/// How much later than the beginning: "0:07.120", "1:12:04.120".
[[nodiscard]] QString formatElapsed(std::chrono::nanoseconds elapsed);
/// What tells translate() the plural form of \a count, which may be too large for an int.
[[nodiscard]] int pluralOf(quint64 count);

} // namespace sealcord
