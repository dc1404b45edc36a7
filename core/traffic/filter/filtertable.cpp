// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtertable.h"

#include "core/traffic/filter/filterterm.h"

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
    if (row.kind != Kind::Message)
        return {};
    return term("dir"_L1, row.direction == Direction::In ? u"in"_s : u"out"_s);
}

QString peerTerm(const TrafficRow &row)
{
    const auto &peer = row.connection.peer;
    return peer == Endpoint() ? QString() : term("peer"_L1, peer.toString());
}

QString connectionTerm(const TrafficRow &row)
{
    const auto id = row.connection.id;
    return id == 0 ? QString() : term("connection"_L1, QString::number(id));
}

QString lenTerm(const TrafficRow &row)
{
    if (row.kind != Kind::Message)
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

template <typename T> void addNames(QStringList &names, T last)
{
    for (int i = 0; i <= int(last); ++i)
        names += name(T(i));
}

QStringList directions(const FilterValuesSeen &)
{
    return {u"in"_s, u"out"_s};
}

QStringList peersSeen(const FilterValuesSeen &seen)
{
    return seen.peers;
}

QStringList connectionsSeen(const FilterValuesSeen &seen)
{
    return seen.connections;
}

QStringList events(const FilterValuesSeen &)
{
    QStringList names;
    addNames(names, EventKind::NotSent);
    addNames(names, EndReason::InternalError);
    return names;
}

QStringList levels(const FilterValuesSeen &)
{
    QStringList names;
    addNames(names, EventLevel::Error);
    return names;
}

QStringList anything(const FilterValuesSeen &)
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
constexpr std::array<FilterFieldRow, 9> table{{
    {FilterField::Dir, "dir"_L1, forWords, Equal, dirNode, dirTerm, directions},
    {FilterField::Peer, "peer"_L1, forPeers, Equal, peerNode, peerTerm, peersSeen},
    {FilterField::Connection, "connection"_L1, forNumbers, Equal, connectionNode, connectionTerm,
        connectionsSeen},
    {FilterField::Len, "len"_L1, forNumbers, Equal, lenNode, lenTerm, anything},
    {FilterField::Time, "time"_L1, forNumbers, Equal, timeNode, timeTerm, anything},
    {FilterField::Text, "text"_L1, forText, Contains, textNode, contentTerm, anything},
    {FilterField::Hex, "hex"_L1, forBytes, Contains, hexNode, contentHexTerm, anything},
    {FilterField::Event, "event"_L1, forWords, Equal, eventNode, eventTerm, events},
    {FilterField::Level, "level"_L1, forNumbers, Equal, levelNode, levelTerm, levels},
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
