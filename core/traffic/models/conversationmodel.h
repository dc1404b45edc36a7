// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"

#include <QAbstractListModel>
#include <QString>
#include <QTimer>

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace sealcord {

/// What was said on one connection and what became of it, a turn each, newest last, whatever a list
/// of traffic shows of that. It copies what it keeps, but for frames: little of a connection must
/// not keep much of others alive.
///
/// What is missing is a gap turn where it would be: exactly as many as the connection's own count
/// of its messages says, or, where that does not tell yet, all that is missing there, of whatever
/// connection. What came before the first turn and what made room is the gap at the top.
///
/// Belongs to the thread of the TrafficModel. What is there already is read in slices between other
/// events of it.
class ConversationModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// Of contents, and turns.
    static constexpr TrafficLimits defaultLimits{.bytes = 16 * 1024 * 1024, .rows = 20'000};

    /// \a traffic outlives this.
    explicit ConversationModel(const TrafficModel &traffic,
        const TrafficLimits &limits = defaultLimits, QObject *parent = nullptr);

    /// Shows what \a traffic keeps of \a connection, and what comes from now on. Nothing changes
    /// where that is the connection already.
    void open(const ConnectionName &connection);
    /// Id 0: none was opened.
    [[nodiscard]] const ConnectionName &connection() const { return m_connection; }
    /// The same, but for what is there: somebody reads that elsewhere, append()s it and says when
    /// it is all, by endPast().
    void openEmpty(const ConnectionName &connection);
    void endPast();
    /// To be called with each batch, after \a traffic has it.
    void append(const TrafficBatch &batch);
    /// Whether what was there when it was opened is still being read.
    [[nodiscard]] bool isReading() const { return m_isReading; }

    /// The turn at \a index, without its frame, valid until the next of the functions above, or an
    /// event.
    [[nodiscard]] const TrafficRow &row(int index) const;
    /// Keeps what row(index) views alive, on any thread.
    [[nodiscard]] TrafficMemory memory(int index) const;
    /// How long after the turn before it the one at \a index was; nothing for the first, for one
    /// behind a gap, and for a gap. Negative where the clock was set back.
    [[nodiscard]] std::optional<TrafficRow::Clock::duration> sincePrevious(int index) const;
    /// When it was, with the date where the conversation began on another day; empty for a gap.
    [[nodiscard]] QString timeText(int index) const;
    /// The sentence of the event or gap at \a index.
    [[nodiscard]] QString sentence(int index) const;
    [[nodiscard]] int turns() const { return static_cast<int>(m_turns.size()); } ///< in between

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// A line of text, the exact time as a tool tip, what is read out, and TrafficModel::RowRole.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void turnsChanged(); ///< or what is missing; once per batch

private:
    struct Turn {
        TrafficRow row;
        TrafficMemory memory;
    };

    void begin(const ConnectionName &connection);
    void read();
    void take(const TrafficRow &row);
    void settle(const TrafficRow &message);
    void settleAsUnknown();
    void keep(const TrafficRow &row);
    void show();
    void showTail(const TrafficRow &tail);
    void makeRoom();
    void forgetFirst();
    void clear();
    [[nodiscard]] bool hasTop() const { return m_shownTop.missing > 0; }
    [[nodiscard]] bool hasTail() const { return m_shownTail.missing > 0; }
    [[nodiscard]] QString spokenText(int index) const;

    const TrafficModel &m_traffic;
    const TrafficLimits m_limits;
    ConnectionName m_connection;
    quint64 m_at = 0; // the position in the ring to read on from
    QTimer m_timer;
    bool m_isReading = false;
    bool m_isReadElsewhere = false;
    std::array<quint64, 2> m_ordinals{}; // the last one's, of each direction

    // As they are to be.
    std::deque<Turn> m_fresh; // behind those that are shown
    TrafficRow m_top; // none missing: it is not there
    TrafficRow m_tail; // the same; what is behind the last turn, until the next one tells more
    // As they are shown.
    std::deque<Turn> m_turns;
    std::size_t m_bytes = 0; // in m_turns
    TrafficRow m_shownTop;
    TrafficRow m_shownTail;
};

} // namespace sealcord
