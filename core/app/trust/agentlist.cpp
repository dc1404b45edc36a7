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

// The list that is called so, behind its name; empty where there is none.
QString listOf(const QJsonObject &agent, const QString &member)
{
    QStringList list;
    for (const auto &one : agent[member].toArray())
        list += printable(one.toString());
    return list.isEmpty() ? QString() : u"  "_s + member + u' ' + list.join(u',');
}

QString authorizedLine(const QJsonObject &agent, qsizetype width)
{
    auto line = columnOf(agent).leftJustified(width) + u"  "_s + text(agent, u"fingerprint"_s);
    line += listOf(agent, u"from"_s);
    if (!agent[u"expires"_s].isNull())
        line += (agent[u"expired"_s].toBool() ? u"  expired "_s : u"  expires "_s)
            + text(agent, u"expires"_s);
    return line + listOf(agent, u"forward"_s) + listOf(agent, u"publish"_s) + u'\n';
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

// As the file has it; nothing where the entry has none.
std::optional<QString> toldOption(const QJsonValue &told)
{
    if (!told.isArray())
        return told.isNull() || told.isUndefined() ? std::nullopt : std::optional(told.toString());
    QStringList list;
    for (const auto &one : told.toArray())
        list += one.toString();
    return list.isEmpty() ? std::nullopt : std::optional(list.join(u','));
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
        {u"forward"_s, QJsonArray::fromStringList(agent.forward)},
        {u"publish"_s, QJsonArray::fromStringList(agent.publish)},
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
    AuthorizedAgent entry;
    entry.key = *key;
    for (const auto option : agentOptions) {
        const auto text = toldOption(agent[optionName(option)]);
        if (text && setOption(entry, option, *text))
            return std::nullopt;
    }
    return entry.name.isEmpty() ? std::nullopt : std::optional(entry);
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
