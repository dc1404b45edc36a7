// SPDX-License-Identifier: MIT
#include "core/trust/pendingagents.h"

#include "core/trust/guardedfile.h"
#include "core/trust/keyword.h"
#include "core/trust/trustlines.h"
#include "core/trust/writtenfile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const PendingAgent &agent)
{
    return QJsonDocument(QJsonObject{
                             {u"key"_s, keyWord(agent.key)},
                             {u"name"_s, agent.name},
                             {u"address"_s, agent.address.toString()},
                             {u"first"_s, utcText(agent.first)},
                             {u"last"_s, utcText(agent.last)},
                             {u"tries"_s, static_cast<qint64>(agent.tries)},
                         })
               .toJson(QJsonDocument::Compact)
        + '\n';
}

std::optional<PendingAgent> agentOf(const QByteArray &line)
{
    const auto object = QJsonDocument::fromJson(line).object();
    const auto text = [&object](QLatin1StringView name) { return object[name].toString(); };
    const auto key = parseKeyWord(text("key"_L1));
    const auto address = IpAddress::parse(text("address"_L1));
    const auto first = parseUtcTime(text("first"_L1));
    const auto last = parseUtcTime(text("last"_L1));
    if (!key || !address || !first || !last)
        return {};
    const auto tries = object["tries"_L1].toInteger(1); // which older servers do not write
    return PendingAgent{*key, text("name"_L1), *address, *first, *last,
        static_cast<quint64>(std::max<qint64>(tries, 1))};
}

} // namespace

bool PendingAgents::add(
    const X25519KeyPair::PublicKey &key, const QString &name, const IpAddress &address, UtcTime now)
{
    PendingAgent agent{.key = key, .name = name, .address = address, .first = now, .last = now};
    const auto found = std::ranges::find(m_agents, key, &PendingAgent::key);
    const bool isNew = found == m_agents.end();
    if (!isNew) {
        agent.first = found->first;
        agent.tries = found->tries + 1;
        m_agents.erase(found);
    }
    makeRoom(address);
    m_agents.push_back(std::move(agent));
    return isNew;
}

bool PendingAgents::remove(const X25519KeyPair::PublicKey &key)
{
    return std::erase_if(m_agents, [&key](const PendingAgent &agent) { return agent.key == key; })
        > 0;
}

std::size_t PendingAgents::countOf(const IpAddress &neighbourhood) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_agents, [&neighbourhood](const PendingAgent &agent) {
            return agent.address.neighbourhood() == neighbourhood;
        }));
}

// 10,000 comparisons at the most, of which each stranger causes one round.
void PendingAgents::makeRoom(const IpAddress &address)
{
    auto crowded = address.neighbourhood();
    if (countOf(crowded) < mostPerAddress) {
        if (m_agents.size() < most)
            return;
        std::size_t highest = 0;
        for (const auto &agent : m_agents) {
            const auto neighbourhood = agent.address.neighbourhood();
            if (const auto count = countOf(neighbourhood); count > highest) {
                highest = count;
                crowded = neighbourhood;
            }
        }
    }
    m_agents.erase(std::ranges::find_if(m_agents, [&crowded](const PendingAgent &agent) {
        return agent.address.neighbourhood() == crowded;
    }));
}

QByteArray PendingAgents::toText() const
{
    QByteArray text;
    for (const auto &agent : m_agents)
        text += lineOf(agent);
    return text;
}

std::expected<PendingAgents, TrustError> PendingAgents::parse(
    QByteArrayView text, const QString &path)
{
    PendingAgents pending;
    int number = 0;
    for (const auto &line : text.toByteArray().split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        const auto agent = agentOf(line);
        if (!agent)
            return std::unexpected(
                lineError(path, number, u"is no agent that waits; only a server writes here"_s));
        pending.add(agent->key, agent->name, agent->address, agent->last);
        pending.m_agents.back().first = agent->first;
        pending.m_agents.back().tries = agent->tries;
    }
    return pending;
}

std::expected<PendingAgents, TrustError> PendingAgents::read(const QString &path)
{
    const auto text = readGuarded(path, Guard::Write);
    if (!text)
        return std::unexpected(text.error());
    return parse(text->value_or(QByteArray()), path);
}

std::expected<void, TrustError> PendingAgents::write(const QString &path) const
{
    return replaceFile(path, toText());
}

} // namespace sealcord
