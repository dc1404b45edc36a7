// SPDX-License-Identifier: MIT
#include "server-gui/trust/inboxpage.h"

#include "core/app/trust/agentroster.h"
#include "core/text/figures.h"
#include "server-gui/trust/approvalform.h"
#include "server-gui/trust/classictext.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace sealcord {

InboxPage::InboxPage(AgentRoster *roster, PendingModel &model, QWidget *parent)
    : QWidget(parent)
    , m_roster(roster)
    , m_model(model)
    , m_list(new ListView(this))
    , m_empty(new EmptyNote(m_list->viewport()))
    , m_full(new QLabel(tr("%1 wait, and no more are kept. Who has not come for longest makes room "
                           "for who comes next, first at the address from which most wait.")
                            .arg(formatCount(PendingAgents::most)),
          this))
    , m_form(new ApprovalForm(this))
    , m_approve(new QPushButton(tr("&Approve…"), this))
    , m_refuse(new QPushButton(this))
{
    createList();
    createButtons();
    m_full->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_approve);
    buttons->addWidget(m_refuse);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_full);
    layout->addLayout(buttons);
    layout->addWidget(m_form);
    connect(&m_model, &PendingModel::rowsInserted, this, &InboxPage::showState);
    connect(&m_model, &PendingModel::rowsRemoved, this, &InboxPage::showState);
    connect(&m_model, &PendingModel::modelReset, this, &InboxPage::showState);
    if (roster)
        connect(roster, &AgentRoster::changed, this, &InboxPage::showState);
    showState();
}

void InboxPage::createList()
{
    m_list->setAccessibleName(tr("Agents that wait for approval"));
    m_list->setModel(&m_model);
    m_list->setColumnWidths({18, 16, 20, 20, 6, 52});
    m_list->setFigures({PendingModel::Tries});
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &InboxPage::showState);
    connect(m_list, &ListView::activated, this, &InboxPage::askToApprove);
}

void InboxPage::createButtons()
{
    for (auto *button : {m_approve, m_refuse})
        button->setAutoDefault(false);
    m_refuse->setToolTip(
        tr("It is told so when it comes again, and stops. Started again, it waits again."));
    connect(m_approve, &QPushButton::clicked, this, &InboxPage::askToApprove);
    connect(m_refuse, &QPushButton::clicked, this, &InboxPage::refuse);
    connect(m_form, &ApprovalForm::approved, this, &InboxPage::approve);
    connect(m_form, &ApprovalForm::closed, this, [this] { m_list->setFocus(); });
}

QString InboxPage::emptyText() const
{
    if (!m_roster)
        return classicHasNoKeys();
    if (const auto why = m_roster->whyNone(); !why.isEmpty())
        return why;
    if (m_roster->policy() == AgentPolicy::Ask)
        return tr("Nobody waits. An agent whose key is not authorised is shown here when it "
                  "comes, and gets in when it comes again after you approved it.");
    return tr("Nobody waits, since this server asks nobody. Start it with --agents ask, and agents "
              "whose keys are not authorised wait here for your approval.");
}

void InboxPage::showState()
{
    const int waiting = m_model.rowCount();
    const auto chosenRows = m_list->selectedRows().size();
    m_empty->setContent(emptyText(), {});
    m_empty->setVisible(waiting == 0);
    m_full->setVisible(waiting >= static_cast<int>(PendingAgents::most));
    m_approve->setEnabled(chosenRows > 0);
    m_refuse->setEnabled(chosenRows > 0);
    m_refuse->setText(chosenRows > 1
            ? tr("&Refuse %1 agents", nullptr, static_cast<int>(chosenRows))
                  .arg(formatCount(static_cast<quint64>(chosenRows)))
            : tr("&Refuse"));
}

std::vector<PendingAgent> InboxPage::chosen() const
{
    std::vector<PendingAgent> agents;
    for (const int row : m_list->selectedRows())
        agents.push_back(m_model.row(row));
    return agents;
}

void InboxPage::askToApprove()
{
    if (auto agents = chosen(); !agents.empty())
        m_form->ask(std::move(agents));
}

// Closed once the file has them: else the form says why not.
void InboxPage::approve(const std::vector<AuthorizedAgent> &entries)
{
    m_form->setEnabled(false);
    m_roster->approve(entries, [form = QPointer(m_form)](const AgentRoster::Outcome &outcome) {
        if (!form)
            return;
        form->setEnabled(true);
        if (outcome)
            form->dismiss();
        else
            form->showFault(outcome.error());
    });
}

void InboxPage::forgetChosen()
{
    m_form->dismiss();
}

void InboxPage::refuse()
{
    std::vector<AgentRoster::Key> keys;
    for (const auto &agent : chosen())
        keys.push_back(agent.key);
    m_roster->refuse(keys);
}

} // namespace sealcord
