// SPDX-License-Identifier: MIT
#include "core/net/server/admission.h"

#include <utility>

namespace sealcord {

Admission::Admission(const AdmissionLimits &limits, ConnectionId lastId)
    : m_limits(limits)
    , m_lastId(lastId)
{ }

std::expected<Admission::Admitted, ConnectionRefused> Admission::admit(
    const Endpoint &peer, std::size_t worker)
{
    using Reason = ConnectionRefused::Reason;
    const std::scoped_lock lock(m_mutex);

    if (m_entries.size() >= m_limits.maxConnections)
        return std::unexpected(
            ConnectionRefused{peer, Reason::TooManyConnections, m_limits.maxConnections});
    const auto site = m_sites.try_emplace(peer.site()).first;
    if (m_limits.maxPerAddress && site->second >= m_limits.maxPerAddress)
        return std::unexpected(
            ConnectionRefused{peer, Reason::TooManyFromAddress, m_limits.maxPerAddress});

    const Admitted admitted{
        ++m_lastId, m_pending >= m_limits.maxPending ? makeRoom() : std::nullopt};
    ++site->second;
    const auto &entry = m_entries.emplace(admitted.id, Entry{worker, site}).first->second;
    m_waiting.add(member(admitted.id, entry));
    ++m_pending;
    return admitted;
}

void Admission::setLimits(const AdmissionLimits &limits)
{
    const std::scoped_lock lock(m_mutex);
    m_limits.maxConnections = limits.maxConnections;
    m_limits.maxPending = limits.maxPending;
    m_limits.maxPerAddress = limits.maxPerAddress;
}

AdmissionLimits Admission::limits() const
{
    const std::scoped_lock lock(m_mutex);
    return m_limits;
}

void Admission::established(ConnectionId id)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end())
        removePending(id, entry->second);
}

void Admission::ended(ConnectionId id)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    removePending(id, entry->second);
    const auto site = entry->second.site;
    m_entries.erase(entry);
    if (--site->second == 0)
        m_sites.erase(site);
}

std::size_t Admission::connections() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries.size();
}

std::size_t Admission::pending() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pending;
}

ConnectionId Admission::lastId() const
{
    const std::scoped_lock lock(m_mutex);
    return m_lastId;
}

// It stops being pending at once, so that the next newcomer finds another one.
std::optional<Admission::Evicted> Admission::makeRoom()
{
    const auto first = m_waiting.first();
    if (!first)
        return std::nullopt;
    auto &entry = m_entries.at(first->id);
    removePending(first->id, entry);
    return Evicted{first->id, entry.worker};
}

void Admission::removePending(ConnectionId id, Entry &entry)
{
    if (!std::exchange(entry.isPending, false))
        return;
    m_waiting.remove(member(id, entry));
    --m_pending;
}

Crowds::Member Admission::member(ConnectionId id, const Entry &entry)
{
    return {.site = entry.site->first, .turn = id, .id = id};
}

} // namespace sealcord
