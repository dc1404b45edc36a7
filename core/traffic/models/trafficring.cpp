// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficring.h"

namespace sealcord {

void TrafficRing::add(const TrafficRow &row, const TrafficMemory &memory)
{
    m_entries.push_back({row, memory});
    m_keptBytes += bytesOf(row);
    if (row.kind == TrafficRow::Kind::Gap)
        m_missing += row.missing;
    else
        ++m_keptRows;
}

bool TrafficRing::endsWithGap(GapReason reason, Position oldest) const
{
    if (m_entries.empty() || end() <= oldest)
        return false;
    const auto &last = m_entries.back().row;
    return last.kind == TrafficRow::Kind::Gap && last.gap == reason;
}

void TrafficRing::growLastGap(quint64 count)
{
    m_entries.back().row.missing += count;
    m_missing += count;
}

std::size_t TrafficRing::overflow(
    const TrafficLimits &limits, std::size_t rows, std::size_t bytes) const
{
    auto rowsAfter = m_entries.size() + rows;
    auto bytesAfter = m_keptBytes + bytes;
    std::size_t count = 0;
    while (count < m_entries.size() && (rowsAfter > limits.rows || bytesAfter > limits.bytes)) {
        --rowsAfter;
        bytesAfter -= bytesOf(m_entries[count].row);
        ++count;
    }
    if (count > 0 || m_forgotten) {
        while (count < m_entries.size() && m_entries[count].row.kind == TrafficRow::Kind::Gap)
            ++count;
    }
    return count;
}

void TrafficRing::forgetOldest(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto &row = m_entries.front().row;
        m_keptBytes -= bytesOf(row);
        if (row.kind == TrafficRow::Kind::Gap)
            m_missing -= row.missing; // comes back with what was forgotten
        else
            --m_keptRows;
        forget(row, GapReason::Forgotten);
        m_entries.pop_front();
        ++m_begin;
    }
}

void TrafficRing::clear()
{
    forgetOldest(m_entries.size());
    m_missing = 0;
    if (m_forgotten)
        m_forgotten->gap = GapReason::Cleared;
}

void TrafficRing::forget(const TrafficRow &row, GapReason reason)
{
    // Who cleared the list knows that. What makes room from then on is told by itself.
    if (!m_forgotten || m_forgotten->gap == GapReason::Cleared) {
        m_forgotten = TrafficRow();
        m_forgotten->kind = TrafficRow::Kind::Gap;
        m_forgotten->number = row.number;
    }
    m_forgotten->gap = reason;
    m_forgotten->missing += countOf(row);
    m_forgotten->time = row.time;
    m_missing += countOf(row);
}

} // namespace sealcord
