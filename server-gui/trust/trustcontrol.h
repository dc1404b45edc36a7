// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/pendingmodel.h"
#include "core/crypto/x25519.h"
#include "server-gui/trust/agentspage.h"

#include <QAction>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace sealcord {

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
    using Key = X25519KeyPair::PublicKey;

    /// \a roster is null where there are no keys. \a connections outlives \a window, which owns
    /// this.
    TrustControl(
        std::unique_ptr<AgentRoster> roster, const ConnectionModel &connections, QWidget *window);
    ~TrustControl() override;

    /// Null where there are no keys.
    [[nodiscard]] AgentRoster *roster() { return m_roster.get(); }
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    /// \a head with a line under it that is shown while somebody waits, however many do.
    [[nodiscard]] QWidget *addStrip(QWidget *head);
    void setKey(const std::optional<Key> &key); ///< of the server; none: it has none
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
    bool m_isKeyKnown = false;
    std::optional<Key> m_key;
    QList<QAction *> m_actions;
};

} // namespace sealcord
