// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/actionlist.h"

#include <QAction>
#include <QFrame>
#include <QList>
#include <QModelIndex>
#include <QString>

class QLabel;
class QLineEdit;
class QMenuBar;
class QTreeView;

namespace sealcord {

class ActionModel;

/// Every action of a window, found by typing: a popup over the window. Up and Down choose, Enter
/// does, Esc closes.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    /// Lies over \a window, which owns it and \a menus.
    CommandPalette(const QMenuBar *menus, QWidget *window);

    /// One that is in no menu. Whoever owns the action may end it at any time.
    void add(QAction *action, const QString &path);

    /// With the actions as they are now.
    void open();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void create();
    void filter(const QString &typed);
    void chooseFirst();
    void showChoice();
    void run(const QModelIndex &index);
    [[nodiscard]] QRect place() const;

    const QMenuBar *m_menus;
    QList<ActionEntry> m_others;
    ActionModel *m_model;
    QLineEdit *m_line;
    QTreeView *m_view;
    QLabel *m_empty;
};

} // namespace sealcord
