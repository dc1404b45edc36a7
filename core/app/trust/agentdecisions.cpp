// SPDX-License-Identifier: MIT
#include "core/app/trust/agentdecisions.h"

#include "core/app/trust/agentlist.h"
#include "core/trust/whichagent.h"

#include <algorithm>
#include <utility>

namespace sealcord {

namespace {

std::expected<AuthorizedAgents, QString> readAgents(const QString &path)
{
    auto agents = AuthorizedAgents::read(path);
    if (!agents)
        return std::unexpected(std::move(agents.error().text));
    return *std::move(agents);
}

} // namespace

std::expected<QJsonArray, QString> authorizedAgents(const QString &path)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    QJsonArray list;
    for (const auto &agent : agents->entries())
        list += agentJson(agent, utcNow());
    return list;
}

std::expected<QJsonArray, QString> waitingAgents(const QString &path, const PendingAgents &waiting)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    QJsonArray list;
    for (const auto &agent : waiting.agents()) {
        if (!agents->find(agent.key))
            list += agentJson(agent);
    }
    return list;
}

std::expected<QJsonObject, QString> approveAgent(
    const QString &path, const PendingAgents &waiting, const Approval &approval)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    auto named = entryFor(waiting, *agents, approval.who, approval.entry.name);
    if (!named)
        return std::unexpected(std::move(named.error()));
    auto agent = approval.entry;
    agent.key = named->key;
    agent.name = std::move(named->name);
    if (auto written = authorizeAgent(path, agent); !written)
        return std::unexpected(std::move(written.error().text));
    return agentJson(agent, utcNow());
}

std::expected<QJsonObject, QString> allowAgent(const QString &path, const Allowance &allowance)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    const auto was = entryOf(*agents, allowance.who);
    if (!was)
        return std::unexpected(was.error());
    auto now = *was;
    now.forward = allowance.forward.value_or(was->forward);
    now.publish = allowance.publish.value_or(was->publish);
    if (auto written = changeAgent(path, *was, now); !written)
        return std::unexpected(std::move(written.error().text));
    return agentJson(now, utcNow());
}

std::expected<QJsonObject, QString> revokeAgentNamed(const QString &path, const QString &who)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    const auto agent = entryOf(*agents, who);
    if (!agent)
        return std::unexpected(agent.error());
    if (auto written = revokeAgent(path, agent->key); !written)
        return std::unexpected(std::move(written.error().text));
    return agentJson(*agent, utcNow());
}

std::expected<PendingAgent, QString> waitingAgent(
    const QString &path, const PendingAgents &waiting, const QString &who)
{
    const auto agents = readAgents(path);
    if (!agents)
        return std::unexpected(agents.error());
    return pendingOf(waiting, *agents, who);
}

} // namespace sealcord
