// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

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
/// Between two things: "0.06 ms", "0.998 s", "12:04", "3 d 4 h".
[[nodiscard]] QString formatInterval(std::chrono::nanoseconds interval);
/// How long ago: "now", "0.2 s", "13 s", "12:04".
[[nodiscard]] QString formatAgo(std::chrono::nanoseconds ago);
/// "10:16:15.120", local time.
[[nodiscard]] QString formatTimeOfDay(TrafficRow::Clock::time_point time);
/// "2026-11-24T10:16:15.120431+01:00": ISO 8601, local time with its offset.
[[nodiscard]] QString formatTimestamp(TrafficRow::Clock::time_point time);
/// How much later than the beginning: "0:07.120", "1:12:04.120".
[[nodiscard]] QString formatElapsed(std::chrono::nanoseconds elapsed);
/// What tells translate() the plural form of \a count, which may be too large for an int.
[[nodiscard]] int pluralOf(quint64 count);
/// How a connection ended, in words of the user's language, without the detail.
[[nodiscard]] QString describe(EndReason reason);
/// The same with the \a detail behind it, English, where that says more.
[[nodiscard]] QString describe(EndReason reason, const QString &detail);
/// The sentence of an event or of a gap, in the user's language, with the detail in English.
[[nodiscard]] QString describe(const TrafficRow &eventOrGap);
/// "info", "warning", "error" in the user's language, with their glyphs where \a withGlyph:
/// "• info", "▲ warning", "✕ error".
[[nodiscard]] QString describe(EventLevel level, bool withGlyph);
/// "in", "out", with their glyphs where \a withGlyph: "▼ in", "▲ out".
[[nodiscard]] QString describe(Direction direction, bool withGlyph);
/// One line that shows \a content as text: control characters as their pictures (U+2400...),
/// what is no UTF-8 as U+FFFD, characters that change the direction or are invisible as <U+202E>,
/// at most \a most characters and "…".
[[nodiscard]] QString previewText(std::span<const std::byte> content, qsizetype most);

} // namespace sealcord
