// SPDX-License-Identifier: MIT
#include "core/net/server/crowds.h"

#include <tuple>

namespace sealcord {

bool Crowds::InTurn::operator()(const Member &a, const Member &b) const
{
    return std::tie(a.turn, a.id) < std::tie(b.turn, b.id);
}

bool Crowds::Rank::operator<(const Rank &other) const
{
    return std::tie(other.weight, turn, site) < std::tie(weight, other.turn, other.site);
}

Crowds::Rank Crowds::rank(const Sites::value_type &site)
{
    return {site.second.weight, site.second.members.begin()->turn, site.first};
}

void Crowds::add(const Member &member)
{
    const auto [site, isNew] = m_sites.try_emplace(member.site);
    if (!isNew)
        m_ranks.erase(rank(*site));
    site->second.weight += member.weight;
    site->second.members.insert(member);
    m_ranks.insert(rank(*site));
}

void Crowds::remove(const Member &member)
{
    const auto site = m_sites.find(member.site);
    m_ranks.erase(rank(*site));
    site->second.weight -= member.weight;
    site->second.members.erase(member);
    if (site->second.members.empty())
        m_sites.erase(site);
    else
        m_ranks.insert(rank(*site));
}

std::optional<Crowds::Member> Crowds::first() const
{
    if (m_ranks.empty())
        return std::nullopt;
    return *m_sites.at(m_ranks.begin()->site).members.begin();
}

} // namespace sealcord
