// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filternode.h"
#include "core/traffic/filter/filterscanner.h"

namespace sealcord {

/// The node for \a field, \a op, which the field takes and is not Has, and \a value.
[[nodiscard]] std::expected<FilterNode, FilterError> termNode(
    FilterField field, FilterOperator op, const FilterWord &value);

/// A time that a filter names, with the precision that it names: all points of a second, say.
struct FilterTime {
    bool isOfDay = false; ///< nanoseconds since local midnight; else since 1970, UTC
    std::chrono::nanoseconds begin{};
    std::chrono::nanoseconds length{};
};

/// "10:16", "10:16:15.12" or an ISO 8601 date and time.
[[nodiscard]] std::optional<FilterTime> filterTime(QStringView text);

/// A number of bytes: "100", "64KiB", "1M". K, M and G are the binary units.
[[nodiscard]] std::optional<quint64> filterSize(QStringView text);

/// A row's time of day on the local clock.
[[nodiscard]] std::chrono::nanoseconds localTimeOfDay(TrafficRow::Clock::time_point time);

/// All words that event takes: those of EventKind and of EndReason.
[[nodiscard]] std::vector<QLatin1StringView> eventWords();

} // namespace sealcord
