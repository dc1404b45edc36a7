// SPDX-License-Identifier: MIT
#include "core/app/known/agentbook.h"

#include "core/traffic/models/connectionmodel.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sealcord {

AgentBook::AgentBook(QObject *parent)
    : QObject(parent)
{ }

void AgentBook::load(std::vector<KnownAgent> agents)
{
    for (auto &agent : agents) {
        const Key key = agent.who.fingerprint().digest;
        findOrAdd(key) = std::move(agent);
    }
    Q_EMIT changed();
}

void AgentBook::take(const TrafficBatch &batch, const ConnectionModel &connections)
{
    for (const auto &news : batch.news) {
        if (const auto *established = std::get_if<ConnectionEstablished>(&news.what))
            begin(*established, news.time, false);
        else if (const auto *stands = std::get_if<ConnectionStands>(&news.what);
            stands && stands->established)
            begin(*stands->established, news.time, true);
        else if (const auto *ended = std::get_if<ConnectionEnded>(&news.what))
            end(ended->connection.id, ended->reason, ended->text, news.time);
    }
    if (!batch.answers.empty())
        endUnseen(connections);
    if (std::exchange(m_hasChanged, false))
        Q_EMIT changed();
}

// One that stood when the watching began has not come again.
void AgentBook::begin(const ConnectionEstablished &established, RecordTime time, bool stoodBefore)
{
    const auto &[id, peer, known] = established.connection;
    if (known.name().empty() || m_live.contains(id))
        return;
    const Key key = known.fingerprint().digest;
    auto &agent = findOrAdd(key);
    const bool wasKnown = !agent.who.isNobody();
    const bool comes = agent.connections == 0 && !stoodBefore;
    if (wasKnown && comes)
        ++agent.reconnects;
    agent.who = known;
    agent.peer = peer;
    agent.lastSeen = time;
    agent.lastConnection = id;
    ++agent.connections;
    m_live.emplace(id, Live{key, 0, time, false});
    m_hasChanged = true;
    if (comes)
        tell(KnownAgent::Notice::Comes, agent);
}

void AgentBook::end(
    ConnectionId id, std::optional<EndReason> reason, std::string_view text, RecordTime time)
{
    const auto live = m_live.find(id);
    if (live == m_live.end())
        return;
    const auto found = m_agents.find(live->second.agent);
    m_live.erase(live);
    if (found == m_agents.end())
        return; // forgotten
    auto &agent = found->second;
    agent.lastSeen = time;
    agent.endReason = reason;
    agent.endText = text.substr(0, longestText);
    m_hasChanged = true;
    agent.connections = std::max(0, agent.connections - 1); // forgotten and come again: 0
    if (agent.connections == 0)
        tell(KnownAgent::Notice::Goes, agent);
}

// Those that the model takes for ended, since no thread knows them.
void AgentBook::endUnseen(const ConnectionModel &connections)
{
    std::vector<std::pair<ConnectionId, RecordTime>> gone;
    for (const auto &[id, live] : m_live) {
        const auto *info = connections.find(id);
        if (!info)
            gone.emplace_back(id, live.heard);
        else if (info->ended)
            gone.emplace_back(id, *info->ended);
    }
    for (const auto &[id, time] : gone)
        end(id, {}, {}, time);
}

void AgentBook::listen(const ConnectionModel &connections, RecordTime now)
{
    for (auto &[id, live] : m_live) {
        const auto *info = connections.find(id);
        if (!info)
            continue;
        if (info->count.messagesIn != std::exchange(live.messages, info->count.messagesIn)) {
            live.heard = now;
            live.isSilenceTold = false;
        }
        const auto *agent = find(live.agent);
        if (agent && now - live.heard >= silence && !std::exchange(live.isSilenceTold, true))
            tell(KnownAgent::Notice::Silent, *agent);
    }
}

void AgentBook::forget(const Key &key)
{
    if (m_agents.erase(key) == 0)
        return;
    Q_EMIT changed();
}

void AgentBook::setNotices(const Key &key, KnownAgent::Notices notices)
{
    const auto found = m_agents.find(key);
    if (found == m_agents.end() || found->second.notices == notices)
        return;
    found->second.notices = notices;
    Q_EMIT changed();
}

const KnownAgent *AgentBook::find(const Key &key) const
{
    const auto found = m_agents.find(key);
    return found == m_agents.end() ? nullptr : &found->second;
}

const KnownAgent *AgentBook::find(const KnownPeer &who) const
{
    return who.name().empty() ? nullptr : find(who.fingerprint().digest);
}

KnownAgent &AgentBook::findOrAdd(const Key &key)
{
    if (!m_agents.contains(key) && m_agents.size() >= mostAgents)
        makeRoom();
    return m_agents[key];
}

void AgentBook::makeRoom()
{
    const auto first = std::ranges::min_element(m_agents, {}, [](const auto &entry) {
        return std::pair(entry.second.connections > 0, entry.second.lastSeen);
    });
    m_agents.erase(first);
}

void AgentBook::tell(KnownAgent::Notice what, const KnownAgent &agent)
{
    const auto name = agent.who.name();
    if (agent.notices.testFlag(what))
        Q_EMIT told(what, QString::fromUtf8(name.data(), qsizetype(name.size())));
}

} // namespace sealcord
