// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/pendingmodel.h"
#include "core/crypto/x25519.h"
#include "server-gui/trust/agentspage.h"

#include <QDialog>
#include <QString>

#include <functional>
#include <optional>

class QTabWidget;

namespace sealcord {

class AgentRoster;
class IdentityPage;
class InboxPage;
class PassingNote;

/// The window of a server's trust: who waits, who is authorised, and who it is itself. Not modal.
class TrustWindow final : public QDialog
{
    Q_OBJECT

public:
    enum class Page { Inbox, Agents, Identity };

    /// What it shows outlives it. \a roster is null where agents have no keys.
    TrustWindow(AgentRoster *roster, PendingModel &pending,
        std::function<AgentsPage::Keys()> connected, QWidget *parent);

    void showPage(Page page);
    void setKey(const std::optional<X25519KeyPair::PublicKey> &key); ///< as IdentityPage's
    void setCommand(const QString &command); ///< as IdentityPage's

private:
    void showCount();

    PendingModel &m_pending;
    QTabWidget *m_tabs = nullptr;
    InboxPage *m_inbox = nullptr;
    AgentsPage *m_agents = nullptr;
    IdentityPage *m_identity = nullptr;
    PassingNote *m_note = nullptr;
};

} // namespace sealcord
