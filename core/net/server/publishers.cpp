// SPDX-License-Identifier: MIT
#include "core/net/server/publishers.h"

namespace sealcord {

void Publishers::add(std::string_view name, const Place &place)
{
    const std::scoped_lock lock(m_mutex);
    m_places[std::string(name)].push_back(place);
    ++m_changes;
}

void Publishers::remove(std::string_view name, ConnectionId connection)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_places.find(std::string(name));
    if (found == m_places.end())
        return;
    std::erase_if(
        found->second, [connection](const Place &place) { return place.connection == connection; });
    if (found->second.empty())
        m_places.erase(found);
    ++m_changes;
}

std::optional<Publishers::Place> Publishers::find(std::string_view name) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_places.find(std::string(name));
    return found == m_places.end() ? std::nullopt : std::optional(found->second.back());
}

} // namespace sealcord
