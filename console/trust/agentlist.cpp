// SPDX-License-Identifier: MIT
#include "console/trust/agentlist.h"

#include "console/trust/jsonline.h"
#include "core/text/escape.h"
#include "core/trust/keyword.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const std::vector<AddressRange> &ranges)
{
    QStringList texts;
    for (const auto &range : ranges)
        texts += range.toString();
    return texts;
}

QString textLine(const AuthorizedAgent &agent, qsizetype nameWidth, UtcTime now)
{
    auto line =
        printable(agent.name).leftJustified(nameWidth) + u"  "_s + fingerprintWord(agent.key);
    if (!agent.from.empty())
        line += u"  from "_s + texts(agent.from).join(u',');
    if (agent.expires)
        line +=
            (agent.hasExpired(now) ? u"  expired "_s : u"  expires "_s) + utcText(*agent.expires);
    return line + u'\n';
}

QString json(const AuthorizedAgent &agent, UtcTime now)
{
    return jsonLine({
        {u"name"_s, agent.name},
        {u"key"_s, keyWord(agent.key)},
        {u"fingerprint"_s, fingerprintWord(agent.key)},
        {u"from"_s, QJsonArray::fromStringList(texts(agent.from))},
        {u"expires"_s, agent.expires ? QJsonValue(utcText(*agent.expires)) : QJsonValue()},
        {u"expired"_s, agent.hasExpired(now)},
    });
}

QString textLine(const PendingAgent &agent, qsizetype addressWidth)
{
    const auto claim = agent.name.isEmpty()
        ? u"without a name"_s
        : u"calls itself \""_s + QString::fromStdString(escaped(agent.name.toStdString())) + u'"';
    return fingerprintWord(agent.key) + u"  "_s
        + agent.address.toString().leftJustified(addressWidth) + u"  "_s + claim
        + u", came first "_s + utcText(agent.first) + u" and last "_s + utcText(agent.last) + u'\n';
}

QString json(const PendingAgent &agent)
{
    return jsonLine({
        {u"key"_s, keyWord(agent.key)},
        {u"fingerprint"_s, fingerprintWord(agent.key)},
        {u"name"_s, agent.name},
        {u"address"_s, agent.address.toString()},
        {u"first"_s, utcText(agent.first)},
        {u"last"_s, utcText(agent.last)},
    });
}

} // namespace

QString agentList(const std::vector<AuthorizedAgent> &agents, ListFormat format, UtcTime now)
{
    qsizetype width = 0;
    for (const auto &agent : agents)
        width = std::max(width, printable(agent.name).size());
    QString list;
    for (const auto &agent : agents)
        list += format == ListFormat::Json ? json(agent, now) : textLine(agent, width, now);
    return list;
}

QString agentList(const std::list<PendingAgent> &agents, ListFormat format)
{
    qsizetype width = 0;
    for (const auto &agent : agents)
        width = std::max(width, agent.address.toString().size());
    QString list;
    for (const auto &agent : agents)
        list += format == ListFormat::Json ? json(agent) : textLine(agent, width);
    return list;
}

} // namespace sealcord
