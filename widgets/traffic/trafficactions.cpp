// SPDX-License-Identifier: MIT
#include "widgets/traffic/trafficactions.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMenu>
#include <QString>
#include <QWidget>

namespace sealcord {
namespace {

QAction *make(QWidget *owner, const QString &text, const QKeySequence &key = {},
    Qt::ShortcutContext context = Qt::WindowShortcut)
{
    auto *const action = new QAction(text, owner);
    action->setShortcut(key);
    action->setShortcutContext(context);
    return action;
}

QAction *makeSwitch(QWidget *owner, const QString &text, Qt::Key key)
{
    QAction *const action = make(owner, text, key, Qt::WidgetShortcut);
    action->setCheckable(true);
    return action;
}

} // namespace

TrafficActions::TrafficActions(QWidget *owner)
    : focusFilter(make(owner, tr("Filter traffic"), Qt::CTRL | Qt::Key_L))
    , saveFilter(make(owner, tr("Keep this filter under a name")))
    , filterBy(make(owner, tr("Filter by this")))
    , filterOut(make(owner, tr("Filter this out")))
    , onlyConnection(make(owner, tr("Only this connection")))
    , showConversation(make(owner, tr("Show conversation"), Qt::CTRL | Qt::Key_T))
    , find(make(owner, tr("Find in the list")))
    // Not the desktop's own, which may be Ctrl+G.
    , findNext(make(owner, tr("Next hit"), Qt::Key_F3, Qt::WidgetWithChildrenShortcut))
    , findPrevious(
          make(owner, tr("Previous hit"), Qt::SHIFT | Qt::Key_F3, Qt::WidgetWithChildrenShortcut))
    , goTo(make(owner, tr("Go to number or time"), Qt::CTRL | Qt::Key_G))
    , follow(makeSwitch(owner, tr("Follow"), Qt::Key_End))
    , pause(makeSwitch(owner, tr("Pause"), Qt::Key_Space))
    , mark(make(owner, tr("Mark with a note"), Qt::CTRL | Qt::Key_M))
    , nextMark(make(owner, tr("Next mark"), Qt::Key_F2))
    , previousMark(make(owner, tr("Previous mark"), Qt::SHIFT | Qt::Key_F2))
    , compare(make(owner, tr("Compare the two marked messages"), Qt::CTRL | Qt::SHIFT | Qt::Key_C))
    , resend(make(owner, tr("Resend"), Qt::CTRL | Qt::Key_R))
    , editAndResend(make(owner, tr("Edit and resend"), Qt::CTRL | Qt::SHIFT | Qt::Key_R))
    , copy(make(owner, tr("Copy rows"), QKeySequence::Copy, Qt::WidgetShortcut))
{
    saveFilter->setToolTip(tr("Gives this filter a name, under which it stands above the list"));
    resend->setToolTip(tr("Each as long after the one before as it came then"));
    showConversation->setToolTip(tr("What both sides of the row's connection said (Enter)"));
    follow->setToolTip(tr("Keeps the newest row in sight"));
    pause->setToolTip(tr("Leaves the list as it is; what comes is kept as far as there is room"));
}

void TrafficActions::addTo(QMenu &menu) const
{
    menu.setToolTipsVisible(true); // why two messages cannot be compared
    menu.addActions({filterBy, filterOut, onlyConnection, showConversation});
    menu.addSeparator();
    menu.addActions({mark, nextMark, previousMark, compare});
    menu.addSeparator();
    menu.addActions({resend, editAndResend});
    menu.addSeparator();
    menu.addAction(copy);
}

} // namespace sealcord
