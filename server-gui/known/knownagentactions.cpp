// SPDX-License-Identifier: MIT
#include "server-gui/known/knownagentactions.h"

#include "core/text/figures.h"

#include <QAction>
#include <QMenu>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace sealcord {

using Notice = KnownAgent::Notice;

KnownAgentActions::KnownAgentActions(AgentBook &book, QWidget *parent)
    : QObject(parent)
    , m_book(book)
    , m_notices(new QMenu(tr("Notify me…"), parent))
    , m_forget(new QAction(this))
{
    addNotice(Notice::Comes, tr("When it comes"));
    addNotice(Notice::Goes, tr("When it goes"));
    addNotice(
        Notice::Silent, tr("When it is silent for %1 minutes").arg(AgentBook::silence.count()));
    connect(m_forget, &QAction::triggered, this, &KnownAgentActions::forget);
    setAgents({});
}

void KnownAgentActions::addNotice(Notice notice, const QString &text)
{
    auto *action = m_notices->addAction(text);
    action->setCheckable(true);
    action->setData(int(notice));
    connect(action, &QAction::triggered, this,
        [this, notice](bool isWanted) { setNotice(notice, isWanted); });
}

void KnownAgentActions::setAgents(std::vector<AgentBook::Key> agents)
{
    m_agents = std::move(agents);
    m_notices->setEnabled(!m_agents.empty());
    for (auto *action : m_notices->actions()) {
        const auto notice = Notice(action->data().toInt());
        action->setChecked(
            !m_agents.empty() && std::ranges::all_of(m_agents, [this, notice](const auto &key) {
                const auto *agent = m_book.find(key);
                return agent && agent->notices.testFlag(notice);
            }));
    }
    const auto offline =
        std::ranges::count_if(m_agents, [this](const auto &key) { return isOffline(key); });
    m_forget->setEnabled(offline > 0);
    m_forget->setText(offline <= 1
            ? tr("Forget this agent")
            : tr("Forget %1 agents", nullptr, int(offline)).arg(formatCount(quint64(offline))));
}

void KnownAgentActions::addTo(QMenu &menu) const
{
    menu.addMenu(m_notices);
    menu.addAction(m_forget);
}

void KnownAgentActions::setNotice(Notice notice, bool isWanted)
{
    for (const auto &key : std::vector(m_agents)) {
        if (const auto *agent = m_book.find(key)) {
            auto notices = agent->notices;
            m_book.setNotices(key, notices.setFlag(notice, isWanted));
        }
    }
}

// One that is connected would be back in the book at once.
void KnownAgentActions::forget()
{
    for (const auto &key : std::vector(m_agents)) {
        if (isOffline(key))
            m_book.forget(key);
    }
}

bool KnownAgentActions::isOffline(const AgentBook::Key &key) const
{
    const auto *agent = m_book.find(key);
    return agent && agent->connections == 0;
}

} // namespace sealcord
