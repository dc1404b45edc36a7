// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QTreeWidget>

namespace sealcord {

/// A page of help: lines of several columns under the titles of their groups.
class GroupedList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit GroupedList(const QStringList &columns, QWidget *parent = nullptr);

    /// Adds a line of \a texts, a column each, to the \a group, which begins where there is none of
    /// that name. What stands in \a fixed columns is typed, and has the font for that.
    QTreeWidgetItem *addLine(
        const QString &group, const QStringList &texts, const QList<int> &fixed);
    /// Once all are there.
    void showLines();
};

} // namespace sealcord
