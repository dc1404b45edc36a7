// SPDX-License-Identifier: MIT
#include "core/net/server/framememory.h"

#include <utility>

namespace sealcord {

void IncompleteFrames::progressed(Connection &connection, Clock::time_point now)
{
    if (const auto place = m_places.find(&connection); place != m_places.end()) {
        place->second->at = now;
        m_order.splice(m_order.end(), m_order, place->second);
    } else {
        add({&connection, now});
    }
    publish();
}

// In the memory of one that was removed, where there is some.
void IncompleteFrames::add(Progress progress)
{
    if (m_spareNodes.empty()) {
        m_places.emplace(progress.connection, m_order.insert(m_order.end(), progress));
        return;
    }
    auto node = std::move(m_spareNodes.back());
    m_spareNodes.pop_back();
    *node.mapped() = progress;
    m_order.splice(m_order.end(), m_spareOrder, node.mapped());
    node.key() = progress.connection;
    m_places.insert(std::move(node));
}

void IncompleteFrames::remove(Connection &connection)
{
    const auto place = m_places.find(&connection);
    if (place == m_places.end())
        return;
    m_spareOrder.splice(m_spareOrder.end(), m_order, place->second);
    m_spareNodes.push_back(m_places.extract(place));
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
