// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <QSortFilterProxyModel>
#include <QString>
#include <QTimer>

#include <vector>

namespace sealcord {

/// Orders and narrows the rows of a ConnectionModel. Not while they change, which with thousands of
/// connections is all the time, but when somebody asks, and once a second at most.
class ConnectionOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit ConnectionOrder(ConnectionModel &model, QObject *parent = nullptr);

    void setEndedHidden(bool isHidden);
    /// Shows the rows that have \a text, whatever its case.
    void setText(const QString &text);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] const ConnectionInfo &info(int row) const;
    [[nodiscard]] int indexOf(ConnectionId connection) const; ///< -1: not shown

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void refresh();

    ConnectionModel &m_model;
    QTimer m_timer; ///< runs while something has changed since the last refresh
    bool m_isEndedHidden = false;
    QString m_text;
    std::vector<int> m_ranks; ///< of the model's rows, while they are sorted
};

} // namespace sealcord
