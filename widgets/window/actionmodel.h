// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/actionlist.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QList>
#include <QString>

namespace sealcord {

/// Actions that fit what was typed, the best first. An action that can do nothing now is there,
/// but not enabled.
class ActionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TextColumn, PathColumn, KeyColumn, ColumnCount };

    explicit ActionModel(QObject *parent);

    void setEntries(const QList<ActionEntry> &entries);
    void setFilter(const QString &typed);
    /// Null where the action is gone.
    [[nodiscard]] QAction *actionAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] QString text(const ActionEntry &entry) const;

    QList<ActionEntry> m_entries;
    QList<ActionEntry> m_fitting;
};

} // namespace sealcord
