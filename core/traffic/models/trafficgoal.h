// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QString>
#include <QStringView>

#include <expected>
#include <variant>

namespace sealcord {

class TrafficModel;

/// Where somebody is led who asks for a row by its number or its time.
struct TrafficGoal {
    int row = 0; ///< in the model
    bool isExact = true; ///< the row with that number; of a time: false only if all are older
};

enum class NoGoal {
    NeitherNumberNorTime, ///< that is what the text is
    NoRows, ///< at all
};

/// A number or a moment.
using TrafficAim = std::variant<quint64, TrafficRow::Clock::time_point>;

/// What \a text asks for: "4812", "#4,812", "10:16", "10:16:15.120" or an ISO 8601 date and time. A
/// time of day is that of the day of \a newest, or of the day before where it has not come yet and
/// \a oldest is of that.
[[nodiscard]] std::expected<TrafficAim, NoGoal> trafficAim(
    QStringView text, TrafficRow::Clock::time_point oldest, TrafficRow::Clock::time_point newest);

/// The row of \a model that \a text asks for; the next one after it where it is not shown, or else
/// the last.
[[nodiscard]] std::expected<TrafficGoal, NoGoal> trafficGoal(
    const TrafficModel &model, QStringView text);

} // namespace sealcord
