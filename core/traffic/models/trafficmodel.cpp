// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"

#include "core/traffic/models/trafficcells.h"
#include "core/traffic/models/trafficscan.h"

#include <QModelIndex>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace sealcord {

static std::size_t countGaps(const TrafficRing &ring, const auto &begin, const auto &end)
{
    return static_cast<std::size_t>(std::count_if(
        begin, end, [&ring](auto at) { return ring.row(at).kind == TrafficRow::Kind::Gap; }));
}

TrafficModel::TrafficModel(const TrafficLimits &limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_limits(limits)
{
    m_scanTimer.setSingleShot(true);
    m_scanTimer.setInterval(0);
    connect(&m_scanTimer, &QTimer::timeout, this, &TrafficModel::showScanned);
}

void TrafficModel::append(const TrafficBatch &batch)
{
    if (batch.rows.empty())
        return;
    if (!m_start)
        m_start = batch.rows.front().time;
    if (m_pausedAt)
        appendPaused(batch);
    else
        appendShown(batch);
}

void TrafficModel::appendShown(const TrafficBatch &batch)
{
    std::size_t bytes = 0;
    for (const auto &row : batch.rows)
        bytes += TrafficRing::bytesOf(row);
    makeRoom(batch.rows.size(), bytes);
    const auto rows = m_ring.size() == 0 ? skipOldest(batch.rows, bytes) : std::span(batch.rows);
    for (const auto &row : rows)
        addRow(row, batch.memory);
    if (m_scanTimer.isActive()) { // it comes to these in time
        Q_EMIT countsChanged();
        return;
    }
    showScanned();
}

std::span<const TrafficRow> TrafficModel::skipOldest(
    std::span<const TrafficRow> rows, std::size_t bytes)
{
    std::size_t skipped = 0;
    while (rows.size() - skipped > m_limits.rows || bytes > m_limits.bytes)
        bytes -= TrafficRing::bytesOf(rows[skipped++]);
    if (skipped > 0 || m_ring.forgotten()) { // which a gap becomes a part of
        while (skipped < rows.size() && rows[skipped].kind == TrafficRow::Kind::Gap)
            ++skipped;
    }
    if (skipped == 0)
        return rows;
    const auto inserts = gapRows() == 0;
    if (inserts)
        beginInsertRows({}, 0, 0);
    for (const auto &row : rows.first(skipped))
        m_ring.skip(row);
    if (inserts)
        endInsertRows();
    else
        rowChanged(0);
    return rows.subspan(skipped);
}

void TrafficModel::appendPaused(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        m_isPausedFull = m_isPausedFull || m_ring.size() >= m_limits.rows
            || m_ring.keptBytes() + TrafficRing::bytesOf(row) > m_limits.bytes;
        if (!m_isPausedFull) {
            addRow(row, batch.memory);
            continue;
        }
        TrafficRow gap;
        gap.kind = TrafficRow::Kind::Gap;
        gap.gap = GapReason::Paused;
        gap.number = row.number;
        gap.time = row.time;
        gap.missing = TrafficRing::countOf(row);
        addRow(gap, {});
    }
    Q_EMIT countsChanged();
}

void TrafficModel::addRow(const TrafficRow &row, const TrafficMemory &memory)
{
    const auto isGap = row.kind == TrafficRow::Kind::Gap;
    if (!isGap || !m_ring.endsWithGap(row.gap, m_pausedAt.value_or(0))) {
        m_ring.add(row, memory);
        return;
    }
    m_ring.growLastGap(row.missing);
    if (!m_visible.empty() && m_visible.back() + 1 == m_ring.end())
        rowChanged(rowCount({}) - 1);
}

void TrafficModel::makeRoom(std::size_t rows, std::size_t bytes)
{
    if (const auto count = m_ring.overflow(m_limits, rows, bytes))
        forgetOldest(count);
}

void TrafficModel::forgetOldest(std::size_t count)
{
    const auto end = m_ring.begin() + count;
    if (gapRows() == 0 && !m_visible.empty() && m_visible.front() < end) {
        // The gap takes the place of the first row that goes: nothing is inserted.
        dropOldest(m_visible.front() + 1);
        rowChanged(0);
    }
    const auto shown =
        static_cast<int>(std::ranges::lower_bound(m_visible, end) - m_visible.begin());
    const auto inserts = gapRows() == 0;
    if (inserts)
        beginInsertRows({}, 0, 0);
    else if (shown > 0)
        beginRemoveRows({}, 1, shown);
    dropOldest(end);
    if (inserts)
        endInsertRows();
    else if (shown > 0)
        endRemoveRows();
    rowChanged(0);
    if (rowCount({}) > 1) // has lost the row before it
        rowChanged(1);
}

void TrafficModel::dropOldest(Position end)
{
    const auto shownEnd = std::ranges::lower_bound(m_visible, end);
    m_shownGaps -= countGaps(m_ring, m_visible.begin(), shownEnd);
    m_visible.erase(m_visible.begin(), shownEnd);
    m_ring.forgetOldest(end - m_ring.begin());
    if (m_ring.size() > 0)
        m_marks.removeBefore(m_ring.row(m_ring.begin()).number);
    else
        m_marks.clear();
}

TrafficModel::Position TrafficModel::scanEnd() const
{
    return m_pausedAt.value_or(m_ring.end());
}

std::vector<TrafficModel::Position> TrafficModel::scan()
{
    return scanSlice(m_ring, m_filter, m_scanned, scanEnd());
}

void TrafficModel::showScanned()
{
    const auto found = scan();
    if (!found.empty()) {
        const auto first = rowCount({});
        beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
        m_visible.insert(m_visible.end(), found.begin(), found.end());
        m_shownGaps += countGaps(m_ring, found.begin(), found.end());
        endInsertRows();
    }
    reportProgress();
}

void TrafficModel::reportProgress()
{
    const auto isDone = m_scanned >= scanEnd();
    if (isDone)
        m_scanTimer.stop();
    else
        m_scanTimer.start();
    const auto wasFiltering = std::exchange(m_isFiltering, m_isFiltering && !isDone);
    Q_EMIT countsChanged();
    if (!wasFiltering)
        return;
    const auto all = static_cast<double>(scanEnd() - m_ring.begin());
    Q_EMIT filterProgressed(isDone ? 1.0 : static_cast<double>(m_scanned - m_ring.begin()) / all);
}

void TrafficModel::setFilter(const Filter &filter)
{
    beginResetModel();
    m_filter = filter;
    m_isFiltering = true;
    m_visible.clear();
    m_scanned = m_ring.begin();
    // What a first slice finds is there at once: short lists do not flicker.
    const auto found = scan();
    m_visible.assign(found.begin(), found.end());
    m_shownGaps = countGaps(m_ring, found.begin(), found.end());
    endResetModel();
    reportProgress();
}

void TrafficModel::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    if (paused) {
        beginPause();
    } else {
        m_pausedAt.reset();
        m_isPausedFull = false;
        showScanned();
    }
    Q_EMIT countsChanged();
}

void TrafficModel::beginPause()
{
    m_pausedAt = m_ring.end();
    m_beforePause = {m_ring.keptRows(), m_ring.missing()};
}

TrafficModel::HeldBack TrafficModel::heldBack() const
{
    if (!m_pausedAt)
        return {};
    const auto since = [](quint64 now, quint64 before) { return now - std::min(now, before); };
    return {since(m_ring.keptRows(), m_beforePause.kept), // less once limits were made smaller
        since(m_ring.missing(), m_beforePause.notKept)};
}

void TrafficModel::clear()
{
    beginResetModel();
    m_ring.clear();
    m_visible.clear();
    m_shownGaps = 0;
    m_marks.clear();
    m_scanned = m_ring.end();
    if (m_pausedAt)
        beginPause();
    m_isPausedFull = false;
    endResetModel();
    reportProgress();
}

void TrafficModel::setLimits(const TrafficLimits &limits)
{
    m_limits = limits;
    makeRoom(0, 0);
    if (m_pausedAt)
        m_pausedAt = std::max(*m_pausedAt, m_ring.begin());
    m_scanned = std::max(m_scanned, m_ring.begin());
    Q_EMIT countsChanged();
}

const TrafficRow &TrafficModel::row(int index) const
{
    const auto gaps = gapRows();
    return index < gaps ? *m_ring.forgotten()
                        : m_ring.row(m_visible[static_cast<std::size_t>(index - gaps)]);
}

TrafficMemory TrafficModel::memory(int index) const
{
    const auto gaps = gapRows();
    return index < gaps ? TrafficMemory()
                        : m_ring.memory(m_visible[static_cast<std::size_t>(index - gaps)]);
}

int TrafficModel::indexOf(quint64 number) const
{
    if (m_ring.forgotten() && number <= m_ring.forgotten()->number)
        return 0;
    const auto found = std::ranges::lower_bound(
        m_visible, number, {}, [this](Position at) { return m_ring.row(at).number; });
    return found == m_visible.end() ? -1 : static_cast<int>(found - m_visible.begin()) + gapRows();
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size()) + gapRows();
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Preview + 1;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const auto &shown = row(index.row());
    const auto column = static_cast<Column>(index.column());
    const auto *const note = m_marks.note(shown.number);
    const auto context = [&] {
        return CellContext{m_timeFormat, m_start, previous(index.row()), note};
    };
    switch (role) {
    case Qt::DisplayRole:
        return cellText(shown, column, context());
    case Qt::ToolTipRole:
        return cellToolTip(shown, column, context());
    case Qt::AccessibleTextRole:
        return cellAccessibleText(shown, column, context());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(cellAlignment(column));
    case RowRole:
        return QVariant::fromValue(&shown);
    case MarkRole:
        return note != nullptr;
    case NoteRole:
        return note ? *note : QString();
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > Preview)
        return {};
    if (role == Qt::DisplayRole)
        return columnTitle(static_cast<Column>(section));
    return {};
}

const TrafficRow *TrafficModel::previous(int index) const
{
    while (--index >= 0) {
        const auto &before = row(index);
        if (before.kind != TrafficRow::Kind::Gap)
            return &before;
    }
    return nullptr;
}

void TrafficModel::setTimeFormat(TimeFormat format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (const auto rows = rowCount({}); rows > 0)
        Q_EMIT dataChanged(index(0, Time), index(rows - 1, Time));
}

void TrafficModel::setMark(quint64 number, const QString &note)
{
    m_marks.set(number, note);
    if (const auto place = shownAt(number); place >= 0)
        rowChanged(place);
}

void TrafficModel::removeMark(quint64 number)
{
    m_marks.remove(number);
    if (const auto place = shownAt(number); place >= 0)
        rowChanged(place);
}

QString TrafficModel::note(quint64 number) const
{
    const auto *const note = m_marks.note(number);
    return note ? *note : QString();
}

int TrafficModel::nextMark(int index, bool forward) const
{
    const auto from = index >= 0 && index < rowCount({}) ? row(index).number : 0;
    for (auto mark = m_marks.next(from, forward); mark; mark = m_marks.next(*mark, forward)) {
        if (const auto place = shownAt(*mark); place >= 0)
            return place;
    }
    return -1;
}

int TrafficModel::shownAt(quint64 number) const
{
    const auto place = indexOf(number);
    return place >= 0 && row(place).number == number ? place : -1;
}

void TrafficModel::rowChanged(int place)
{
    Q_EMIT dataChanged(index(place, 0), index(place, Preview));
}

} // namespace sealcord
