// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"

#include "core/traffic/models/trafficcells.h"
#include "core/traffic/models/trafficeviction.h"
#include "core/traffic/models/trafficscan.h"

#include <QModelIndex>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <ranges>
#include <utility>

namespace sealcord {

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
    if (isPaused())
        appendPaused(batch);
    else
        appendShown(batch);
}

void TrafficModel::appendShown(const TrafficBatch &batch)
{
    std::span rest(batch.rows);
    while (!rest.empty()) { // once, unless a batch is more than all that is kept
        const auto size = TrafficRing::fitting(rest, m_limits);
        makeRoom(size.rows, size.bytes);
        for (const auto &row : rest.first(size.rows)) {
            const auto fits = bytesOf(row) <= m_limits.bytes;
            addRow(fits ? row : gapFor(row, GapReason::Forgotten), batch.memory.of(row));
        }
        rest = rest.subspan(size.rows);
    }
    if (m_scanTimer.isActive()) { // it comes to these in time
        Q_EMIT countsChanged();
        return;
    }
    showScanned();
}

void TrafficModel::appendPaused(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        if (m_pause.refuses(row, m_limits))
            addRow(gapFor(row, GapReason::Paused), {});
        else
            addRow(row, batch.memory.of(row));
    }
    Q_EMIT countsChanged();
}

void TrafficModel::addRow(const TrafficRow &row, const TrafficMemory &memory)
{
    const auto isGap = row.kind == TrafficRow::Kind::Gap;
    if (!isGap || !m_ring.endsWithGap(row.gap, m_pause.at().value_or(0))) {
        m_ring.add(row, memory);
        return;
    }
    m_ring.growLastGap(row.missing);
    const auto last = m_shown.size() - 1;
    if (m_shown.size() == 0 || m_shown[last].last + 1 != m_ring.end())
        return;
    m_shown.setGap(last, m_shown[last]);
    rowChanged(static_cast<int>(last));
}

void TrafficModel::makeRoom(std::size_t rows, std::size_t bytes)
{
    const auto rework = std::bind_front(&TrafficModel::rework, this);
    TrafficEviction(m_ring, m_marks, m_limits, rework).makeRoom(rows, bytes);
}

/// Shows what is left of the rows from \a begin on and before \a end after \a change. None of them
/// is pinned.
void TrafficModel::rework(Position begin, Position end, const std::function<void()> &change)
{
    const auto stretch = m_shown.stretch(begin, end);
    const auto keepsGap = stretch.begin < stretch.end && m_shown.isGap(stretch.begin);
    const auto first = stretch.begin + (keepsGap ? 1 : 0);
    removeShown(first, stretch.end);
    change();
    const auto shown = m_shown.anew(stretch, m_scanned);
    std::span fresh(shown);
    if (keepsGap) { // which stands for more now
        m_shown.setGap(first - 1, fresh.front());
        fresh = fresh.subspan(1);
        rowChanged(static_cast<int>(first) - 1);
    }
    insertShown(first, fresh);
    if (const auto next = first + fresh.size(); next < m_shown.size())
        rowChanged(static_cast<int>(next)); // has lost the row before it
}

TrafficModel::Position TrafficModel::scanEnd() const
{
    return m_pause.at().value_or(m_ring.end());
}

void TrafficModel::showScanned()
{
    show(scanSlice(m_ring, m_filter, m_scanned, scanEnd()));
    reportProgress();
}

/// \a found stands behind all that is shown.
void TrafficModel::show(const std::vector<Position> &found)
{
    const auto folded = m_shown.folded(found);
    std::span fresh(folded);
    const auto last = m_shown.size() - 1;
    if (m_shown.size() > 0 && !fresh.empty() && m_shown.joins(last, fresh.front())) {
        m_shown.setGap(last, {m_shown[last].at, fresh.front().last});
        rowChanged(static_cast<int>(last));
        fresh = fresh.subspan(1);
    }
    insertShown(m_shown.size(), fresh);
}

void TrafficModel::insertShown(std::size_t place, std::span<const ShownRows::Shown> shown)
{
    if (shown.empty())
        return;
    beginInsertRows({}, static_cast<int>(place), static_cast<int>(place + shown.size()) - 1);
    m_shown.insert(place, shown);
    endInsertRows();
}

void TrafficModel::removeShown(std::size_t begin, std::size_t end)
{
    if (begin == end)
        return;
    beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
    m_shown.erase(begin, end);
    endRemoveRows();
}

void TrafficModel::reportProgress()
{
    const auto isScanned = m_scanned >= scanEnd();
    if (isScanned)
        m_scanTimer.stop();
    else
        m_scanTimer.start();
    const auto isDone = isScanned && !m_isRefilling;
    const auto wasFiltering = std::exchange(m_isFiltering, m_isFiltering && !isDone);
    Q_EMIT countsChanged();
    if (!wasFiltering || m_isRefilling) // whoever refills it knows how far that is
        return;
    const auto all = static_cast<double>(scanEnd() - m_ring.from(0));
    Q_EMIT filterProgressed(isDone ? 1.0 : static_cast<double>(m_scanned - m_ring.from(0)) / all);
}

void TrafficModel::setFilter(const Filter &filter)
{
    beginResetModel();
    m_filter = filter;
    m_isFiltering = true;
    m_shown.clear();
    m_scanned = 0;
    // What a first slice finds is there at once: short lists do not flicker.
    const auto found = scanSlice(m_ring, m_filter, m_scanned, scanEnd());
    m_shown.insert(0, m_shown.folded(found));
    endResetModel();
    reportProgress();
}

void TrafficModel::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    if (paused) {
        m_pause.begin();
    } else {
        m_pause.end();
        showScanned();
    }
    Q_EMIT countsChanged();
}

void TrafficModel::clear()
{
    beginResetModel();
    m_ring.clear();
    m_shown.clear();
    m_shown.insert(0, m_shown.folded(m_ring.gaps(0, m_ring.end())));
    m_marks.clear();
    m_scanned = m_ring.end();
    if (isPaused())
        m_pause.begin();
    endResetModel();
    Q_EMIT cleared();
    reportProgress();
}

void TrafficModel::refill()
{
    beginResetModel();
    m_ring = {};
    m_shown.clear();
    m_scanned = 0;
    m_isFiltering = m_isRefilling = true;
    endResetModel();
    reportProgress();
}

void TrafficModel::refilled()
{
    m_isRefilling = false;
    reportProgress();
}

void TrafficModel::setElsewhere(quint64 rows)
{
    if (std::exchange(m_elsewhere, rows) != rows)
        Q_EMIT countsChanged();
}

void TrafficModel::setLimits(const TrafficLimits &limits)
{
    m_limits = limits;
    makeRoom(0, 0);
    m_pause.leavePast();
    Q_EMIT countsChanged();
}

const TrafficRow &TrafficModel::row(int index) const
{
    return m_shown.row(static_cast<std::size_t>(index));
}

TrafficMemory TrafficModel::memory(int index) const
{
    return m_ring.memory(m_shown[static_cast<std::size_t>(index)].at);
}

int TrafficModel::indexOf(quint64 number) const
{
    const auto rows = std::views::iota(std::size_t{0}, m_shown.size());
    const auto found = std::ranges::lower_bound(
        rows, number, {}, [this](std::size_t place) { return m_shown.row(place).number; });
    return found == rows.end() ? -1 : static_cast<int>(*found);
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
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
    switch (role) {
    case RowRole:
        return QVariant::fromValue(&shown);
    case MarkRole:
        return note != nullptr;
    case NoteRole:
        return note ? *note : QString();
    default:
        return cellData(shown, column, role,
            [&] { return CellContext{m_timeFormat, m_start, previous(index.row()), note}; });
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto isTitle = orientation == Qt::Horizontal && role == Qt::DisplayRole;
    return isTitle && section >= 0 && section <= Preview
        ? QVariant(columnTitle(static_cast<Column>(section)))
        : QVariant();
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

void TrafficModel::setChosen(quint64 number)
{
    const auto before = m_marks.chosen();
    m_marks.setChosen(number);
    m_ring.setPinned(before, m_marks.isPinned(before));
    m_ring.setPinned(number, true);
}

void TrafficModel::setMark(quint64 number, const QString &note)
{
    m_marks.set(number, note);
    m_ring.setPinned(number, true);
    if (const auto place = shownAt(number); place >= 0)
        rowChanged(place);
}

void TrafficModel::removeMark(quint64 number)
{
    m_marks.remove(number);
    m_ring.setPinned(number, m_marks.isPinned(number));
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
