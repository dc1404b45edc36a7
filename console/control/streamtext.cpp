// SPDX-License-Identifier: MIT
#include "console/control/streamtext.h"

#include "console/control/answer.h"
#include "core/text/figures.h"

#include <QStringList>

#include <chrono>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString shortBytes(const QJsonObject &stream, const QString &member)
{
    return formatShortBytes(static_cast<double>(answerCount(stream, member)));
}

QStringList streamCells(const QJsonObject &stream)
{
    const std::chrono::milliseconds age(stream[u"age_ms"_s].toInteger());
    return {answerText(stream, u"connection"_s), answerText(stream, u"stream"_s),
        orDash(answerAgent(stream)), answerText(stream, u"target"_s),
        stream[u"opened_by"_s] == u"peer"_s ? u"agent"_s : u"server"_s,
        orDash(answerText(stream, u"from"_s)), shortBytes(stream, u"bytes_in"_s),
        shortBytes(stream, u"bytes_out"_s), formatDuration(age), answerText(stream, u"state"_s)};
}

} // namespace

QString streamsText(const QJsonObject &answer)
{
    const auto streams = answer[u"streams"_s].toArray();
    if (streams.isEmpty())
        return u"There is no stream\n"_s;
    std::vector<QStringList> rows{{u"CONNECTION"_s, u"STREAM"_s, u"AGENT"_s, u"TARGET"_s,
        u"OPENED BY"_s, u"FROM"_s, u"IN"_s, u"OUT"_s, u"AGE"_s, u"STATE"_s}};
    for (const auto &stream : streams)
        rows.push_back(streamCells(stream.toObject()));
    const auto unlisted = answerCount(answer, u"unlisted"_s);
    return answerColumns(rows)
        + (unlisted > 0 ? u"And %1 more\n"_s.arg(formatCount(unlisted)) : QString());
}

QString forwardsText(const QJsonArray &services)
{
    if (services.isEmpty())
        return u"Nothing is forwarded: --forward\n"_s;
    std::vector<QStringList> rows{{u"NAME"_s, u"ADDRESS"_s, u"STREAMS"_s}};
    for (const auto &value : services) {
        const auto service = value.toObject();
        rows.push_back({answerText(service, u"name"_s), answerText(service, u"address"_s),
            formatCount(answerCount(service, u"streams"_s))});
    }
    return answerColumns(rows);
}

QString exposedText(const QJsonArray &ports)
{
    if (ports.isEmpty())
        return u"Nothing is exposed: --expose\n"_s;
    std::vector<QStringList> rows{{u"ADDRESS"_s, u"TARGET"_s, u"AGENT"_s, u"STREAMS"_s}};
    for (const auto &value : ports) {
        const auto port = value.toObject();
        rows.push_back({answerText(port, u"address"_s), answerText(port, u"target"_s),
            port[u"connected"_s].toBool() ? u"connected"_s : u"not connected"_s,
            formatCount(answerCount(port, u"streams"_s))});
    }
    return answerColumns(rows);
}

} // namespace sealcord
