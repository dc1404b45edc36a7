// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QString>
#include <QStringView>

#include <optional>

/// Values that a filter names, as numbers.
namespace sealcord {

/// A time with the precision that it was named in: all points of a second, say.
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

} // namespace sealcord
