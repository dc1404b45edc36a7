// SPDX-License-Identifier: MIT
#include "server-gui/trust/trustcontrol.h"

#include "core/app/trust/agentroster.h"
#include "core/traffic/models/connectionmodel.h"
#include "server-gui/trust/trustwindow.h"
#include "widgets/parts/strip.h"

#include <QAccessible>
#include <QKeySequence>
#include <QPushButton>
#include <QString>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using Page = TrustWindow::Page;

TrustControl::TrustControl(
    std::unique_ptr<AgentRoster> roster, const ConnectionModel &connections, QWidget *window)
    : QObject(window)
    , m_connections(connections)
    , m_roster(std::move(roster))
    , m_strip(new Strip(tr("Show"), window))
    , m_window(new TrustWindow(m_roster.get(), m_pending, [this] { return connected(); }, window))
{
    m_strip->setObjectName(u"waiting"_s);
    m_strip->hide();
    connect(&m_strip->button(), &QPushButton::clicked, this,
        [this] { m_window->showPage(Page::Inbox); });
    createActions();
    if (!m_roster)
        return;
    connect(m_roster.get(), &AgentRoster::changed, this, &TrustControl::showWaiting);
    showWaiting();
}

// Its pages ask the roster, and its model is this one's.
TrustControl::~TrustControl()
{
    delete m_window;
}

QWidget *TrustControl::addStrip(QWidget *head)
{
    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(head);
    layout->addWidget(m_strip);
    return top;
}

void TrustControl::createActions()
{
    struct Entry {
        Page page;
        QString text;
        Qt::Key key;
    };
    for (const auto &[page, text, key] :
        {Entry{Page::Inbox, tr("Agents that wait for approval"), Qt::Key_I},
            Entry{Page::Agents, tr("Authorised agents"), Qt::Key_A},
            Entry{Page::Identity, tr("Key of this server"), Qt::Key_K}}) {
        auto *action = new QAction(text, this);
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | key));
        connect(action, &QAction::triggered, this, [this, page] { m_window->showPage(page); });
        m_actions += action;
    }
}

// Spoken once, not for each that comes.
void TrustControl::showWaiting()
{
    m_pending.setAgents(m_roster->pending());
    const auto text = m_pending.summary();
    const bool isNew = !text.isEmpty() && m_strip->isHidden();
    m_strip->say(text);
    m_strip->setVisible(!text.isEmpty());
    if (!isNew)
        return;
    QAccessibleEvent alert(m_strip, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void TrustControl::setKey(const std::optional<Key> &key)
{
    if (std::exchange(m_isKeyKnown, true) && m_key == key)
        return;
    m_key = key;
    m_window->setKey(key);
}

void TrustControl::setCommand(const QString &command)
{
    m_window->setCommand(command);
}

AgentsPage::Keys TrustControl::connected() const
{
    AgentsPage::Keys keys;
    for (int row = 0; row < m_connections.rowCount(); ++row) {
        const auto &info = m_connections.info(row);
        if (info.state == ConnectionInfo::State::Live && info.peer)
            keys.insert(info.peer->key);
    }
    return keys;
}

} // namespace sealcord
