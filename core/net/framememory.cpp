// SPDX-License-Identifier: MIT
#include "core/net/framememory.h"

namespace sealcord {

void IncompleteFrames::progressed(Connection &connection, Clock::time_point now)
{
    const auto [place, isNew] = m_places.try_emplace(&connection);
    if (isNew) {
        place->second = m_order.insert(m_order.end(), {&connection, now});
    } else {
        place->second->at = now;
        m_order.splice(m_order.end(), m_order, place->second);
    }
    publish();
}

void IncompleteFrames::remove(Connection &connection)
{
    const auto place = m_places.find(&connection);
    if (place == m_places.end())
        return;
    m_order.erase(place->second);
    m_places.erase(place);
    publish();
}

Connection *IncompleteFrames::stalest() const
{
    return m_order.empty() ? nullptr : m_order.front().connection;
}

IncompleteFrames::Clock::time_point IncompleteFrames::stalestSince() const
{
    return Clock::time_point(Clock::duration(m_stalestSince.load(std::memory_order_relaxed)));
}

void IncompleteFrames::publish()
{
    const auto since = m_order.empty() ? Clock::time_point::max() : m_order.front().at;
    m_stalestSince.store(since.time_since_epoch().count(), std::memory_order_relaxed);
}

} // namespace sealcord
