// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionprogress.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sealcord {

namespace {

void update(quint64 &messages, quint64 &bytes, quint64 newMessages, quint64 newBytes)
{
    if (newMessages >= messages) {
        messages = newMessages;
        bytes = newBytes;
    }
}

void count(quint64 &messages, quint64 &bytes, const TrafficRow &row)
{
    if (row.ordinal == messages + 1) {
        ++messages;
        bytes += row.content.size();
    }
}

void hear(
    ConnectionInfo &info, Direction direction, TrafficRow::Clock::time_point time, bool byHand)
{
    if (direction == Direction::Out)
        info.waitsSince.reset();
    else if (byHand && !info.waitsSince)
        info.waitsSince = time;
}

} // namespace

void takeMessage(ConnectionInfo &info, const TrafficRow &row, bool byHand)
{
    if (row.direction == Direction::In)
        count(info.count.messagesIn, info.count.bytesIn, row);
    else
        count(info.count.messagesOut, info.count.bytesOut, row);
    wasActive(info, row.time);
    hear(info, row.direction, row.time, byHand);
}

void takeCount(ConnectionInfo &info, const TrafficCount &latest, TrafficRow::Clock::time_point time,
    bool byHand)
{
    if (latest.messagesIn > info.count.messagesIn)
        hear(info, Direction::In, time, byHand);
    if (latest.messagesOut > info.count.messagesOut)
        hear(info, Direction::Out, time, byHand);
    update(info.count.messagesIn, info.count.bytesIn, latest.messagesIn, latest.bytesIn);
    update(info.count.messagesOut, info.count.bytesOut, latest.messagesOut, latest.bytesOut);
}

void wasActive(ConnectionInfo &info, TrafficRow::Clock::time_point time)
{
    info.lastActivity = std::max(info.lastActivity.value_or(time), time);
}

std::vector<ConnectionId> waitingForReply(const ConnectionModel &connections)
{
    std::vector<const ConnectionInfo *> waiting;
    for (int row = 0; row < connections.rowCount(); ++row) {
        const auto &info = connections.info(row);
        if (info.waitsSince && !info.ended)
            waiting.push_back(&info);
    }
    std::ranges::sort(
        waiting, {}, [](const auto *info) { return std::pair(info->waitsSince, info->name.id); });
    std::vector<ConnectionId> ids;
    std::ranges::transform(
        waiting, std::back_inserter(ids), [](const auto *info) { return info->name.id; });
    return ids;
}

} // namespace sealcord
