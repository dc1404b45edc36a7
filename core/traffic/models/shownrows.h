// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficring.h"

#include <cstddef>
#include <deque>
#include <map>
#include <span>
#include <vector>

namespace sealcord {

/// Which rows of a TrafficRing a list shows, in their order. Gaps between which nothing is shown
/// are shown as one.
class ShownRows
{
public:
    using Position = TrafficRing::Position;

    struct Shown {
        Position at = 0;
        Position last = 0; ///< of a gap: of the last that is shown with it
    };

    /// \a ring outlives this.
    explicit ShownRows(const TrafficRing &ring)
        : m_ring(ring)
    { }

    [[nodiscard]] std::size_t size() const { return m_shown.size(); }
    [[nodiscard]] std::size_t gaps() const { return m_gaps; } ///< rows that are gaps
    [[nodiscard]] const Shown &operator[](std::size_t place) const { return m_shown[place]; }
    [[nodiscard]] const TrafficRow &row(std::size_t place) const;
    [[nodiscard]] bool isGap(std::size_t place) const;
    /// The place of the first that is not before \a at, or behind all.
    [[nodiscard]] std::size_t lower(Position at) const;

    /// \a positions, ascending, as they are shown beside each other.
    [[nodiscard]] std::vector<Shown> folded(std::span<const Position> positions) const;
    /// Whether \a next, right behind \a place, is to be shown as one with it.
    [[nodiscard]] bool joins(std::size_t place, const Shown &next) const;

    /// What is shown of a part of the ring, and the gaps beside that, which may come to be shown as
    /// one with what it leaves.
    struct Stretch {
        std::size_t begin = 0; ///< the places of these rows
        std::size_t end = 0;
        Position from = 0; ///< the positions that they stand for
        Position to = 0;
        std::vector<Position> rows; ///< those that are no gaps
    };
    [[nodiscard]] Stretch stretch(Position begin, Position end) const;
    /// What is to be shown there once rows have left the ring; gaps only before \a scanned.
    [[nodiscard]] std::vector<Shown> anew(const Stretch &stretch, Position scanned) const;

    void insert(std::size_t place, std::span<const Shown> shown);
    void erase(std::size_t begin, std::size_t end);
    /// The gap at \a place is this one now, or what it stands for has changed.
    void setGap(std::size_t place, const Shown &gap);
    void clear();

private:
    [[nodiscard]] bool joins(Position gap, Position next) const;
    void sum(const Shown &gap);

    const TrafficRing &m_ring;
    std::deque<Shown> m_shown;
    std::map<Position, TrafficRow> m_sums; // of gaps that are shown as one, by the first one's
    std::size_t m_gaps = 0;
};

} // namespace sealcord
