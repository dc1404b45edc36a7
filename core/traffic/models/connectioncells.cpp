// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectioncells.h"

#include "core/text/figures.h"
#include "core/text/visibletext.h"
#include "core/traffic/describe.h"

#include <utility>

namespace sealcord {

namespace {

using Column = ConnectionModel::Column;
using State = ConnectionInfo::State;
using TimePoint = TrafficRow::Clock::time_point;

qint64 microseconds(TimePoint time)
{
    return std::chrono::floor<std::chrono::microseconds>(time.time_since_epoch()).count();
}

} // namespace

QString describe(State state, bool withGlyph)
{
    switch (state) {
    case State::Handshake:
        return withGlyph ? ConnectionModel::tr("○ handshake") : ConnectionModel::tr("handshake");
    case State::Live:
        return withGlyph ? ConnectionModel::tr("● live") : ConnectionModel::tr("live");
    case State::Ended:
        return withGlyph ? ConnectionModel::tr("– ended") : ConnectionModel::tr("ended");
    case State::Failed:
        return withGlyph ? ConnectionModel::tr("✕ failed") : ConnectionModel::tr("failed");
    }
    std::unreachable();
}

TrafficRow::Clock::duration lifeOf(const ConnectionInfo &info, TimePoint now)
{
    return info.ended.value_or(now) - info.opened;
}

QString reasonOf(const ConnectionInfo &info)
{
    if (!info.ended)
        return {};
    const auto detail = previewText(std::as_bytes(std::span(info.endText)), 1000);
    const QString reason = describe(info.endReason, detail);
    return info.waitsSince ? ConnectionModel::tr("%1 (its last message had no reply)").arg(reason)
                           : reason;
}

QString messagesText(quint64 count)
{
    return count == 1
        ? ConnectionModel::tr("1 message")
        : ConnectionModel::tr("%1 messages", nullptr, pluralOf(count)).arg(formatCount(count));
}

QString ratesText(const ConnectionInfo &info)
{
    return ConnectionModel::tr("%1 in, %2 out")
        .arg(formatRate(info.inPerSecond), formatRate(info.outPerSecond));
}

QString protectionOf(const ConnectionInfo &info)
{
    if (info.established)
        return describe(info.protection);
    return info.state == State::Handshake ? ConnectionModel::tr("agreeing a key")
                                          : ConnectionModel::tr("none", "no protection");
}

static QString stateText(const ConnectionInfo &info, TimePoint now, bool withGlyph)
{
    if (!info.waitsSince || info.ended)
        return describe(info.state, withGlyph);
    const QString ago = formatAgo(now - *info.waitsSince);
    return withGlyph ? ConnectionModel::tr("◆ waits %1", "for a reply, so long").arg(ago)
                     : ConnectionModel::tr("live, waits for a reply, %1").arg(ago);
}

QString cellText(const ConnectionInfo &info, Column column, TimePoint now)
{
    switch (column) {
    case Column::State:
        return stateText(info, now, true);
    case Column::Agent:
        return describe(info.name);
    case Column::Protection:
        return protectionOf(info);
    case Column::Since:
        return formatTimeOfDay(info.opened).left(8); // "10:16:15": the rest is in the tool tip
    case Column::For:
        return formatDuration(lifeOf(info, now));
    case Column::In:
        return formatCount(info.count.messagesIn);
    case Column::Out:
        return formatCount(info.count.messagesOut);
    case Column::BytesIn:
        return formatShortBytes(static_cast<double>(info.count.bytesIn));
    case Column::BytesOut:
        return formatShortBytes(static_cast<double>(info.count.bytesOut));
    case Column::Rate:
        return info.ended ? QString() : formatRate(info.inPerSecond + info.outPerSecond);
    case Column::Last:
        return info.ended || !info.lastActivity ? QString() : formatAgo(now - *info.lastActivity);
    case Column::Reason:
        return reasonOf(info);
    }
    std::unreachable();
}

QString cellAccessibleText(const ConnectionInfo &info, Column column, TimePoint now)
{
    switch (column) {
    case Column::State:
        return stateText(info, now, false);
    case Column::In:
        return messagesText(info.count.messagesIn);
    case Column::Out:
        return messagesText(info.count.messagesOut);
    case Column::BytesIn:
        return formatBytes(info.count.bytesIn);
    case Column::BytesOut:
        return formatBytes(info.count.bytesOut);
    default:
        return cellText(info, column, now);
    }
}

QVariant cellSortKey(const ConnectionInfo &info, Column column, TimePoint now)
{
    switch (column) {
    case Column::State:
        return static_cast<int>(info.state);
    case Column::Since:
        return microseconds(info.opened);
    case Column::For:
        return qint64{lifeOf(info, now).count()};
    case Column::In:
        return info.count.messagesIn;
    case Column::Out:
        return info.count.messagesOut;
    case Column::BytesIn:
        return info.count.bytesIn;
    case Column::BytesOut:
        return info.count.bytesOut;
    case Column::Rate:
        return info.inPerSecond + info.outPerSecond;
    case Column::Last:
        return info.lastActivity ? microseconds(*info.lastActivity) : qint64{0};
    case Column::Agent:
    case Column::Protection:
    case Column::Reason:
        return cellText(info, column, now);
    }
    std::unreachable();
}

QString columnTitle(Column column)
{
    switch (column) {
    case Column::State:
        return ConnectionModel::tr("State");
    case Column::Agent:
        return ConnectionModel::tr("Agent");
    case Column::Protection:
        return ConnectionModel::tr("Protection");
    case Column::Since:
        return ConnectionModel::tr("Since");
    case Column::For:
        return ConnectionModel::tr("For", "how long");
    case Column::In:
        return ConnectionModel::tr("In");
    case Column::Out:
        return ConnectionModel::tr("Out");
    case Column::BytesIn:
        return ConnectionModel::tr("Bytes in");
    case Column::BytesOut:
        return ConnectionModel::tr("Bytes out");
    case Column::Rate:
        return ConnectionModel::tr("Rate, both ways");
    case Column::Last:
        return ConnectionModel::tr("Last", "activity");
    case Column::Reason:
        return ConnectionModel::tr("Why it ended");
    }
    std::unreachable();
}

} // namespace sealcord
