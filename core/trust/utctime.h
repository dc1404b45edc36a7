// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <chrono>
#include <optional>

/// Dates and times as the files of trust have them: UTC, and one form each.
namespace sealcord {

using UtcDate = std::chrono::year_month_day;
using UtcTime = std::chrono::sys_seconds;

/// The caller's clock, where a test has none of its own.
[[nodiscard]] UtcTime utcNow();
[[nodiscard]] UtcDate dateOf(UtcTime time);

/// "2026-11-28".
[[nodiscard]] std::optional<UtcDate> parseUtcDate(QStringView text);
[[nodiscard]] QString utcText(UtcDate date);

/// "2026-12-24", which is its 00:00:00, or "2026-12-24T12:00:00Z".
[[nodiscard]] std::optional<UtcTime> parseUtcTime(QStringView text);
/// The shorter of the two forms.
[[nodiscard]] QString utcText(UtcTime time);

} // namespace sealcord
