// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

class QAction;
class QMenu;
class QWidget;

namespace sealcord {

/// What can be done in a list of traffic, for menus, buttons and keys. They belong to the widget
/// that they were made for.
class TrafficActions
{
    Q_DECLARE_TR_FUNCTIONS(TrafficActions)

public:
    explicit TrafficActions(QWidget *owner);

    /// Those that are about a row.
    void addTo(QMenu &menu) const;

    QAction *const focusFilter;
    QAction *const saveFilter;
    QAction *const filterBy; ///< what the current cell holds
    QAction *const filterOut;
    QAction *const onlyConnection;
    QAction *const showConversation; ///< of the current row's connection; Enter in the list too
    QAction *const find; ///< without a key: that is the window's, whose other parts search too
    QAction *const findNext;
    QAction *const findPrevious;
    QAction *const goTo; ///< a number or a time
    QAction *const follow; ///< checkable; its key works in the list only
    QAction *const pause; ///< the same
    QAction *const mark;
    QAction *const nextMark;
    QAction *const previousMark;
    QAction *const compare; ///< two messages
    QAction *const resend; ///< what is selected
    QAction *const editAndResend;
    QAction *const copy;
};

} // namespace sealcord
