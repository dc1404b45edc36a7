// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectiontips.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/text/visibletext.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/connectioncells.h"

#include <QLocale>

#include <span>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Column = ConnectionModel::Column;
using State = ConnectionInfo::State;

QString exactSeconds(TrafficRow::Clock::duration duration)
{
    return ConnectionModel::tr("%1 s").arg(
        QLocale().toString(std::chrono::duration<double>(duration).count(), 'f', 3));
}

QString stateTip(const ConnectionInfo &info)
{
    switch (info.state) {
    case State::Handshake:
        return ConnectionModel::tr("Connected, and no key is agreed yet: nothing is protected, and "
                                   "no message can be sent.");
    case State::Live:
        return info.waitsSince
            ? ConnectionModel::tr("A message came that nobody has answered: replies are by hand.")
            : ConnectionModel::tr("A key is agreed, and messages can go both ways.");
    case State::Ended:
        return ConnectionModel::tr("It ran its course: %1.").arg(reasonOf(info));
    case State::Failed:
        return ConnectionModel::tr("Something went wrong: %1.").arg(reasonOf(info));
    }
    std::unreachable();
}

QString protectionTip(const ConnectionInfo &info)
{
    if (!info.established)
        return ConnectionModel::tr("No key is agreed: nothing that was sent is protected.");
    switch (info.protection) {
    case Protection::NotAuthenticated:
        return ConnectionModel::tr(
            "Nobody who only listens can read what is said, but nothing shows who "
            "is at the other end: somebody in between could read along.");
    case Protection::FirstContact:
        return ConnectionModel::tr(
            "Nobody who only listens can read what is said. The other end has a key of its own, "
            "but nobody has verified whose that is: somebody in between could read along.");
    case Protection::Pinned:
        return ConnectionModel::tr(
            "Nobody on the way can read or change what is said: the other end has the same key as "
            "before.");
    case Protection::Verified:
        return ConnectionModel::tr(
            "Nobody on the way can read or change what is said, and it is known "
            "who is at the other end.");
    }
    std::unreachable();
}

// Its address in full, and a name that nobody has checked, which is no reason to call it so.
QString agentTip(const ConnectionInfo &info)
{
    const auto number = formatCount(info.name.id);
    if (!info.peer || info.peer->isNameOurs || info.peer->name.empty())
        return ConnectionModel::tr("Connection %1 with %2").arg(number, describe(info.name));
    constexpr qsizetype longestName = 64;
    return ConnectionModel::tr("Connection %1 with %2. It calls itself \"%3\", which nobody has "
                               "checked.")
        .arg(number, describe(info.name),
            previewText(std::as_bytes(std::span(info.peer->name)), longestName));
}

QString carried(quint64 messages, quint64 bytes)
{
    return ConnectionModel::tr("%1, %2 of plaintext", "1,204 messages, 61,234 bytes")
        .arg(messagesText(messages), formatBytes(bytes));
}

QString rateTip(const ConnectionInfo &info)
{
    return info.ended ? ConnectionModel::tr("None: it has ended.")
                      : ConnectionModel::tr("%1, messages over the last %2 seconds")
                            .arg(ratesText(info), formatCount(ConnectionRate::seconds));
}

QString lastTip(const ConnectionInfo &info)
{
    return info.lastActivity
        ? ConnectionModel::tr("Last packet or message: %1").arg(formatTimestamp(*info.lastActivity))
        : ConnectionModel::tr("Nothing has been said yet.");
}

QString plainTip(const ConnectionInfo &info, Column column, TrafficRow::Clock::time_point now)
{
    switch (column) {
    case Column::State:
        return stateTip(info);
    case Column::Agent:
        return agentTip(info);
    case Column::Protection:
        return protectionTip(info);
    case Column::Since:
        return formatTimestamp(info.opened);
    case Column::For:
        return exactSeconds(lifeOf(info, now));
    case Column::In:
    case Column::BytesIn:
        return carried(info.count.messagesIn, info.count.bytesIn);
    case Column::Out:
    case Column::BytesOut:
        return carried(info.count.messagesOut, info.count.bytesOut);
    case Column::Rate:
        return rateTip(info);
    case Column::Last:
        return lastTip(info);
    case Column::Reason:
        return reasonOf(info);
    }
    std::unreachable();
}

QString plainColumnTip(Column column)
{
    switch (column) {
    case Column::State:
        return ConnectionModel::tr("Handshake, live, ended or failed");
    case Column::Agent:
        return ConnectionModel::tr("Name of the agent where the list of authorised agents has one, "
                                   "and the address and port that it connects from");
    case Column::Protection:
        return ConnectionModel::tr("Whether messages are encrypted, and whether it is known who is "
                                   "at the other end");
    case Column::Since:
        return ConnectionModel::tr("When the agent connected");
    case Column::For:
        return ConnectionModel::tr("How long the connection has lasted");
    case Column::In:
        return ConnectionModel::tr("Messages from the agent");
    case Column::Out:
        return ConnectionModel::tr("Messages to the agent");
    case Column::BytesIn:
        return ConnectionModel::tr("Plaintext from the agent");
    case Column::BytesOut:
        return ConnectionModel::tr("Plaintext to the agent");
    case Column::Rate:
        return ConnectionModel::tr("Messages a second, those from the agent and those to it added, "
                                   "over the last %1 seconds")
            .arg(formatCount(ConnectionRate::seconds));
    case Column::Last:
        return ConnectionModel::tr("How long ago the last packet or message went by, either way");
    case Column::Reason:
        return ConnectionModel::tr("How the connection ended, and what is known of the cause");
    }
    std::unreachable();
}

} // namespace

QString cellToolTip(const ConnectionInfo &info, Column column, TrafficRow::Clock::time_point now)
{
    return plainToolTip(plainTip(info, column, now));
}

QString columnToolTip(Column column)
{
    return plainToolTip(plainColumnTip(column));
}

} // namespace sealcord
