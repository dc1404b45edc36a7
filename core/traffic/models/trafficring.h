// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficpast.h"
#include "core/traffic/trafficbatch.h"
#include "core/traffic/trafficlimits.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The newest rows, what of the older ones stays, what keeps alive what they view, and how much is
/// missing before and between them. It forgets when told to: first the oldest, but of a connection
/// that has little (a 64th of the limits) nothing, so that a loud one does not push out all others.
/// What stays so takes a quarter of the limits at most.
class TrafficRing
{
public:
    /// Counts all rows that were ever added: a row keeps its position when older ones go.
    using Position = TrafficPast::Position;

    /// The first one that is there and not before \a at; end() for none.
    [[nodiscard]] Position from(Position at) const;
    /// Where the row with \a number, no gap, stands of \a begin and before \a end, all of which are
    /// there; \a end: nowhere.
    [[nodiscard]] Position find(quint64 number, Position begin, Position end) const;
    /// From there on, rows are there without exception.
    [[nodiscard]] Position recent() const { return m_recent; }
    [[nodiscard]] Position end() const { return m_recent + m_entries.size(); }
    [[nodiscard]] const TrafficRow &row(Position at) const; ///< that is there
    [[nodiscard]] const TrafficMemory &memory(Position at) const;
    /// Those of \a begin and before \a end that are gaps.
    [[nodiscard]] std::vector<Position> gaps(Position begin, Position end) const;
    [[nodiscard]] const TrafficPast &past() const { return m_past; }

    /// Without gaps.
    [[nodiscard]] std::size_t keptRows() const
    {
        return m_recentRows + m_past.spared().rows + m_past.pinned().rows;
    }
    [[nodiscard]] std::size_t keptBytes() const
    {
        return m_recentBytes + m_past.spared().bytes + m_past.pinned().bytes;
    }
    /// In all gaps, without what somebody cleared.
    [[nodiscard]] quint64 missing() const { return m_missing; }

    /// The first of \a rows that fit into \a limits together. What never fits is one of them, and
    /// takes no room.
    [[nodiscard]] static TrafficPast::Size fitting(
        std::span<const TrafficRow> rows, const TrafficLimits &limits);

    void add(const TrafficRow &row, const TrafficMemory &memory);
    /// Whether the last row is a gap for \a reason and not older than \a oldest.
    [[nodiscard]] bool endsWithGap(GapReason reason, Position oldest) const;
    /// The last row, a gap, misses \a count more.
    void growLastGap(quint64 count);

    /// How many of the recent rows have to make room so that \a rows more of \a bytes fit into
    /// \a limits, if none of them stays; all if they do not even then.
    [[nodiscard]] std::size_t overflow(
        const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const;
    /// The oldest of the recent rows, none of which is pinned, make room or stay.
    void retire(std::size_t count, const TrafficLimits &limits);
    /// Whether the budget of pinned rows has room for the oldest of the recent rows: a thousand, or
    /// a quarter of the bytes of \a limits.
    [[nodiscard]] bool canPin(const TrafficLimits &limits) const;
    void retirePinned(); ///< it stays
    void losePinned(); ///< it does not, and the gap says that it was marked
    void setPinned(quint64 number, bool isPinned) { m_past.setPinned(number, isPinned); }

    /// What of the past has to go next for the same, if something has.
    [[nodiscard]] std::optional<TrafficPast::Range> excess(
        const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const;
    void collapse(const TrafficPast::Range &range);
    /// Leaves one gap for all that was there, what was missing among it included.
    void clear();

private:
    struct Entry {
        TrafficRow row;
        TrafficMemory memory;
    };

    using Share = TrafficPast::Size;

    [[nodiscard]] Share &share(ConnectionId connection);
    void leave(const TrafficRow &row);
    void popFront();

    TrafficPast m_past;
    std::deque<Entry> m_entries;
    std::deque<Position> m_gaps; // those of m_entries
    std::unordered_map<ConnectionId, Share> m_shares; // of all that is kept
    ConnectionId m_lastConnection = 0;
    Share *m_lastShare = nullptr; // that one's in m_shares: rows of one connection mostly follow
    Position m_recent = 0;
    std::size_t m_recentRows = 0; // without gaps
    std::size_t m_recentBytes = 0;
    quint64 m_missing = 0;
};

} // namespace sealcord
