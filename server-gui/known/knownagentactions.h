// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"

#include <QObject>
#include <QString>

#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace sealcord {

/// What a person does with known agents: forgets them, and chooses what to be told of them.
class KnownAgentActions final : public QObject
{
    Q_OBJECT

public:
    /// \a book outlives this.
    KnownAgentActions(AgentBook &book, QWidget *parent);

    /// Those that are chosen.
    void setAgents(std::vector<AgentBook::Key> agents);
    void addTo(QMenu &menu) const;

private:
    void addNotice(KnownAgent::Notice notice, const QString &text);
    void setNotice(KnownAgent::Notice notice, bool isWanted);
    void forget();
    [[nodiscard]] bool isOffline(const AgentBook::Key &key) const;

    AgentBook &m_book;
    std::vector<AgentBook::Key> m_agents;
    QMenu *m_notices;
    QAction *m_forget;
};

} // namespace sealcord
