// SPDX-License-Identifier: MIT
#include "core/traffic/models/streams/streamcells.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/text/visibletext.h"
#include "core/traffic/detailtext.h"

#include <span>
#include <utility>

namespace sealcord {

namespace {

using Column = StreamModel::Column;
using State = StreamInfo::State;
using TimePoint = TrafficRow::Clock::time_point;

QString reasonOf(const StreamInfo &info)
{
    if (info.state == State::Lost)
        return StreamModel::tr("Nothing more was heard of it");
    return info.reset ? describeDetail(QString::fromStdString(info.why)) : QString();
}

} // namespace

QString describe(StreamInfo::State state, bool withGlyph)
{
    switch (state) {
    case State::Open:
        return withGlyph ? StreamModel::tr("● open") : StreamModel::tr("open");
    case State::Closed:
        return withGlyph ? StreamModel::tr("– closed") : StreamModel::tr("closed");
    case State::Reset:
        return withGlyph ? StreamModel::tr("✕ reset") : StreamModel::tr("reset");
    case State::Refused:
        return withGlyph ? StreamModel::tr("✕ refused") : StreamModel::tr("refused");
    case State::Lost:
        return withGlyph ? StreamModel::tr("– out of sight") : StreamModel::tr("out of sight");
    }
    std::unreachable();
}

QString targetOf(const StreamInfo &info)
{
    return previewText(
        std::as_bytes(std::span(info.target)), static_cast<qsizetype>(longestTarget));
}

QString cellText(const StreamInfo &info, Column column, TimePoint now)
{
    switch (column) {
    case Column::State:
        return describe(info.state, true);
    case Column::Target:
        return targetOf(info);
    case Column::Number:
        return info.number == 0 ? QString() : formatCount(info.number);
    case Column::From:
        return info.from == Endpoint() ? QString() : info.from.toString();
    case Column::Since:
        return formatTimeOfDay(info.since).left(8); // the rest is in the tool tip
    case Column::For:
        return formatDuration(info.ended.value_or(now) - info.since);
    case Column::In:
        return formatShortBytes(static_cast<double>(info.bytesIn));
    case Column::Out:
        return formatShortBytes(static_cast<double>(info.bytesOut));
    case Column::Rate:
        return info.ended ? QString()
                          : StreamModel::tr("%1/s", "bytes").arg(formatShortBytes(info.perSecond));
    case Column::Reason:
        return reasonOf(info);
    }
    std::unreachable();
}

QString cellToolTip(const StreamInfo &info, Column column, TimePoint now)
{
    switch (column) {
    case Column::Number:
        return info.isPeers ? StreamModel::tr("Opened by the other end")
                            : StreamModel::tr("Opened by this end");
    case Column::From:
        return StreamModel::tr("Whose connection it carries, as far as this end knows");
    case Column::Since:
        return formatTimestamp(info.since);
    case Column::In:
        return formatBytes(info.bytesIn);
    case Column::Out:
        return formatBytes(info.bytesOut);
    default:
        return plainToolTip(cellText(info, column, now));
    }
}

QString columnTitle(Column column)
{
    switch (column) {
    case Column::State:
        return StreamModel::tr("State");
    case Column::Target:
        return StreamModel::tr("Target");
    case Column::Number:
        return StreamModel::tr("Stream");
    case Column::From:
        return StreamModel::tr("From");
    case Column::Since:
        return StreamModel::tr("Since");
    case Column::For:
        return StreamModel::tr("For", "how long");
    case Column::In:
        return StreamModel::tr("In");
    case Column::Out:
        return StreamModel::tr("Out");
    case Column::Rate:
        return StreamModel::tr("Rate, both ways");
    case Column::Reason:
        return StreamModel::tr("Why it ended");
    }
    std::unreachable();
}

} // namespace sealcord
