// SPDX-License-Identifier: MIT
#include "core/app/trust/comparisons.h"

#include <algorithm>

namespace sealcord {

Comparisons::Comparisons(AgentTrust &judge)
    : m_judge(judge)
    , m_inbox(this, &Comparisons::readInbox)
{ }

PeerDecision Comparisons::judge(const Peer &agent, const ConnectionName &connection)
{
    return m_judge.judge(agent, connection);
}

bool Comparisons::isStillAccepted(const PeerIdentity &agent, const ConnectionName &connection)
{
    return m_judge.isStillAccepted(agent, connection);
}

bool Comparisons::mayUse(const PeerIdentity &agent, const ConnectionName &connection, StreamUse use,
    std::string_view target)
{
    return m_judge.mayUse(agent, connection, use, target);
}

void Comparisons::watch(ConnectionId connection)
{
    const std::scoped_lock lock(m_mutex);
    m_watched.insert(connection);
}

void Comparisons::verificationAsked(const ConnectionName &connection)
{
    watch(connection.id);
    m_inbox.leave(AskedThere{connection});
}

void Comparisons::codeAgreed(const ConnectionName &connection, const VerificationCode &code)
{
    m_inbox.leave(Agreed{connection.id, code});
}

void Comparisons::happened(WireEvent event)
{
    const auto *const ended = event.as<ConnectionEnded>();
    if (!ended)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_watched.erase(ended->connection.id) == 0)
            return;
    }
    m_inbox.leave(Ended{ended->connection.id});
}

void Comparisons::readInbox()
{
    for (const auto &left : m_inbox.take())
        std::visit([this](const auto &what) { act(what); }, left);
}

void Comparisons::act(const AskedThere &asked)
{
    const auto &name = asked.connection;
    auto &comparison = m_comparisons.try_emplace(name.id, name).first->second;
    if (comparison.code.askedThere())
        Q_EMIT changed(comparison);
}

void Comparisons::act(const Agreed &agreed)
{
    const auto found = m_comparisons.find(agreed.connection);
    if (found != m_comparisons.end() && found->second.code.agreed(agreed.code))
        Q_EMIT changed(found->second);
}

// Its end is watched before it counts as standing, so that it cannot be missed in between; who
// finds later that it does not stand says end().
bool Comparisons::ask(const ConnectionName &connection, const PeerIdentity &agent)
{
    auto &comparison = m_comparisons.try_emplace(connection.id, connection).first->second;
    comparison.agent = agent;
    if (!comparison.code.askHere())
        return false;
    watch(connection.id);
    Q_EMIT changed(comparison);
    return true;
}

bool Comparisons::decide(ConnectionId connection, bool isSame)
{
    const auto found = m_comparisons.find(connection);
    if (found == m_comparisons.end() || !found->second.code.decide(isSame))
        return false;
    Q_EMIT changed(found->second);
    return true;
}

void Comparisons::end(ConnectionId connection)
{
    const auto found = m_comparisons.find(connection);
    if (found == m_comparisons.end() || std::ranges::count(m_ended, connection) > 0)
        return;
    m_ended.push_back(connection);
    {
        const std::scoped_lock lock(m_mutex);
        m_watched.erase(connection);
    }
    if (found->second.code.end())
        Q_EMIT changed(found->second);
    if (m_ended.size() > mostEnded) {
        m_comparisons.erase(m_ended.front());
        m_ended.pop_front();
    }
}

const ServerComparison *Comparisons::find(ConnectionId connection) const
{
    const auto found = m_comparisons.find(connection);
    return found == m_comparisons.end() ? nullptr : &found->second;
}

} // namespace sealcord
