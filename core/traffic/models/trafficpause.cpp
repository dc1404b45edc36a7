// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficpause.h"

#include <algorithm>

namespace sealcord {

void TrafficPause::begin()
{
    m_at = m_ring.end();
    m_before = {m_ring.keptRows(), m_ring.missing()};
    m_isFull = false;
}

void TrafficPause::end()
{
    m_at.reset();
}

TrafficPause::HeldBack TrafficPause::heldBack() const
{
    if (!m_at)
        return {};
    const auto since = [](quint64 now, quint64 before) { return now - std::min(now, before); };
    return {since(m_ring.keptRows(), m_before.kept), // less once limits were made smaller
        since(m_ring.missing(), m_before.notKept)};
}

bool TrafficPause::refuses(const TrafficRow &row, const TrafficLimits &limits)
{
    m_isFull = m_isFull || m_ring.keptRows() >= limits.rows
        || m_ring.keptBytes() + bytesOf(row) > limits.bytes;
    return m_isFull;
}

void TrafficPause::leavePast()
{
    if (m_at)
        m_at = std::max(*m_at, m_ring.recent());
}

} // namespace sealcord
