// SPDX-License-Identifier: MIT
#include "server-gui/trust/trustwindow.h"

#include "server-gui/trust/identitypage.h"
#include "server-gui/trust/inboxpage.h"
#include "widgets/list/listview.h"
#include "widgets/parts/passingnote.h"
#include "widgets/window/placement.h"

#include <QScreen>
#include <QSize>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

TrustWindow::TrustWindow(AgentRoster *roster, PendingModel &pending,
    std::function<AgentsPage::Keys()> connected, QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_pending(pending)
    , m_tabs(new QTabWidget(this))
    , m_inbox(new InboxPage(roster, pending, this))
    , m_agents(new AgentsPage(roster, std::move(connected), this))
    , m_identity(new IdentityPage(this))
    , m_note(new PassingNote(this))
{
    setWindowTitle(tr("Keys of the server and its agents"));
    m_tabs->addTab(m_inbox, {});
    m_tabs->addTab(m_agents, tr("Agents"));
    m_tabs->addTab(m_identity, tr("This server"));
    m_tabs->tabBar()->setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_note);
    connect(&m_pending, &PendingModel::rowsInserted, this, &TrustWindow::showCount);
    connect(&m_pending, &PendingModel::rowsRemoved, this, &TrustWindow::showCount);
    connect(&m_pending, &PendingModel::modelReset, this, &TrustWindow::showCount);
    showCount();
    resize(QSize(1200, 560).boundedTo(roomOn(screen()->availableGeometry())));
}

void TrustWindow::showCount()
{
    const auto count = m_pending.rowCount();
    m_tabs->setTabText(0, count == 0 ? tr("Inbox") : tr("Inbox (%L1)").arg(count));
}

void TrustWindow::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
    show();
    raise();
    activateWindow();
    if (auto *list = m_tabs->currentWidget()->findChild<ListView *>())
        list->setFocus(Qt::OtherFocusReason);
}

void TrustWindow::setKey(const std::optional<X25519KeyPair::PublicKey> &key)
{
    m_identity->setKey(key);
    m_agents->forgetRevoked();
    m_inbox->forgetChosen();
}

void TrustWindow::setCommand(const QString &command)
{
    m_identity->setCommand(command);
}

} // namespace sealcord
