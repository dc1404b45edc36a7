// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficring.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace sealcord {

static constexpr std::size_t littleShare =
    64; // of the limits, that a connection keeps whatever comes
static constexpr std::size_t pastShare = 4; // of the limits, that older rows take at most
static constexpr std::size_t mostPinned = 1000;

static bool isGap(const TrafficRow &row)
{
    return row.kind == TrafficRow::Kind::Gap;
}

TrafficRing::Position TrafficRing::from(Position at) const
{
    if (at >= m_recent)
        return std::min(at, end());
    const auto found = m_past.lower(at);
    return found < m_past.items().size() ? m_past.items()[found].at : m_recent;
}

TrafficRing::Position TrafficRing::find(quint64 number, Position begin, Position end) const
{
    const auto rows = std::views::iota(begin, end);
    const auto found =
        std::ranges::lower_bound(rows, number, {}, [this](Position at) { return row(at).number; });
    if (found == rows.end() || row(*found).number != number || isGap(row(*found)))
        return end;
    return *found;
}

const TrafficRow &TrafficRing::row(Position at) const
{
    return at >= m_recent ? m_entries[at - m_recent].row : m_past.items()[m_past.lower(at)].row;
}

const TrafficMemory &TrafficRing::memory(Position at) const
{
    return at >= m_recent ? m_entries[at - m_recent].memory
                          : m_past.items()[m_past.lower(at)].memory;
}

std::vector<TrafficRing::Position> TrafficRing::gaps(Position begin, Position end) const
{
    std::vector<Position> found;
    const auto &items = m_past.items();
    for (auto i = m_past.lower(begin); i < items.size() && items[i].at < end; ++i) {
        if (isGap(items[i].row))
            found.push_back(items[i].at);
    }
    std::copy(std::ranges::lower_bound(m_gaps, begin), std::ranges::lower_bound(m_gaps, end),
        std::back_inserter(found));
    return found;
}

TrafficPast::Size TrafficRing::fitting(
    std::span<const TrafficRow> rows, const TrafficLimits &limits)
{
    TrafficPast::Size size;
    for (const auto &row :
        rows.first(std::min(rows.size(), std::max<std::size_t>(limits.rows, 1)))) {
        const auto bytes = bytesOf(row) <= limits.bytes ? bytesOf(row) : 0;
        if (size.bytes + bytes > limits.bytes)
            break;
        ++size.rows;
        size.bytes += bytes;
    }
    return size;
}

void TrafficRing::add(const TrafficRow &row, const TrafficMemory &memory)
{
    if (isGap(row)) {
        m_gaps.push_back(end());
        m_missing += row.missing;
    } else {
        ++m_recentRows;
        m_recentBytes += bytesOf(row);
        auto &has = share(row.connection.id);
        ++has.rows;
        has.bytes += bytesOf(row);
    }
    m_entries.push_back({row, memory});
}

bool TrafficRing::endsWithGap(GapReason reason, Position oldest) const
{
    if (m_entries.empty() || end() <= oldest)
        return false;
    const auto &last = m_entries.back().row;
    return isGap(last) && last.gap == reason;
}

void TrafficRing::growLastGap(quint64 count)
{
    m_entries.back().row.missing += count;
    m_missing += count;
}

std::size_t TrafficRing::overflow(
    const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const
{
    auto rowsAfter = m_past.spared().rows + m_entries.size() + rows;
    auto bytesAfter = m_past.spared().bytes + m_recentBytes + bytes;
    std::size_t count = 0;
    while (count < m_entries.size() && (rowsAfter > limits.rows || bytesAfter > limits.bytes)) {
        --rowsAfter;
        bytesAfter -= bytesOf(m_entries[count].row);
        ++count;
    }
    return count;
}

TrafficRing::Share &TrafficRing::share(ConnectionId connection)
{
    if (m_lastShare == nullptr || connection != m_lastConnection) {
        m_lastConnection = connection;
        m_lastShare = &m_shares[connection];
    }
    return *m_lastShare;
}

void TrafficRing::retire(std::size_t count, const TrafficLimits &limits)
{
    const auto hasLittle = [&](ConnectionId connection) {
        const auto &has = share(connection);
        return has.rows <= limits.rows / littleShare && has.bytes <= limits.bytes / littleShare;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto &row = m_entries.front().row;
        if (isGap(row)) {
            m_past.addMissing(m_recent, row, false);
        } else if (hasLittle(row.connection.id)) {
            m_past.add(m_recent, row, false);
        } else {
            m_past.addMissing(m_recent, row, false);
            leave(row);
        }
        popFront();
    }
}

bool TrafficRing::canPin(const TrafficLimits &limits) const
{
    const auto &pinned = m_past.pinned();
    return pinned.rows < mostPinned
        && pinned.bytes + bytesOf(m_entries.front().row) <= limits.bytes / pastShare;
}

void TrafficRing::retirePinned()
{
    m_past.add(m_recent, m_entries.front().row, true);
    popFront();
}

void TrafficRing::losePinned()
{
    const auto &row = m_entries.front().row;
    m_past.addMissing(m_recent, row, true);
    leave(row);
    popFront();
}

/// \a row is missing from now on.
void TrafficRing::leave(const TrafficRow &row)
{
    ++m_missing;
    auto &has = share(row.connection.id);
    --has.rows;
    has.bytes -= bytesOf(row);
    if (has.rows > 0)
        return;
    m_shares.erase(row.connection.id);
    m_lastShare = nullptr;
}

void TrafficRing::popFront()
{
    const auto &row = m_entries.front().row;
    if (isGap(row)) {
        m_gaps.pop_front();
    } else {
        --m_recentRows;
        m_recentBytes -= bytesOf(row);
    }
    m_entries.pop_front();
    ++m_recent;
}

std::optional<TrafficPast::Range> TrafficRing::excess(
    const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const
{
    const auto most = [](std::size_t limit, std::size_t wanted) {
        return std::min(limit / pastShare, limit - std::min(limit, wanted));
    };
    return m_past.excess({most(limits.rows, rows), most(limits.bytes, bytes)}, m_recent);
}

void TrafficRing::collapse(const TrafficPast::Range &range)
{
    for (const auto &row : m_past.collapse(range))
        leave(row);
}

void TrafficRing::clear()
{
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    gap.gap = GapReason::Cleared;
    gap.missing = keptRows() + m_missing;
    if (gap.missing == 0)
        return; // what was cleared before stands there, or nothing ever came
    auto first = from(0);
    if (row(first).gap == GapReason::Cleared && isGap(row(first)))
        first = from(first + 1);
    gap.number = row(first).number;
    gap.time = row(from(0)).time;
    const auto next = end();
    *this = {};
    m_recent = next;
    m_past.addMissing(first, gap, false);
}

} // namespace sealcord
