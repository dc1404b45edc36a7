// SPDX-License-Identifier: MIT
#include "core/traffic/trafficrow.h"

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

QLatin1StringView name(EventKind event)
{
    switch (event) {
    case EventKind::ConnectionOpened:
        return "opened"_L1;
    case EventKind::ConnectionEstablished:
        return "established"_L1;
    case EventKind::ConnectionEnded:
        return "ended"_L1;
    case EventKind::ConnectionRefused:
        return "refused"_L1;
    case EventKind::AcceptingPaused:
        return "accepting-paused"_L1;
    case EventKind::Started:
        return "started"_L1;
    case EventKind::StartFailed:
        return "start-failed"_L1;
    case EventKind::Stopped:
        return "stopped"_L1;
    case EventKind::Connecting:
        return "connecting"_L1;
    case EventKind::ConnectFailed:
        return "connect-failed"_L1;
    case EventKind::NotSent:
        return "not-sent"_L1;
    case EventKind::StreamOpened:
        return "stream-opened"_L1;
    case EventKind::StreamClosed:
        return "stream-closed"_L1;
    case EventKind::StreamRefused:
        return "stream-refused"_L1;
    }
    std::unreachable();
}

QLatin1StringView name(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return "info"_L1;
    case EventLevel::Warning:
        return "warning"_L1;
    case EventLevel::Error:
        return "error"_L1;
    }
    std::unreachable();
}

TrafficRow gapFor(const TrafficRow &row, GapReason reason)
{
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    gap.gap = reason;
    gap.number = row.number;
    gap.time = row.time;
    gap.missing = countOf(row);
    return gap;
}

quint64 countOf(const TrafficRow &row)
{
    return row.kind == TrafficRow::Kind::Gap ? row.missing : 1;
}

void addGap(TrafficRow &gap, const TrafficRow &next)
{
    gap.missing += next.missing;
    gap.ordinal += next.ordinal;
    gap.time = next.time;
    if (gap.gap != next.gap)
        gap.gap = GapReason::Several;
}

TrafficMemory copyContents(TrafficRow &row)
{
    if (row.index > 0)
        row.frame = {};
    const auto copy = std::make_shared_for_overwrite<std::byte[]>(bytesOf(row));
    const std::span all(copy.get(), bytesOf(row));
    const auto frame = std::ranges::copy(row.content, all.begin()).out;
    std::ranges::copy(row.frame, frame);
    row.content = all.first(row.content.size());
    row.frame = all.subspan(row.content.size());
    return {copy, copy.get()};
}

} // namespace sealcord
