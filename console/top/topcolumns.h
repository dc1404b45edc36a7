// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/topagents.h"
#include "console/top/toptext.h"

#include <QLatin1StringView>
#include <QString>

#include <vector>

/// What a table tells of agents. Free functions for any thread.
namespace sealcord {

/// From left to right.
enum class TopColumn : quint8 {
    Number,
    Name, ///< or the address, where there is no name and no column for that
    Address,
    Protection,
    Age,
    MessagesIn,
    MessagesOut,
    BytesIn,
    BytesOut,
    MessageRateIn,
    MessageRateOut,
    ByteRateIn,
    ByteRateOut,
    Owed,
    Streams,
    Last, ///< when something was seen to come or go
};
constexpr int topColumns = 16;

/// Figures begin with the greatest, all else with the least.
struct TopOrder {
    TopColumn column = TopColumn::Number;
    bool isReversed = false;
};

/// A column in a table.
struct PlacedColumn {
    TopColumn column;
    int width; ///< in cells, without the one between it and its neighbour
};

/// Those for which there is room in \a width, \a sorted by all means, the more important ones
/// first; in the order of the table.
[[nodiscard]] std::vector<PlacedColumn> placedColumns(
    int width, const std::vector<TopAgent> &agents, TopColumn sorted);

/// The line over the table, with a mark at the column that it is ordered by.
[[nodiscard]] QString titleLine(
    const std::vector<PlacedColumn> &columns, const TopOrder &order, TopCharset charset);
[[nodiscard]] QString agentLine(
    const TopAgent &agent, const std::vector<PlacedColumn> &columns, TopCharset charset);

/// Whether \a a stands above \a b. Of two that are equal the one that came first does.
[[nodiscard]] bool isAbove(const TopAgent &a, const TopAgent &b, const TopOrder &order);

/// "1,204", from a million on "1.20 M".
[[nodiscard]] QString shortCount(quint64 count);

} // namespace sealcord
