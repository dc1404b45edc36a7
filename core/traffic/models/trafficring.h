// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace sealcord {

/// How much traffic is kept: whatever is reached first makes room for newer rows.
struct TrafficLimits {
    std::size_t bytes = 64 * 1024 * 1024; ///< of plaintext and frames
    std::size_t rows = 100'000;
};

/// The newest rows, what keeps alive what they view, and how much is missing before and between
/// them. It forgets when told to.
class TrafficRing
{
public:
    /// Counts all rows that were ever added: a row keeps its position when older ones go.
    using Position = quint64;

    [[nodiscard]] Position begin() const { return m_begin; }
    [[nodiscard]] Position end() const { return m_begin + m_entries.size(); }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] const TrafficRow &row(Position at) const { return m_entries[at - m_begin].row; }
    [[nodiscard]] const TrafficMemory &memory(Position at) const
    {
        return m_entries[at - m_begin].memory;
    }

    /// What went before the first row; nothing has, without it.
    [[nodiscard]] const std::optional<TrafficRow> &forgotten() const { return m_forgotten; }

    [[nodiscard]] std::size_t keptRows() const { return m_keptRows; } ///< without gaps
    [[nodiscard]] std::size_t keptBytes() const { return m_keptBytes; }
    /// In all gaps, without what somebody cleared.
    [[nodiscard]] quint64 missing() const { return m_missing; }

    [[nodiscard]] static std::size_t bytesOf(const TrafficRow &row)
    {
        return row.content.size() + row.frame.size();
    }
    /// How many messages and events \a row stands for.
    [[nodiscard]] static quint64 countOf(const TrafficRow &row)
    {
        return row.kind == TrafficRow::Kind::Gap ? row.missing : 1;
    }

    void add(const TrafficRow &row, const TrafficMemory &memory);
    /// Whether the last row is a gap for \a reason and not older than \a oldest.
    [[nodiscard]] bool endsWithGap(GapReason reason, Position oldest) const;
    /// The last row, a gap, misses \a count more.
    void growLastGap(quint64 count);
    /// How many of the oldest rows have to go so that \a rows more of \a bytes fit into \a limits,
    /// all if they do not even then. A gap is not left behind as the first row.
    [[nodiscard]] std::size_t overflow(
        const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const;
    void forgetOldest(std::size_t count);
    /// Counts \a row, which is newer than all, as forgotten. Only where no row is kept.
    void skip(const TrafficRow &row) { forget(row, GapReason::Forgotten); }
    /// Leaves one gap for all that was there, what was missing among it included.
    void clear();

private:
    struct Entry {
        TrafficRow row;
        TrafficMemory memory;
    };

    void forget(const TrafficRow &row, GapReason reason);

    std::deque<Entry> m_entries;
    Position m_begin = 0;
    std::optional<TrafficRow> m_forgotten;
    std::size_t m_keptRows = 0;
    std::size_t m_keptBytes = 0;
    quint64 m_missing = 0;
};

} // namespace sealcord
