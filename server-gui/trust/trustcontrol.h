// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/pendingmodel.h"
#include "core/protocol/peer.h"
#include "server-gui/trust/agentspage.h"

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace sealcord {

class AgentGate;
class AgentRoster;
class ConnectionModel;
class Strip;
class TrustWindow;

/// What a server's window has of trust: the actions that show who waits, who is authorised and who
/// the server is, and a strip that tells that somebody waits.
class TrustControl final : public QObject
{
    Q_OBJECT

public:
    /// \a gate and \a identity are null where there are no keys. They and \a connections outlive
    /// \a window, which owns this.
    TrustControl(AgentGate *gate, const Identity *identity, const ConnectionModel &connections,
        QWidget *window);
    ~TrustControl() override;

    /// Null where there are no keys.
    [[nodiscard]] AgentRoster *roster() { return m_roster.get(); }
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    /// \a head with a line under it that is shown while somebody waits, however many do.
    [[nodiscard]] QWidget *addStrip(QWidget *head);
    void setCommand(const QString &command); ///< as IdentityPage's

private:
    void createActions();
    void showWaiting();
    [[nodiscard]] AgentsPage::Keys connected() const;

    const ConnectionModel &m_connections;
    std::unique_ptr<AgentRoster> m_roster;
    PendingModel m_pending;
    Strip *m_strip = nullptr;
    TrustWindow *m_window = nullptr;
    QList<QAction *> m_actions;
};

} // namespace sealcord
