// SPDX-License-Identifier: MIT
#include "core/net/server/admission.h"

namespace sealcord {

bool Admission::MostCrowdedFirst::operator()(const Crowd &a, const Crowd &b) const
{
    return a.pending != b.pending ? a.pending > b.pending : a.oldest < b.oldest;
}

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
    if (m_limits.maxPerAddress && site->second.connections >= m_limits.maxPerAddress)
        return std::unexpected(
            ConnectionRefused{peer, Reason::TooManyFromAddress, m_limits.maxPerAddress});

    const Admitted admitted{
        ++m_lastId, m_pending >= m_limits.maxPending ? makeRoom() : std::nullopt};
    ++site->second.connections;
    auto &entry = m_entries.emplace(admitted.id, Entry{worker, site, std::nullopt}).first->second;
    addPending(admitted.id, entry);
    return admitted;
}

void Admission::established(ConnectionId id)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end())
        removePending(entry->second);
}

void Admission::ended(ConnectionId id)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    removePending(entry->second);
    const auto site = entry->second.site;
    m_entries.erase(entry);
    if (--site->second.connections == 0)
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

// The oldest pending handshake of the site that has most. It stops being pending at once, so that
// the next newcomer finds another one.
std::optional<Admission::Evicted> Admission::makeRoom()
{
    if (m_crowds.empty())
        return std::nullopt;
    const auto id = m_crowds.begin()->oldest;
    auto &entry = m_entries.at(id);
    removePending(entry);
    return Evicted{id, entry.worker};
}

void Admission::addPending(ConnectionId id, Entry &entry)
{
    auto &pending = entry.site->second.pending;
    if (!pending.empty())
        m_crowds.erase(crowd(*entry.site));
    entry.pending = pending.insert(pending.end(), id);
    m_crowds.insert(crowd(*entry.site));
    ++m_pending;
}

void Admission::removePending(Entry &entry)
{
    if (!entry.pending)
        return;
    auto &pending = entry.site->second.pending;
    m_crowds.erase(crowd(*entry.site));
    pending.erase(*entry.pending);
    entry.pending.reset();
    if (!pending.empty())
        m_crowds.insert(crowd(*entry.site));
    --m_pending;
}

Admission::Crowd Admission::crowd(const std::map<Site, SiteBook>::value_type &site)
{
    return {site.second.pending.size(), site.second.pending.front(), site.first};
}

} // namespace sealcord
