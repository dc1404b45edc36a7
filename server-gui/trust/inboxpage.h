// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/pendingmodel.h"
#include "core/trust/authorizedagents.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace sealcord {

class AgentRoster;
class ApprovalForm;
class EmptyNote;
class ListView;

/// The agents that wait for approval, to be approved or refused.
class InboxPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a roster: null where agents have no keys. It and \a model outlive the page.
    InboxPage(AgentRoster *roster, PendingModel &model, QWidget *parent = nullptr);

    /// The roster is another server's: whom a person was about to approve waits at the one before.
    void forgetChosen();

private:
    void createList();
    void createButtons();
    void showState();
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] std::vector<PendingAgent> chosen() const;
    void askToApprove();
    void approve(const std::vector<AuthorizedAgent> &entries);
    void refuse();

    AgentRoster *const m_roster;
    PendingModel &m_model;
    ListView *m_list = nullptr;
    EmptyNote *m_empty = nullptr;
    QLabel *m_full = nullptr;
    ApprovalForm *m_form = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_refuse = nullptr;
};

} // namespace sealcord
