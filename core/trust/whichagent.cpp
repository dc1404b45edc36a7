// SPDX-License-Identifier: MIT
#include "core/trust/whichagent.h"

#include "core/text/escape.h"
#include "core/text/names.h"
#include "core/trust/keyword.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Key = X25519KeyPair::PublicKey;
using Meant = std::expected<AuthorizedAgent, QString>;

constexpr auto keyPrefix = "x25519:"_L1;
constexpr auto fingerprintPrefix = "SHA256:"_L1;

bool isMeant(const QString &who, const Key &key, const QString &name)
{
    if (isKeyText(who))
        return keyWord(key) == who;
    if (who.startsWith(fingerprintPrefix))
        return fingerprintWord(key) == who;
    return name == who;
}

// What is wrong with `who` itself; empty: nothing.
QString fault(const QString &who)
{
    if (isKeyText(who)) {
        const auto key = parseKeyWord(who);
        return key ? QString() : key.error().text;
    }
    const auto length = fingerprintWord(Key{}).size();
    if (who.startsWith(fingerprintPrefix) && who.size() != length)
        return valueError(who, u"is no whole fingerprint: SHA256: and 43 characters"_s).text;
    return {};
}

QString quoted(const QString &name)
{
    return u'"' + QString::fromStdString(escaped(name.toStdString())) + u'"';
}

QString ambiguity(const QString &who, const std::vector<PendingAgent> &meant)
{
    QStringList fingerprints;
    for (const auto &agent : meant)
        fingerprints += fingerprintWord(agent.key);
    return u"%1 agents wait that call themselves %2. Give the fingerprint of the one you mean: %3"_s
        .arg(fingerprints.size())
        .arg(quoted(who), fingerprints.join(u", "_s));
}

// Those who wait and are meant.
std::vector<PendingAgent> meantOf(
    const PendingAgents &pending, const AuthorizedAgents &agents, const QString &who)
{
    std::vector<PendingAgent> meant;
    for (const auto &agent : pending.agents()) {
        if (!agents.find(agent.key) && isMeant(who, agent.key, agent.name))
            meant.push_back(agent);
    }
    return meant;
}

Meant named(const Key &key, const QString &claim, const QString &name)
{
    AuthorizedAgent agent;
    agent.key = key;
    agent.name = name.isEmpty() ? claim : name;
    if (agent.name.isEmpty())
        return std::unexpected(
            fingerprintWord(key) + u" has no name yet: give it one with --name"_s);
    if (!isAgentName(agent.name))
        return std::unexpected(fingerprintWord(key) + u" calls itself "_s + quoted(claim)
            + u", which cannot be a name here: give it one with --name"_s);
    return agent;
}

} // namespace

bool isKeyText(const QString &who)
{
    return who.startsWith(keyPrefix);
}

Meant entryOf(const AuthorizedAgents &agents, const QString &who)
{
    if (auto text = fault(who); !text.isEmpty())
        return std::unexpected(std::move(text));
    const auto found = std::ranges::find_if(agents.entries(),
        [&who](const AuthorizedAgent &agent) { return isMeant(who, agent.key, agent.name); });
    if (found == agents.entries().end())
        return std::unexpected(quoted(who) + u" is not authorised"_s);
    return *found;
}

std::expected<PendingAgent, QString> pendingOf(
    const PendingAgents &pending, const AuthorizedAgents &agents, const QString &who)
{
    if (auto text = fault(who); !text.isEmpty())
        return std::unexpected(std::move(text));
    const auto meant = meantOf(pending, agents, who);
    if (meant.size() > 1)
        return std::unexpected(ambiguity(who, meant));
    if (meant.empty())
        return std::unexpected(u"nobody waits who is "_s + quoted(who));
    return meant.front();
}

Meant entryFor(const PendingAgents &pending, const AuthorizedAgents &agents, const QString &who,
    const QString &name)
{
    if (auto text = fault(who); !text.isEmpty())
        return std::unexpected(std::move(text));
    const auto meant = meantOf(pending, agents, who);
    if (meant.size() > 1)
        return std::unexpected(ambiguity(who, meant));
    if (meant.size() == 1)
        return named(meant.front().key, meant.front().name, name);
    if (const auto entry = entryOf(agents, who))
        return std::unexpected(quoted(who)
            + u" is authorised already, in line %1, named "_s.arg(entry->line) + entry->name);
    if (isKeyText(who))
        return named(parseKeyWord(who).value(), {}, name);
    return std::unexpected(u"nobody waits who is "_s + quoted(who));
}

} // namespace sealcord
