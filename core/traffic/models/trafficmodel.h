// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/models/shownrows.h"
#include "core/traffic/models/trafficmarks.h"
#include "core/traffic/models/trafficpause.h"
#include "core/traffic/models/trafficring.h"

#include <QAbstractTableModel>
#include <QString>
#include <QTimer>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace sealcord {

/// Messages and events as rows, newest last; those that a filter matches. What is missing stays as
/// a gap row where it would have been, whatever the filter. A row that is marked or chosen does not
/// make room for newer ones, as far as TrafficRing has room for such rows.
///
/// Belongs to one thread. A new filter is applied in slices between other events of that thread.
class TrafficModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Time, SincePrevious, DirectionColumn, ConnectionColumn, Length, Preview };
    enum class TimeFormat { OfDay, SinceStart, SincePrevious };
    enum Role {
        RowRole = Qt::UserRole, ///< const TrafficRow *, valid as row() says
        MarkRole, ///< bool
        NoteRole, ///< QString: the mark's, empty without one
    };

    explicit TrafficModel(const TrafficLimits &limits = {}, QObject *parent = nullptr);

    /// Adds the rows of \a batch. They are announced at once, as one insertion; before it, what
    /// made room for them as one removal, and more where rows between stay.
    void append(const TrafficBatch &batch);

    /// The row that is shown at \a index, valid until the next append(), clear() or setFilter().
    [[nodiscard]] const TrafficRow &row(int index) const;
    /// Keeps what row(index) views alive, on any thread.
    [[nodiscard]] TrafficMemory memory(int index) const;
    /// The place of the row with \a number, or of the next one after it; -1 for none.
    [[nodiscard]] int indexOf(quint64 number) const;

    void setFilter(const Filter &filter);
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    /// Whether a new filter has not seen all rows yet.
    [[nodiscard]] bool isFiltering() const { return m_isFiltering; }
    /// Whether it has yet to look at rows that it keeps, in slices, before it shows them.
    [[nodiscard]] bool isBehind() const { return m_scanTimer.isActive(); }

    /// While paused, what is shown stays: newcomers are kept as far as there is room and shown
    /// afterwards.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_pause.isOn(); }
    using HeldBack = TrafficPause::HeldBack;
    [[nodiscard]] HeldBack heldBack() const { return m_pause.heldBack(); }
    void clear();
    void setTimeFormat(TimeFormat format);

    /// The rows make room, without a trace, for others of the same traffic: until refilled() a
    /// filter counts as not having seen all. Marks stay, and what is chosen.
    void refill();
    void refilled();
    /// So many messages and events can be had that are not here now.
    void setElsewhere(quint64 rows);

    /// The row that somebody looks at; 0: none.
    void setChosen(quint64 number);
    void setMark(quint64 number, const QString &note); ///< an empty note is a mark too
    void removeMark(quint64 number);
    [[nodiscard]] bool isMarked(quint64 number) const { return m_marks.note(number) != nullptr; }
    [[nodiscard]] QString note(quint64 number) const;
    /// The next marked row that is shown, after \a index or before it; -1 for none. From -1 on:
    /// the first.
    [[nodiscard]] int nextMark(int index, bool forward) const;

    /// Messages and events: rows but for gaps.
    [[nodiscard]] std::size_t shownRows() const { return m_shown.size() - m_shown.gaps(); }
    /// Messages and events, whether shown or not.
    [[nodiscard]] std::size_t keptRows() const { return m_ring.keptRows(); }
    [[nodiscard]] std::size_t keptBytes() const { return m_ring.keptBytes(); }
    /// Those that are kept, and those that can be had.
    [[nodiscard]] quint64 allRows() const { return keptRows() + m_elsewhere; }
    /// Messages and events that came and are not there, but for what was cleared.
    [[nodiscard]] quint64 notKept() const { return m_ring.missing(); }
    [[nodiscard]] const TrafficLimits &limits() const { return m_limits; }
    /// All that is kept, whether shown or not.
    [[nodiscard]] const TrafficRing &ring() const { return m_ring; }
    void setLimits(const TrafficLimits &limits);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void cleared(); ///< by clear()
    void filterProgressed(double share); ///< from 0 to 1; 1 is the end
    /// keptRows(), keptBytes(), notKept() or rowCount(): once per batch; or isPaused()
    void countsChanged();

private:
    using Position = TrafficRing::Position;

    [[nodiscard]] Position scanEnd() const;
    [[nodiscard]] const TrafficRow *previous(int index) const;
    [[nodiscard]] int shownAt(quint64 number) const; ///< exactly that row, or -1
    void appendShown(const TrafficBatch &batch);
    void appendPaused(const TrafficBatch &batch);
    void makeRoom(std::size_t rows, std::size_t bytes);
    void rework(Position begin, Position end, const std::function<void()> &change);
    void addRow(const TrafficRow &row, const TrafficMemory &memory);
    void show(const std::vector<Position> &found);
    void showScanned();
    void insertShown(std::size_t place, std::span<const ShownRows::Shown> shown);
    void removeShown(std::size_t begin, std::size_t end);
    void reportProgress();
    void rowChanged(int place);

    TrafficRing m_ring;
    ShownRows m_shown{m_ring};
    Position m_scanned = 0; // rows before it are in m_shown if they shall be
    TrafficPause m_pause{m_ring};
    Filter m_filter;
    bool m_isFiltering = false;
    bool m_isRefilling = false;
    quint64 m_elsewhere = 0;
    QTimer m_scanTimer;
    TrafficLimits m_limits;
    TimeFormat m_timeFormat = TimeFormat::OfDay;
    std::optional<TrafficRow::Clock::time_point> m_start; // of the very first row
    TrafficMarks m_marks;
};

} // namespace sealcord
