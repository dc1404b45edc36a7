// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace sealcord {

/// Which of the rows that made room for newer ones stay nevertheless, and gaps in place of the
/// others. Two kinds stay, each within a budget of its own: pinned ones, that somebody has marked
/// or looks at, and spared ones.
class TrafficPast
{
public:
    using Position = quint64; ///< as in TrafficRing
    using Range = std::pair<Position, Position>; ///< without the second

    struct Size {
        std::size_t rows = 0; ///< without gaps
        std::size_t bytes = 0;
    };

    struct Item {
        Position at = 0;
        TrafficRow row;
        TrafficMemory memory;
        bool isPinned = false;
    };

    /// All are behind those that are there.
    void add(Position at, const TrafficRow &row, bool isPinned); ///< with copies of what it views
    void addMissing(Position at, const TrafficRow &row, bool isMarked);

    [[nodiscard]] const std::deque<Item> &items() const { return m_items; }
    /// The first item that is not before \a at; items().size() for none.
    [[nodiscard]] std::size_t lower(Position at) const;
    [[nodiscard]] const Size &spared() const { return m_spared; }
    [[nodiscard]] const Size &pinned() const { return m_pinned; }
    void setPinned(quint64 number, bool isPinned); ///< if that row is there

    /// What has to go next so that no more than \a most is spared, the oldest first. No pinned row
    /// is in it, and no gap right behind it. What follows all items is at \a end.
    [[nodiscard]] std::optional<Range> excess(const Size &most, Position end) const;
    /// Leaves a gap of what is in \a range, and hands out the rows.
    [[nodiscard]] std::vector<TrafficRow> collapse(const Range &range);
    void clear();

private:
    [[nodiscard]] Size &sizeOf(const Item &item) { return item.isPinned ? m_pinned : m_spared; }

    std::deque<Item> m_items; // by their positions and numbers
    Size m_spared;
    Size m_pinned;
};

} // namespace sealcord
