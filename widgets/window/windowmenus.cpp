// SPDX-License-Identifier: MIT
#include "widgets/window/windowmenus.h"

#include "widgets/composer/composer.h"
#include "widgets/conversation/conversationoutput.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/detail/detailpane.h"
#include "widgets/filter/filteredit.h"
#include "widgets/filter/filterhelppage.h"
#include "widgets/message/messagepane.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/aboutdialog.h"
#include "widgets/window/commandpalette.h"
#include "widgets/window/keyspage.h"
#include "widgets/window/watchdesk.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QString>

namespace sealcord {

// In the part that has the focus: in the message, in the conversation, or else in the list.
static void find(WatchDesk &desk)
{
    const auto *const focus = desk.window()->focusWidget();
    if (desk.detail().isAncestorOf(focus))
        desk.detail().openFind();
    else if (desk.conversation().isAncestorOf(focus)
        || desk.conversation().headline()->isAncestorOf(focus))
        desk.conversation().openFind();
    else
        desk.trafficPane().actions().find->trigger();
}

static void tryFilter(WatchDesk &desk, const QString &filter)
{
    auto &field = desk.trafficPane().filterField();
    field.setText(filter);
    desk.activateWindow();
    field.setFocus(Qt::OtherFocusReason);
}

void WindowMenus::addTraffic(QAction &clear) const
{
    const auto &actions = m_desk.trafficPane().actions();
    auto *menu = m_bar.addMenu(tr("&Traffic"));
    if (m_isLive) {
        menu->addActions({actions.follow, actions.pause, &clear});
        menu->addSeparator();
    }
    menu->addActions({actions.focusFilter, actions.filterBy, actions.filterOut,
        actions.onlyConnection, actions.saveFilter});
    menu->addSeparator();
    menu->addAction(actions.showConversation);
    menu->addMenu(&m_desk.conversation().output().copyMenu());
    menu->addMenu(&m_desk.conversation().output().saveMenu());
    menu->addSeparator();
    auto *findAction = menu->addAction(tr("&Find…"), &m_desk, [&desk = m_desk] { find(desk); });
    findAction->setShortcut(QKeySequence::Find);
    menu->addActions({actions.findNext, actions.findPrevious, actions.goTo});
    menu->addSeparator();
    menu->addActions({actions.mark, actions.nextMark, actions.previousMark});
}

void WindowMenus::addMessage(QAction &sendNow) const
{
    const auto &actions = m_desk.trafficPane().actions();
    auto *menu = m_bar.addMenu(tr("&Message"));
    menu->setToolTipsVisible(true); // why two messages cannot be compared
    actions.resend->setVisible(m_isLive);
    actions.editAndResend->setVisible(m_isLive);
    if (m_isLive) {
        auto *composer = &m_desk.composer();
        menu->addAction(&sendNow);
        menu->addAction(&m_desk.stopSending());
        menu->addAction(tr("Send “&Hello” five times"), composer, &Composer::runDemo);
        menu->addSeparator();
        menu->addActions({actions.resend, actions.editAndResend});
        menu->addSeparator();
    }
    menu->addAction(actions.compare);
    menu->addSeparator();
    menu->addAction(actions.copy);
    menu->addMenu(m_desk.detail().messagePane()->copyMenu());
}

void WindowMenus::addView(
    const QList<QWidget *> &parts, const std::function<void()> &resetLayout) const
{
    auto *desk = &m_desk;
    auto *menu = m_bar.addMenu(tr("&View"));
    int number = 0;
    for (auto *part : parts) {
        auto *action =
            menu->addAction(tr("Go to: %1").arg(part->accessibleName()), part, [desk, part] {
                if (part == &desk->panel())
                    desk->panelAction().setChecked(true);
                part->setFocus(Qt::ShortcutFocusReason);
            });
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number++)));
    }
    menu->addSeparator();
    menu->addAction(&desk->panelAction());
    for (auto *page : desk->panel().pages())
        menu->addAction(tr("Show: %1").arg(desk->panel().pageName(page)), desk,
            [desk, page] { desk->showPage(page); });
    menu->addSeparator();
    menu->addAction(tr("&Reset layout"), desk, resetLayout);
}

void WindowMenus::addHelp() const
{
    auto *window = m_desk.window();
    auto *menu = m_bar.addMenu(tr("&Help"));
    auto *palette = new CommandPalette(&m_bar, window);
    auto *all = menu->addAction(tr("&All actions…"), palette, &CommandPalette::open);
    all->setShortcut(Qt::CTRL | Qt::Key_K);
    auto *page = new KeysPage(&m_bar, window);
    page->addPartKeys();
    auto *keys = menu->addAction(tr("&Keys"), page, &KeysPage::showKeys);
    keys->setShortcut(Qt::Key_F1);
    auto *language = new FilterHelpPage(window);
    menu->addAction(tr("&Filter language"), language, &FilterHelpPage::showPage);
    QObject::connect(language, &FilterHelpPage::chosen, &m_desk,
        [&desk = m_desk](const QString &filter) { tryFilter(desk, filter); });
    menu->addSeparator();
    menu->addAction(tr("About Sealcord"), window, [window] {
        auto *dialog = new AboutDialog(window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace sealcord
