// SPDX-License-Identifier: MIT
#include "core/traffic/models/conversationmodel.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/messagepreview.h"
#include "core/traffic/models/trafficcells.h"

#include <QString>
#include <QVariant>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

constexpr auto sliceTime = 5ms;
// What is read before it is shown and the clock is looked at: who shows it may need long for each.
constexpr std::size_t portionRows = 1000;
constexpr std::size_t portionBytes = 1024 * 1024;
constexpr qsizetype previewLength = 256; // characters

bool isGap(const TrafficRow &row)
{
    return row.kind == TrafficRow::Kind::Gap;
}

/// \a row, which is of the connection, is missing, unless it is a gap already.
TrafficRow asGap(const TrafficRow &row)
{
    if (isGap(row))
        return row;
    auto gap = gapFor(row, GapReason::Forgotten);
    gap.connection = row.connection;
    return gap;
}

void join(TrafficRow &gap, const TrafficRow &row)
{
    if (gap.missing == 0) {
        gap = asGap(row);
        return;
    }
    addGap(gap, asGap(row));
    if (row.connection.id == 0)
        gap.connection = {}; // whose they are is not known of all
}

} // namespace

ConversationModel::ConversationModel(
    const TrafficModel &traffic, const TrafficLimits &limits, QObject *parent)
    : QAbstractListModel(parent)
    , m_traffic(traffic)
    , m_limits(limits)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &ConversationModel::read);
    connect(&traffic, &TrafficModel::cleared, this, &ConversationModel::clear);
}

void ConversationModel::open(const ConnectionName &connection)
{
    if (connection.id == m_connection.id) {
        m_connection = connection; // its peer may have a name now
        return;
    }
    begin(connection);
    read(); // short ones are there at once
}

void ConversationModel::openEmpty(const ConnectionName &connection)
{
    m_isReadElsewhere = true;
    begin(connection);
}

void ConversationModel::endPast()
{
    m_isReading = false;
    Q_EMIT turnsChanged();
}

void ConversationModel::begin(const ConnectionName &connection)
{
    m_timer.stop();
    beginResetModel();
    m_connection = connection;
    m_ordinals = {};
    m_top = m_shownTop = m_tail = m_shownTail = {};
    m_turns.clear();
    m_bytes = 0;
    m_at = 0;
    m_isReading = true;
    endResetModel();
}

void ConversationModel::append(const TrafficBatch &batch)
{
    if (m_connection.id == 0 || (isReading() && !m_isReadElsewhere)) // it comes to these in time
        return;
    for (const auto &row : batch.rows)
        take(row);
    show();
    Q_EMIT turnsChanged();
}

void ConversationModel::read()
{
    const auto &ring = m_traffic.ring();
    const auto deadline = std::chrono::steady_clock::now() + sliceTime;
    m_at = ring.from(m_at);
    do {
        std::size_t bytes = 0;
        for (std::size_t rows = 0; rows < portionRows && bytes < portionBytes && m_at < ring.end();
            ++rows) {
            const auto &row = ring.row(m_at);
            take(row);
            bytes += row.connection.id == m_connection.id ? row.content.size() : 0;
            m_at = ring.from(m_at + 1);
        }
        show();
    } while (m_at < ring.end() && std::chrono::steady_clock::now() < deadline);
    m_isReading = m_at < ring.end();
    if (m_isReading)
        m_timer.start();
    Q_EMIT turnsChanged();
}

void ConversationModel::take(const TrafficRow &row)
{
    if (isGap(row)) {
        auto gap = row;
        gap.connection = {}; // it may be of any
        join(m_tail, gap);
        return;
    }
    if (row.connection.id != m_connection.id || row.kind == TrafficRow::Kind::StreamData)
        return; // what programs say to each other through a stream is no conversation of ours
    const auto isEvent = row.kind == TrafficRow::Kind::Notice;
    if (!isEvent)
        settle(row);
    else if (row.event == EventKind::ConnectionOpened
        || row.event == EventKind::ConnectionEstablished)
        m_tail = {}; // nothing was said before
    else
        settleAsUnknown();
    keep(row);
}

/// What is missing before \a message is known now.
void ConversationModel::settle(const TrafficRow &message)
{
    if (message.ordinal == 0) { // nobody counted, as in a recording
        settleAsUnknown();
        return;
    }
    auto &last = m_ordinals[std::to_underlying(message.direction)];
    const auto isFirst = last == 0;
    const auto missing = message.ordinal - std::min(message.ordinal, last + 1);
    last = message.ordinal;
    auto gap = std::exchange(m_tail, {});
    if (missing == 0)
        return;
    if (gap.missing == 0)
        gap = gapFor(message, GapReason::Several);
    gap.number = message.number - 1;
    gap.ordinal = 0;
    gap.missing = missing;
    gap.connection = m_connection;
    if (isFirst)
        join(m_top, gap);
    else
        m_fresh.push_back({gap, {}});
}

/// What is missing at the end stays there as it is.
void ConversationModel::settleAsUnknown()
{
    const auto gap = std::exchange(m_tail, {});
    if (gap.missing == 0)
        return;
    if (m_turns.empty() && m_fresh.empty())
        join(m_top, gap);
    else
        m_fresh.push_back({gap, {}});
}

void ConversationModel::keep(const TrafficRow &row)
{
    auto kept = row;
    kept.frame = {};
    if (bytesOf(kept) > m_limits.bytes) {
        m_fresh.push_back({asGap(row), {}});
        return;
    }
    auto memory = copyContents(kept);
    m_fresh.push_back({kept, std::move(memory)});
}

void ConversationModel::show()
{
    if (!m_fresh.empty())
        showTail({});
    makeRoom();
    if (m_top.missing > 0 && !hasTop()) {
        beginInsertRows({}, 0, 0);
        m_shownTop = m_top;
        endInsertRows();
    } else if (m_top.missing != m_shownTop.missing) {
        m_shownTop = m_top;
        Q_EMIT dataChanged(index(0), index(0));
    }
    if (!m_fresh.empty()) {
        const auto first = rowCount({});
        beginInsertRows({}, first, first + static_cast<int>(m_fresh.size()) - 1);
        for (const auto &turn : m_fresh)
            m_bytes += bytesOf(turn.row);
        std::ranges::move(m_fresh, std::back_inserter(m_turns));
        m_fresh.clear();
        endInsertRows();
    }
    showTail(m_tail);
}

void ConversationModel::showTail(const TrafficRow &tail)
{
    const auto last = static_cast<int>(hasTop()) + turns();
    if (hasTail() && tail.missing == 0) {
        beginRemoveRows({}, last, last);
        m_shownTail = tail;
        endRemoveRows();
    } else if (!hasTail() && tail.missing > 0) {
        beginInsertRows({}, last, last);
        m_shownTail = tail;
        endInsertRows();
    } else if (tail.missing != m_shownTail.missing) {
        m_shownTail = tail;
        Q_EMIT dataChanged(index(last), index(last));
    }
}

/// For what is fresh: the oldest that is shown goes, then of what is fresh itself.
void ConversationModel::makeRoom()
{
    auto bytes = m_bytes;
    for (const auto &turn : m_fresh)
        bytes += bytesOf(turn.row);
    const auto isFull = [&](std::size_t turns) {
        return turns > m_limits.rows || bytes > m_limits.bytes;
    };
    std::size_t gone = 0;
    while (gone < m_turns.size() && isFull(m_turns.size() + m_fresh.size() - gone))
        bytes -= bytesOf(m_turns[gone++].row);
    if (gone > 0) {
        const auto first = static_cast<int>(hasTop());
        beginRemoveRows({}, first, first + static_cast<int>(gone) - 1);
        for (; gone > 0; --gone)
            forgetFirst();
        endRemoveRows();
    }
    while (!m_fresh.empty() && isFull(m_turns.size() + m_fresh.size())) {
        bytes -= bytesOf(m_fresh.front().row);
        join(m_top, m_fresh.front().row);
        m_fresh.pop_front();
    }
}

void ConversationModel::forgetFirst()
{
    const auto &row = m_turns.front().row;
    join(m_top, row);
    m_bytes -= bytesOf(row);
    m_turns.pop_front();
}

/// Somebody has cleared what is kept. What is missing by that is not told as if it were lost.
void ConversationModel::clear()
{
    m_timer.stop();
    m_isReading = false;
    beginResetModel();
    auto gap = m_top;
    for (const auto &turn : m_turns)
        join(gap, turn.row);
    gap.gap = GapReason::Cleared;
    m_top = m_shownTop = gap;
    m_tail = m_shownTail = {};
    m_turns.clear();
    m_bytes = 0;
    m_at = m_traffic.ring().end();
    endResetModel();
    Q_EMIT turnsChanged();
}

const TrafficRow &ConversationModel::row(int index) const
{
    if (hasTop() && index-- == 0)
        return m_shownTop;
    return index < turns() ? m_turns[static_cast<std::size_t>(index)].row : m_shownTail;
}

TrafficMemory ConversationModel::memory(int index) const
{
    const auto turn = index - static_cast<int>(hasTop());
    return turn >= 0 && turn < turns() ? m_turns[static_cast<std::size_t>(turn)].memory
                                       : TrafficMemory();
}

std::optional<TrafficRow::Clock::duration> ConversationModel::sincePrevious(int index) const
{
    if (index == 0 || isGap(row(index)) || isGap(row(index - 1)))
        return std::nullopt; // what is missing may have come between them
    return row(index).time - row(index - 1).time;
}

QString ConversationModel::timeText(int index) const
{
    const auto start = m_turns.empty() ? std::nullopt : std::optional(m_turns.front().row.time);
    return cellText(row(index), TrafficModel::Time, {.start = start});
}

QString ConversationModel::sentence(int index) const
{
    const auto &shown = row(index);
    const auto text = describe(shown);
    const auto isOfAll = isGap(shown) && shown.connection.id == 0;
    return isOfAll ? tr("%1, of this connection or of others", "what is missing").arg(text) : text;
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0
                            : turns() + static_cast<int>(hasTop()) + static_cast<int>(hasTail());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &shown = row(index.row());
    switch (role) {
    case TrafficModel::RowRole:
        return QVariant::fromValue(&shown);
    case Qt::ToolTipRole:
        return isGap(shown) ? QString() : formatTimestamp(shown.time);
    case Qt::AccessibleTextRole:
        return spokenText(index.row());
    case Qt::DisplayRole:
        return shown.kind == TrafficRow::Kind::Message
            ? MessagePreview(shown.content, previewLength).text()
            : sentence(index.row());
    default:
        return {};
    }
}

QString ConversationModel::spokenText(int index) const
{
    const auto &shown = row(index);
    if (shown.kind != TrafficRow::Kind::Message)
        return sentence(index);
    const auto size = formatBytes(shown.content.size());
    const auto text = MessagePreview(shown.content, previewLength).text();
    return (shown.direction == Direction::In ? tr("Received %1, %2: %3", "time, size, text")
                                             : tr("Sent %1, %2: %3", "time, size, text"))
        .arg(timeText(index), size, text);
}

} // namespace sealcord
