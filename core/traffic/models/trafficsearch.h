// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <cstddef>
#include <vector>

namespace sealcord {

/// Looks for a text in all rows of a model, those that are still coming included, in slices between
/// other events of its thread. Its rows are TrafficRows in the order of their numbers, which it has
/// as TrafficModel::RowRole.
class TrafficSearch final : public QObject
{
    Q_OBJECT

public:
    explicit TrafficSearch(const QAbstractItemModel &model, QObject *parent = nullptr);

    void setNeedle(const QByteArray &needle); ///< empty: looks for nothing
    [[nodiscard]] const QByteArray &needle() const { return m_needle; }

    /// Numbers of the rows with a hit, ascending; some may have been forgotten since.
    [[nodiscard]] const std::vector<quint64> &hits() const { return m_hits; }
    [[nodiscard]] bool isDone() const { return !m_timer.isActive(); }
    /// The hit after \a number, or before it; beyond the last one comes the first. 0: none.
    [[nodiscard]] quint64 next(quint64 number, bool isForward) const;
    /// Which hit \a number is, from 1; 0: none.
    [[nodiscard]] std::size_t place(quint64 number) const;

Q_SIGNALS:
    void progressed();

private:
    void restart();
    void resume();
    void work();
    [[nodiscard]] bool step();
    void forget();

    const QAbstractItemModel &m_model;
    QByteArray m_needle;
    std::vector<quint64> m_hits;
    quint64 m_next = 0; ///< the number to go on with
    std::size_t m_offset = 0; ///< within that row's content
    QTimer m_timer;
};

} // namespace sealcord
