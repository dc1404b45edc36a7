// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/agentroster.h"
#include "core/app/trust/authorizedmodel.h"

#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <set>
#include <vector>

class QLabel;
class QPushButton;

namespace sealcord {

class EmptyNote;
class ListView;
class MessageBar;

/// The agents that are authorised: edited in their rows, and revoked, which can be undone for as
/// long as the page is there.
class AgentsPage final : public QWidget
{
    Q_OBJECT

public:
    using Keys = std::set<AgentRoster::Key>;

    /// \a roster: null where agents have no keys; it outlives the page. \a connected: whose agents
    /// are connected now.
    AgentsPage(AgentRoster *roster, std::function<Keys()> connected, QWidget *parent = nullptr);

    /// The roster is another server's: nothing of the one before can be undone.
    void forgetRevoked();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void createList();
    void connectRoster();
    void refresh();
    void tick();
    void showFaults();
    void showButtons();
    void edit();
    void change(const AuthorizedAgent &was, const AuthorizedAgent &now);
    void revoke();
    void offerUndo();
    void undo();
    void showError(const QString &why);

    AgentRoster *const m_roster;
    const std::function<Keys()> m_connected;
    AuthorizedModel m_model;
    std::shared_ptr<const AuthorizedAgents> m_shown;
    std::vector<std::vector<AuthorizedAgent>> m_revoked; ///< what can be undone, the last one first
    QTimer m_second;
    MessageBar *m_bar = nullptr;
    ListView *m_list = nullptr;
    EmptyNote *m_empty = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_revoke = nullptr;
};

} // namespace sealcord
