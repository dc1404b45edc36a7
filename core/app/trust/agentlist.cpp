// SPDX-License-Identifier: MIT
#include "core/app/trust/agentlist.h"

#include "core/text/escape.h"
#include "core/trust/keyword.h"

#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString text(const QJsonObject &agent, const QString &member)
{
    return printable(agent[member].toString());
}

// Only who waits has been seen somewhere.
bool isPending(const QJsonObject &agent)
{
    return agent.contains(u"address"_s);
}

// What stands in the column whose width all lines share.
QString columnOf(const QJsonObject &agent)
{
    return text(agent, isPending(agent) ? u"address"_s : u"name"_s);
}

QString authorizedLine(const QJsonObject &agent, qsizetype width)
{
    auto line = columnOf(agent).leftJustified(width) + u"  "_s + text(agent, u"fingerprint"_s);
    QStringList from;
    for (const auto &range : agent[u"from"_s].toArray())
        from += printable(range.toString());
    if (!from.isEmpty())
        line += u"  from "_s + from.join(u',');
    if (!agent[u"expires"_s].isNull())
        line += (agent[u"expired"_s].toBool() ? u"  expired "_s : u"  expires "_s)
            + text(agent, u"expires"_s);
    return line + u'\n';
}

QString pendingLine(const QJsonObject &agent, qsizetype width)
{
    const auto name = agent[u"name"_s].toString();
    const auto claim = name.isEmpty()
        ? u"without a name"_s
        : u"calls itself \""_s + QString::fromStdString(escaped(name.toStdString())) + u'"';
    return text(agent, u"fingerprint"_s) + u"  "_s + columnOf(agent).leftJustified(width) + u"  "_s
        + claim + u", came first "_s + text(agent, u"first"_s) + u" and last "_s
        + text(agent, u"last"_s) + u'\n';
}

} // namespace

QJsonObject agentJson(const AuthorizedAgent &agent, UtcTime now)
{
    QJsonArray from;
    for (const auto &range : agent.from)
        from += range.toString();
    return {
        {u"name"_s, agent.name},
        {u"key"_s, keyWord(agent.key)},
        {u"fingerprint"_s, fingerprintWord(agent.key)},
        {u"from"_s, from},
        {u"expires"_s, agent.expires ? QJsonValue(utcText(*agent.expires)) : QJsonValue()},
        {u"expired"_s, agent.hasExpired(now)},
    };
}

QJsonObject agentJson(const PendingAgent &agent)
{
    return {
        {u"key"_s, keyWord(agent.key)},
        {u"fingerprint"_s, fingerprintWord(agent.key)},
        {u"name"_s, agent.name},
        {u"address"_s, agent.address.toString()},
        {u"first"_s, utcText(agent.first)},
        {u"last"_s, utcText(agent.last)},
        {u"tries"_s, static_cast<qint64>(agent.tries)},
    };
}

std::optional<AuthorizedAgent> authorizedAgentOf(const QJsonObject &agent)
{
    const auto key = parseKeyWord(agent[u"key"_s].toString());
    if (!key)
        return std::nullopt;
    QStringList from;
    for (const auto &range : agent[u"from"_s].toArray())
        from += range.toString();
    AuthorizedAgent entry;
    entry.key = *key;
    const auto expires = agent[u"expires"_s];
    if (setOption(entry, AgentOption::Name, agent[u"name"_s].toString())
        || (!from.isEmpty() && setOption(entry, AgentOption::From, from.join(u',')))
        || (!expires.isNull() && setOption(entry, AgentOption::Expires, expires.toString())))
        return std::nullopt;
    return entry;
}

std::optional<PendingAgent> pendingAgentOf(const QJsonObject &agent)
{
    const auto key = parseKeyWord(agent[u"key"_s].toString());
    const auto address = IpAddress::parse(agent[u"address"_s].toString());
    const auto first = parseUtcTime(agent[u"first"_s].toString());
    const auto last = parseUtcTime(agent[u"last"_s].toString());
    if (!key || !address || !first || !last)
        return std::nullopt;
    return PendingAgent{.key = *key,
        .name = agent[u"name"_s].toString(),
        .address = *address,
        .first = *first,
        .last = *last,
        .tries = static_cast<quint64>(agent[u"tries"_s].toInteger(1))};
}

QString agentWords(const QJsonArray &agents)
{
    qsizetype width = 0;
    for (const auto &agent : agents)
        width = std::max(width, columnOf(agent.toObject()).size());
    QString lines;
    for (const auto &value : agents) {
        const auto agent = value.toObject();
        lines += isPending(agent) ? pendingLine(agent, width) : authorizedLine(agent, width);
    }
    return lines;
}

} // namespace sealcord
