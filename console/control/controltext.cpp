// SPDX-License-Identifier: MIT
#include "console/control/controltext.h"

#include "console/control/answer.h"
#include "console/control/streamtext.h"
#include "core/app/trust/agentlist.h"
#include "core/text/figures.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString statusText(const QJsonObject &status)
{
    return u"Server       "_s + answerText(status, u"address"_s) + u", sealcord "_s
        + answerText(status, u"version"_s) + u", process "_s + answerText(status, u"process"_s)
        + u'\n' + u"Started      "_s + answerText(status, u"started"_s) + u'\n' + u"Protocol     "_s
        + answerText(status, u"protocol"_s) + u'\n' + u"Connections  "_s
        + u"%1 of at most %2, %3 of them established\n"_s.arg(
            formatCount(answerCount(status, u"connections"_s)),
            formatCount(answerCount(status, u"max_connections"_s)),
            formatCount(answerCount(status, u"established"_s)))
        + u"Workers      "_s + answerText(status, u"workers"_s) + u'\n';
}

QString timeOrOff(const QJsonObject &limits, const QString &member)
{
    constexpr std::chrono::duration<double> longest = std::chrono::years(100); // in nanoseconds too
    const auto time = std::min(std::chrono::duration<double>(limits[member].toDouble()), longest);
    return time.count() > 0
        ? formatInterval(std::chrono::duration_cast<std::chrono::nanoseconds>(time))
        : u"off"_s;
}

QString limitsText(const QJsonObject &limits)
{
    const auto perAddress = answerCount(limits, u"max_per_address"_s);
    return u"Connections         "_s + formatCount(answerCount(limits, u"max_connections"_s))
        + u"\nHandshakes          "_s + formatCount(answerCount(limits, u"max_pending"_s))
        + u"\nFrom one address    "_s + (perAddress ? formatCount(perAddress) : u"any number"_s)
        + u"\nLongest message     "_s + formatBytes(answerCount(limits, u"max_message"_s))
        + u"\nMessages under way  "_s + formatBytes(answerCount(limits, u"max_buffered"_s))
        + u"\nHandshake within    "_s + timeOrOff(limits, u"handshake_timeout"_s)
        + u"\nIdle at most        "_s + timeOrOff(limits, u"idle_timeout"_s) + u'\n';
}

QString traffic(const QJsonObject &client, const QString &direction)
{
    return u"%1 (%2)"_s.arg(formatCount(answerCount(client, u"messages_"_s + direction)),
        formatShortBytes(static_cast<double>(answerCount(client, u"bytes_"_s + direction))));
}

QString clientsText(const QJsonArray &clients)
{
    if (clients.isEmpty())
        return u"Nobody is connected\n"_s;
    std::vector<QStringList> rows{
        {u"NUMBER"_s, u"PEER"_s, u"AGENT"_s, u"PROTECTION"_s, u"IN"_s, u"OUT"_s}};
    for (const auto &value : clients) {
        const auto client = value.toObject();
        const auto agent = answerAgent(client);
        rows.push_back({answerText(client, u"connection"_s), answerText(client, u"peer"_s),
            agent.isEmpty() ? u"-"_s : agent,
            client[u"established"_s].toBool() ? answerText(client, u"protection"_s)
                                              : u"(handshake)"_s,
            traffic(client, u"in"_s), traffic(client, u"out"_s)});
    }
    return answerColumns(rows);
}

} // namespace

QString controlText(ControlOptions::Command command, std::string_view result)
{
    const auto json =
        QJsonDocument::fromJson(QByteArray(result.data(), static_cast<qsizetype>(result.size())));
    const auto object = json.object();
    switch (command) {
    case ControlOptions::Command::Status:
        return statusText(object);
    case ControlOptions::Command::Clients:
        return clientsText(json.array());
    case ControlOptions::Command::Client:
        return clientsText({object});
    case ControlOptions::Command::Kick:
        return u"Says goodbye to connection %1\n"_s.arg(answerText(object, u"connection"_s));
    case ControlOptions::Command::Send:
        return u"Sends %1 to so many connections: %2\n"_s.arg(
            formatBytes(answerCount(object, u"bytes"_s)),
            formatCount(answerCount(object, u"connections"_s)));
    case ControlOptions::Command::Limits:
        return limitsText(object);
    case ControlOptions::Command::Reload:
        return u"Read the authorised agents again\n"_s;
    case ControlOptions::Command::LogLevel:
        return answerText(object, u"level"_s) + u'\n';
    case ControlOptions::Command::Dump:
        return u"The flight recorder writes; where, is in the server's log\n"_s;
    case ControlOptions::Command::Record:
        return object.contains(u"bytes"_s)
            ? u"The recording has %1\n"_s.arg(formatBytes(answerCount(object, u"bytes"_s)))
            : u"Records from now on\n"_s;
    case ControlOptions::Command::Drain:
        return u"Accepts nobody any more; connected: %1\n"_s.arg(
            formatCount(answerCount(object, u"connections"_s)));
    case ControlOptions::Command::Agents:
    case ControlOptions::Command::Pending:
        return agentWords(json.array());
    case ControlOptions::Command::Approve:
        return u"Authorised "_s + agentWords({object});
    case ControlOptions::Command::Allow:
        return u"Changed "_s + agentWords({object});
    case ControlOptions::Command::Refuse:
        return u"No longer waits: "_s + agentWords({object});
    case ControlOptions::Command::Revoke:
        return u"No longer authorised "_s + agentWords({object});
    case ControlOptions::Command::Streams:
        return streamsText(object);
    case ControlOptions::Command::Stream:
        return u"Ends stream %1 of connection %2\n"_s.arg(
            answerText(object, u"stream"_s), answerText(object, u"connection"_s));
    case ControlOptions::Command::Forwards:
        return forwardsText(json.array());
    case ControlOptions::Command::Publish:
        return exposedText(json.array());
    case ControlOptions::Command::Watch: // its records are printed as they come
    case ControlOptions::Command::Verify: // talks with a person
        break;
    }
    std::unreachable();
}

QString asciiJson(std::string_view result)
{
    QString line;
    for (const auto c : QString::fromUtf8(result.data(), static_cast<qsizetype>(result.size()))) {
        if (c < u' ') // in JSON it is between the members alone, and would move a terminal's cursor
            line += u' ';
        else
            line += c < u'\x7f' ? QString(c) : u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return line + u'\n';
}

} // namespace sealcord
