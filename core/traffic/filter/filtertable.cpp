// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtertable.h"

#include "core/traffic/describe.h"
#include "core/traffic/filter/filtermeanings.h"
#include "core/traffic/filter/filterterm.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficRow::Kind;

// What a row has of a field, as a term.

QString term(QLatin1StringView field, const QString &value)
{
    return QString(field) + u':' + value;
}

QString dirTerm(const TrafficRow &row)
{
    if (!isPlaintext(row))
        return {};
    return term("dir"_L1, row.direction == Direction::In ? u"in"_s : u"out"_s);
}

QString peerTerm(const TrafficRow &row)
{
    const auto &peer = row.connection.peer;
    return peer == Endpoint() ? QString() : term("peer"_L1, peer.toString());
}

QString agentTerm(const TrafficRow &row)
{
    const auto name = row.connection.known.name();
    return name.empty()
        ? QString()
        : term("agent"_L1, valueText(QString::fromUtf8(name.data(), qsizetype(name.size()))));
}

QString connectionTerm(const TrafficRow &row)
{
    const auto id = row.connection.id;
    return id == 0 ? QString() : term("connection"_L1, QString::number(id));
}

QString streamTerm(const TrafficRow &row)
{
    return row.kind == Kind::StreamData ? term("stream"_L1, QString::number(row.stream))
                                        : QString();
}

QString targetTerm(const TrafficRow &row)
{
    const auto name = row.target.name();
    return name.empty()
        ? QString()
        : term("target"_L1, valueText(QString::fromUtf8(name.data(), qsizetype(name.size()))));
}

QString lenTerm(const TrafficRow &row)
{
    if (!isPlaintext(row))
        return {};
    return term("len"_L1, QString::number(row.content.size()));
}

QString timeTerm(const TrafficRow &row)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(row.time.time_since_epoch());
    const auto local = QDateTime::fromMSecsSinceEpoch(ms.count());
    return term("time"_L1, local.toString(Qt::ISODateWithMs));
}

QString contentTerm(const TrafficRow &row)
{
    return textTerm(row.content);
}

QString contentHexTerm(const TrafficRow &row)
{
    return hexTerm(row.content);
}

QString eventTerm(const TrafficRow &row)
{
    return row.kind == Kind::Notice ? term("event"_L1, name(row.event)) : QString();
}

QString levelTerm(const TrafficRow &row)
{
    return row.kind == Kind::Notice ? term("level"_L1, name(row.level)) : QString();
}

// Which values are offered.

QList<FilterChoice> directions(const FilterValuesSeen &)
{
    QList<FilterChoice> choices;
    for (const auto direction : {Direction::In, Direction::Out})
        choices += {direction == Direction::In ? u"in"_s : u"out"_s, meaningOf(direction)};
    return choices;
}

QList<FilterChoice> asSeen(const QStringList &values)
{
    QList<FilterChoice> choices;
    for (const auto &value : values)
        choices += {value, {}};
    return choices;
}

QList<FilterChoice> peersSeen(const FilterValuesSeen &seen)
{
    return asSeen(seen.peers);
}

QList<FilterChoice> agentsSeen(const FilterValuesSeen &seen)
{
    return asSeen(seen.agents);
}

QList<FilterChoice> targetsSeen(const FilterValuesSeen &seen)
{
    return asSeen(seen.targets);
}

QList<FilterChoice> connectionsSeen(const FilterValuesSeen &seen)
{
    return asSeen(seen.connections);
}

QList<FilterChoice> events(const FilterValuesSeen &)
{
    QList<FilterChoice> choices;
    for (int i = 0; i <= int(lastEventKind); ++i)
        choices += {name(EventKind(i)), meaningOf(EventKind(i))};
    for (int i = 0; i <= int(EndReason::InternalError); ++i)
        choices += {name(EndReason(i)), describe(EndReason(i))};
    return choices;
}

QList<FilterChoice> levels(const FilterValuesSeen &)
{
    QList<FilterChoice> choices;
    for (int i = 0; i <= int(EventLevel::Error); ++i)
        choices += {name(EventLevel(i)), describe(EventLevel(i), true)};
    return choices;
}

QList<FilterChoice> anything(const FilterValuesSeen &)
{
    return {};
}

using enum FilterOperator;

constexpr std::array forWords{Has, Equal, NotEqual};
constexpr std::array forPeers{Has, Equal, NotEqual, Contains};
constexpr std::array forNumbers{Has, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual};
constexpr std::array forText{Has, Equal, NotEqual, Contains, Matches};
constexpr std::array forBytes{Has, Equal, NotEqual, Contains};

// In the order of FilterField.
constexpr std::array<FilterFieldRow, 12> table{{
    {FilterField::Dir, "dir"_L1, forWords, Equal, dirNode, dirTerm, directions,
        QT_TRANSLATE_NOOP(
            "FilterMeanings", "direction of a message or a stream's bytes: in or out"),
        "dir:in"_L1},
    {FilterField::Peer, "peer"_L1, forPeers, Equal, peerNode, peerTerm, peersSeen,
        QT_TRANSLATE_NOOP("FilterMeanings", "address of the other end, with a port or without"),
        "peer:127.0.0.1"_L1},
    {FilterField::Agent, "agent"_L1, forPeers, Equal, agentNode, agentTerm, agentsSeen,
        QT_TRANSLATE_NOOP("FilterMeanings", "name of an authorised agent, whose key was proved"),
        "agent:pump-3"_L1},
    {FilterField::Connection, "connection"_L1, forNumbers, Equal, connectionNode, connectionTerm,
        connectionsSeen, QT_TRANSLATE_NOOP("FilterMeanings", "number of a connection"),
        "connection:3"_L1},
    {FilterField::Stream, "stream"_L1, forNumbers, Equal, streamNode, streamTerm, anything,
        QT_TRANSLATE_NOOP("FilterMeanings", "number of a stream on its connection"), "stream:3"_L1},
    {FilterField::Target, "target"_L1, forPeers, Equal, targetNode, targetTerm, targetsSeen,
        QT_TRANSLATE_NOOP("FilterMeanings", "service that a stream leads to"), "target:web"_L1},
    {FilterField::Len, "len"_L1, forNumbers, Equal, lenNode, lenTerm, anything,
        QT_TRANSLATE_NOOP("FilterMeanings",
            "bytes of a message or of a stream's piece; K, M and G are binary units"),
        "len>64KiB"_L1},
    {FilterField::Time, "time"_L1, forNumbers, Equal, timeNode, timeTerm, anything,
        QT_TRANSLATE_NOOP("FilterMeanings", "when it happened: a time of day, or with a date"),
        "time>10:16:15"_L1},
    {FilterField::Text, "text"_L1, forText, Contains, textNode, contentTerm, anything,
        QT_TRANSLATE_NOOP("FilterMeanings", "what a message or an event says"), "text:hello"_L1},
    {FilterField::Hex, "hex"_L1, forBytes, Contains, hexNode, contentHexTerm, anything,
        QT_TRANSLATE_NOOP("FilterMeanings", "the same, as bytes: two digits for each"),
        "hex:48656c"_L1},
    {FilterField::Event, "event"_L1, forWords, Equal, eventNode, eventTerm, events,
        QT_TRANSLATE_NOOP("FilterMeanings", "what happened, or why a connection ended"),
        "event:ended"_L1},
    {FilterField::Level, "level"_L1, forNumbers, Equal, levelNode, levelTerm, levels,
        QT_TRANSLATE_NOOP("FilterMeanings", "how much an event matters: info, warning or error"),
        "level>=warning"_L1},
}};

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (std::size_t(table[i].field) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

std::span<const FilterFieldRow> filterTable()
{
    return table;
}

const FilterFieldRow &rowOf(FilterField field)
{
    return table[std::size_t(field)];
}

} // namespace sealcord
