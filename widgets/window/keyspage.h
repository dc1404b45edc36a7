// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QMenuBar;

namespace sealcord {

class GroupedList;

/// The keys of a window, made from its menus, and those that only a part of it has while it has
/// the focus. Not modal.
class KeysPage : public QDialog
{
    Q_OBJECT

public:
    /// A key that is no action's.
    struct Line {
        QString keys; ///< "Space"
        QString text; ///< "Pause"
        QString place; ///< "While the list has the focus"
    };

    /// \a window owns it and \a menus.
    KeysPage(const QMenuBar *menus, QWidget *window);

    void add(const Line &line);
    void addPartKeys(); ///< those of the parts that both windows have

    /// With the keys as they are now.
    void showKeys();

private:
    void fill();
    void addLine(const Line &line);

    const QMenuBar *m_menus;
    QList<Line> m_others;
    GroupedList *m_list;
};

} // namespace sealcord
