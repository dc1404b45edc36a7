// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace sealcord {

namespace {

using namespace std::chrono_literals;

/// How long rows are filtered before other events of the thread have their turn.
constexpr auto sliceTime = 5ms;
/// The clock is looked at after so many bytes, a row counting as some: it costs time, and so do
/// long messages, from which a filter may need much for each byte.
constexpr std::size_t bytesPerLook = 4096;
constexpr std::size_t rowCost = 256;

std::size_t countGaps(const TrafficRing &ring, const auto &begin, const auto &end)
{
    return static_cast<std::size_t>(std::count_if(
        begin, end, [&ring](auto at) { return ring.row(at).kind == TrafficRow::Kind::Gap; }));
}

} // namespace

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
        m_marks.erase(m_marks.begin(), m_marks.lower_bound(m_ring.row(m_ring.begin()).number));
    else
        m_marks.clear();
}

TrafficModel::Position TrafficModel::scanEnd() const
{
    return m_pausedAt.value_or(m_ring.end());
}

std::vector<TrafficModel::Position> TrafficModel::scan()
{
    const auto deadline = std::chrono::steady_clock::now() + sliceTime;
    const auto end = scanEnd();
    std::vector<Position> found;
    auto at = std::max(m_scanned, m_ring.begin());
    std::size_t looked = 0;
    while (at < end) {
        const auto &row = m_ring.row(at);
        looked += rowCost + row.content.size();
        if (m_filter.isEmpty() || row.kind == TrafficRow::Kind::Gap || m_filter.matches(row))
            found.push_back(at);
        ++at;
        if (looked >= bytesPerLook && std::chrono::steady_clock::now() > deadline)
            break;
        looked %= bytesPerLook;
    }
    m_scanned = at;
    return found;
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
        m_pausedAt = m_ring.end();
    } else {
        m_pausedAt.reset();
        m_isPausedFull = false;
        showScanned();
    }
    Q_EMIT countsChanged();
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
        m_pausedAt = m_ring.end();
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

int TrafficModel::gapRows() const
{
    return m_ring.forgotten() ? 1 : 0;
}

const Filter &TrafficModel::filter() const
{
    return m_filter;
}

bool TrafficModel::isFiltering() const
{
    return m_isFiltering;
}

bool TrafficModel::isPaused() const
{
    return m_pausedAt.has_value();
}

std::size_t TrafficModel::shownRows() const
{
    return m_visible.size() - m_shownGaps;
}

std::size_t TrafficModel::keptRows() const
{
    return m_ring.keptRows();
}

std::size_t TrafficModel::keptBytes() const
{
    return m_ring.keptBytes();
}

quint64 TrafficModel::notKept() const
{
    return m_ring.missing();
}

const TrafficLimits &TrafficModel::limits() const
{
    return m_limits;
}

} // namespace sealcord
