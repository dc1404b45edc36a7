// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficcells.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/messagepreview.h"

#include <QDateTime>
#include <QLocale>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Column = TrafficModel::Column;
using TimePoint = TrafficRow::Clock::time_point;

constexpr qsizetype previewLength = 256; // characters
constexpr qsizetype toolTipLength = 1000;

QDate dayOf(TimePoint time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count()).date();
}

QString sincePrevious(const TrafficRow &row, const CellContext &context)
{
    return context.previous ? formatInterval(row.time - context.previous->time) : QString();
}

QString timeText(const TrafficRow &row, const CellContext &context)
{
    switch (context.timeFormat) {
    case TrafficModel::TimeFormat::OfDay: {
        const auto day = dayOf(row.time);
        const auto time = formatTimeOfDay(row.time);
        // A time of day says too little once midnight has passed.
        return day == dayOf(context.start.value_or(row.time))
            ? time
            : day.toString(Qt::ISODate) + u' ' + time;
    }
    case TrafficModel::TimeFormat::SinceStart:
        return formatElapsed(row.time - context.start.value_or(row.time));
    case TrafficModel::TimeFormat::SincePrevious:
        return sincePrevious(row, context);
    }
    std::unreachable();
}

QString connectionText(const TrafficRow &row)
{
    return row.connection.id != 0 || row.connection.peer.port() != 0 ? describe(row.connection)
                                                                     : QString();
}

// "web #3 · 127.0.0.1:50214": of a stream's bytes, to where they go stands first.
QString carrierText(const TrafficRow &row)
{
    const auto connection = connectionText(row);
    return row.kind == TrafficRow::Kind::StreamData
        ? TrafficModel::tr("%1 · %2", "a stream's target and number; its connection")
              .arg(describeStream(row), connection)
        : connection;
}

QString eventGlyph(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return u"•"_s;
    case EventLevel::Warning:
        return u"▲"_s;
    case EventLevel::Error:
        return u"✕"_s;
    }
    std::unreachable();
}

QString previewOf(const TrafficRow &row)
{
    if (isPlaintext(row))
        return MessagePreview(row.content, previewLength).text();
    const auto sentence = describe(row);
    return row.kind == TrafficRow::Kind::Notice ? eventGlyph(row.level) + u' ' + sentence
                                                : sentence;
}

QString sizes(const TrafficRow &row)
{
    const auto content = formatBytes(row.content.size());
    if (row.inFrame > 1)
        return TrafficModel::tr("%1, %2", "18 bytes, message 3 of 12 of its record")
            .arg(content, describePlace(row));
    return row.frame.empty() ? content
                             : TrafficModel::tr("%1, %2 on the wire", "18 bytes, 50 on the wire")
                                   .arg(content, formatCount(row.frame.size()));
}

// Of the row's number; with the note behind it, it is markup.
QString numberToolTip(const TrafficRow &row, const CellContext &context)
{
    const auto text = row.kind == TrafficRow::Kind::StreamData
        ? TrafficModel::tr("Bytes of stream %1").arg(describeStream(row))
        : isPlaintext(row)
        ? TrafficModel::tr("Message %1 of its connection in this direction")
              .arg(formatCount(row.ordinal))
        : TrafficModel::tr("Event: %1", "its level").arg(describe(row.level, false));
    return !context.note || context.note->isEmpty()
        ? text
        : plainToolTip(text) + plainToolTip(*context.note);
}

QString directionWords(const TrafficRow &row)
{
    return (row.direction == Direction::In ? TrafficModel::tr("Received from %1")
                                           : TrafficModel::tr("Sent to %1"))
        .arg(describe(row.connection));
}

} // namespace

QString cellText(const TrafficRow &row, Column column, const CellContext &context)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return column == Column::Preview ? describe(row) : QString();
    switch (column) {
    case Column::Number:
        return formatCount(row.number);
    case Column::Time:
        return timeText(row, context);
    case Column::SincePrevious:
        return sincePrevious(row, context);
    case Column::DirectionColumn:
        return isPlaintext(row) ? describe(row.direction, true) : QString();
    case Column::ConnectionColumn:
        return carrierText(row);
    case Column::Length:
        return isPlaintext(row) ? formatCount(row.content.size()) : QString();
    case Column::Preview:
        return previewOf(row);
    }
    std::unreachable();
}

QString cellToolTip(const TrafficRow &row, Column column, const CellContext &context)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return plainToolTip(describe(row));
    switch (column) {
    case Column::Number:
        return numberToolTip(row, context);
    case Column::Time:
        return formatTimestamp(row.time);
    case Column::SincePrevious:
        return context.previous
            ? TrafficModel::tr("%1 s after the row before")
                  .arg(QLocale().toString(
                      std::chrono::duration<double>(row.time - context.previous->time).count(), 'f',
                      6))
            : QString();
    case Column::DirectionColumn:
        return isPlaintext(row) ? directionWords(row) : QString();
    case Column::ConnectionColumn:
        return row.connection.id == 0
            ? connectionText(row)
            : TrafficModel::tr("Connection %1 with %2")
                  .arg(formatCount(row.connection.id), connectionText(row));
    case Column::Length:
        return isPlaintext(row) ? sizes(row) : QString();
    case Column::Preview:
        return plainToolTip(
            isPlaintext(row) ? MessagePreview(row.content, toolTipLength).text() : previewOf(row));
    }
    std::unreachable();
}

QString cellAccessibleText(const TrafficRow &row, Column column, const CellContext &context)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return cellText(row, column, context);
    switch (column) {
    case Column::Number: {
        const auto text = cellText(row, column, context);
        return context.note ? TrafficModel::tr("%1, marked").arg(text) : text;
    }
    case Column::DirectionColumn:
        return isPlaintext(row) ? describe(row.direction, false) : QString();
    case Column::Length:
        return isPlaintext(row) ? formatBytes(row.content.size()) : QString();
    case Column::Preview:
        return isPlaintext(row) ? cellText(row, column, context)
                                : TrafficModel::tr("%1: %2", "level and sentence of an event")
                                      .arg(describe(row.level, false), describe(row));
    default:
        return cellText(row, column, context);
    }
}

Qt::Alignment cellAlignment(Column column)
{
    switch (column) {
    case Column::Number:
    case Column::Time:
    case Column::SincePrevious:
    case Column::Length:
        return Qt::AlignVCenter | Qt::AlignRight;
    default:
        return Qt::AlignVCenter | Qt::AlignLeft;
    }
}

QVariant cellData(
    const TrafficRow &row, Column column, int role, const std::function<CellContext()> &context)
{
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column, context());
    case Qt::ToolTipRole:
        return cellToolTip(row, column, context());
    case Qt::AccessibleTextRole:
        return cellAccessibleText(row, column, context());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(cellAlignment(column));
    default:
        return {};
    }
}

QString columnTitle(Column column)
{
    switch (column) {
    case Column::Number:
        return TrafficModel::tr("No.");
    case Column::Time:
        return TrafficModel::tr("Time");
    case Column::SincePrevious:
        return TrafficModel::tr("Since previous");
    case Column::DirectionColumn:
        return TrafficModel::tr("Direction");
    case Column::ConnectionColumn:
        return TrafficModel::tr("Connection");
    case Column::Length:
        return TrafficModel::tr("Length");
    case Column::Preview:
        return TrafficModel::tr("Preview");
    }
    std::unreachable();
}

} // namespace sealcord
