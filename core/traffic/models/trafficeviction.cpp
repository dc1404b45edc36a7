// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficeviction.h"

#include <utility>

namespace sealcord {

TrafficEviction::TrafficEviction(
    TrafficRing &ring, TrafficMarks &marks, const TrafficLimits &limits, Rework rework)
    : m_ring(ring)
    , m_marks(marks)
    , m_limits(limits)
    , m_rework(std::move(rework))
{ }

void TrafficEviction::makeRoom(std::size_t rows, std::size_t bytes)
{
    trimPast(rows, bytes);
    while (const auto count = m_ring.overflow(m_limits, rows, bytes)) {
        retire(m_ring.recent() + count);
        trimPast(rows, bytes);
    }
}

void TrafficEviction::trimPast(std::size_t rows, std::size_t bytes)
{
    while (const auto range = m_ring.excess(m_limits, rows, bytes))
        m_rework(range->first, range->second, [&] { m_ring.collapse(*range); });
}

void TrafficEviction::retire(Position end)
{
    while (m_ring.recent() < end) {
        const auto begin = m_ring.recent();
        const auto pinned = firstPinned(begin, end);
        if (begin < pinned) {
            m_rework(begin, pinned, [&] { m_ring.retire(pinned - begin, m_limits); });
            continue;
        }
        const auto number = m_ring.row(pinned).number;
        if (number == m_marks.chosen() || m_ring.canPin(m_limits)) {
            m_ring.retirePinned();
            continue;
        }
        m_rework(pinned, pinned + 1, [&] { m_ring.losePinned(); });
        m_marks.remove(number);
    }
}

TrafficEviction::Position TrafficEviction::firstPinned(Position begin, Position end) const
{
    const auto last = m_ring.row(end - 1).number;
    auto number = m_marks.nextPinned(m_ring.row(begin).number - 1);
    for (; number && *number <= last; number = m_marks.nextPinned(*number)) {
        if (const auto at = m_ring.find(*number, begin, end); at < end)
            return at;
    }
    return end;
}

} // namespace sealcord
