// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"

#include <QString>
#include <QVariant>
#include <Qt>

#include <functional>
#include <optional>

namespace sealcord {

/// What the text of a row's cells depends on beside the row.
struct CellContext {
    TrafficModel::TimeFormat timeFormat = TrafficModel::TimeFormat::OfDay;
    std::optional<TrafficRow::Clock::time_point> start; ///< of the traffic
    const TrafficRow *previous = nullptr; ///< the message or event shown before, if there is one
    const QString *note = nullptr; ///< of the row's mark, if it has one
};

/// What a list shows.
[[nodiscard]] QString cellText(
    const TrafficRow &row, TrafficModel::Column column, const CellContext &context);
/// The exact value, fit for a tool tip: where it holds a stranger's text, that is no markup.
[[nodiscard]] QString cellToolTip(
    const TrafficRow &row, TrafficModel::Column column, const CellContext &context);
/// What is read out.
[[nodiscard]] QString cellAccessibleText(
    const TrafficRow &row, TrafficModel::Column column, const CellContext &context);
[[nodiscard]] Qt::Alignment cellAlignment(TrafficModel::Column column);
/// Which of these \a role asks for; invalid for none. \a context is asked only where it matters.
[[nodiscard]] QVariant cellData(const TrafficRow &row, TrafficModel::Column column, int role,
    const std::function<CellContext()> &context);
/// The title of a column.
[[nodiscard]] QString columnTitle(TrafficModel::Column column);

} // namespace sealcord
