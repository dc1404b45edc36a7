// SPDX-License-Identifier: MIT
#include "server-gui/trust/agentspage.h"

#include "core/text/escape.h"
#include "core/text/figures.h"
#include "server-gui/trust/classictext.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"
#include "widgets/parts/messagebar.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AgentsPage::AgentsPage(AgentRoster *roster, std::function<Keys()> connected, QWidget *parent)
    : QWidget(parent)
    , m_roster(roster)
    , m_connected(std::move(connected))
    , m_bar(new MessageBar(this))
    , m_list(new ListView(this))
    , m_empty(new EmptyNote(m_list->viewport()))
    , m_fault(new QLabel(this))
    , m_edit(new QPushButton(tr("&Edit"), this))
    , m_revoke(new QPushButton(this))
{
    createList();
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->setObjectName(u"fault"_s);
    m_edit->setAutoDefault(false);
    m_edit->setToolTip(tr("The field that is the current one; a double click does as much"));
    m_revoke->setAutoDefault(false);
    m_revoke->setToolTip(tr("Takes it out of the list and ends its connection"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_edit);
    buttons->addWidget(m_revoke);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_bar);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_fault);
    layout->addLayout(buttons);
    connect(m_edit, &QPushButton::clicked, this, &AgentsPage::edit);
    connect(m_revoke, &QPushButton::clicked, this, &AgentsPage::revoke);
    connect(&m_second, &QTimer::timeout, this, &AgentsPage::tick);
    connectRoster();
    showButtons();
    showFaults();
}

void AgentsPage::createList()
{
    m_list->setAccessibleName(tr("Authorised agents"));
    m_list->setModel(&m_model);
    m_list->setColumnWidths({14, 16, 16, 14, 18, 16, 52});
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AgentsPage::showButtons);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &AgentsPage::showFaults);
    connect(&m_model, &AuthorizedModel::faultsChanged, this, &AgentsPage::showFaults);
    connect(&m_model, &AuthorizedModel::changeWanted, this, &AgentsPage::change);
}

void AgentsPage::connectRoster()
{
    if (!m_roster) {
        m_empty->setContent(classicHasNoKeys(), {});
        m_empty->show();
        return;
    }
    connect(m_roster, &AgentRoster::changed, this, &AgentsPage::refresh);
    refresh();
    m_second.start(1s);
}

void AgentsPage::refresh()
{
    const auto agents = m_roster->authorized();
    if (agents != std::exchange(m_shown, agents))
        m_model.setAgents(agents->entries());
    const auto why = m_roster->whyNone();
    m_empty->setContent(why.isEmpty()
            ? tr("No agent is authorised by its key. Approve one that waits, or add its line to "
                 "the file: “sealcord agents approve” does.")
            : why,
        {});
    m_empty->setVisible(m_model.rowCount() == 0);
    tick();
    showFaults();
}

// Not a second later.
void AgentsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_roster)
        tick();
}

// Who is connected, and whether an entry has expired, tells nobody.
void AgentsPage::tick()
{
    if (!isVisible())
        return;
    m_model.setNow(utcNow());
    m_model.setConnected(m_connected());
}

// What is wrong with the file, or else with what was typed: in the current row, or in any.
void AgentsPage::showFaults()
{
    // An empty list says itself why.
    const bool hasList = m_roster && (m_model.rowCount() > 0 || m_roster->whyNone().isEmpty());
    auto text = hasList ? m_roster->fault() : QString();
    if (!text.isEmpty())
        text = tr("The list stays as it was: %1").arg(text);
    const int current = m_list->currentIndex().row();
    if (text.isEmpty() && current >= 0)
        text = m_model.fault(current);
    for (int place = 0; text.isEmpty() && m_model.hasFaults() && place < m_model.rowCount();
        ++place)
        text = m_model.fault(place);
    m_fault->setText(text.isEmpty() ? QString() : u"▲ "_s + printable(text));
    m_fault->setVisible(!text.isEmpty());
}

void AgentsPage::showButtons()
{
    const auto chosen = m_list->selectedRows().size();
    m_edit->setEnabled(chosen == 1);
    m_revoke->setEnabled(chosen > 0);
    m_revoke->setText(chosen > 1 ? tr("&Revoke %1 agents", nullptr, static_cast<int>(chosen))
                                       .arg(formatCount(static_cast<quint64>(chosen)))
                                 : tr("&Revoke"));
}

void AgentsPage::edit()
{
    auto index = m_list->currentIndex();
    if (!(m_model.flags(index) & Qt::ItemIsEditable))
        index = index.siblingAtColumn(AuthorizedModel::Name);
    m_list->setFocus(Qt::OtherFocusReason);
    m_list->setCurrentIndex(index);
    m_list->edit(index);
}

void AgentsPage::change(const AuthorizedAgent &was, const AuthorizedAgent &now)
{
    m_roster->change(
        was, now, [self = QPointer(this), key = was.key](const AgentRoster::Outcome &outcome) {
            if (self)
                self->m_model.setOutcome(key, outcome ? QString() : outcome.error());
        });
}

void AgentsPage::revoke()
{
    std::vector<AuthorizedAgent> entries;
    std::vector<AgentRoster::Key> keys;
    for (const int row : m_list->selectedRows()) {
        entries.push_back(m_model.row(row));
        keys.push_back(entries.back().key);
    }
    m_roster->revoke(std::move(keys),
        [self = QPointer(this), entries = std::move(entries)](const AgentRoster::Outcome &outcome) {
            if (!self)
                return;
            if (!outcome)
                return self->showError(outcome.error());
            self->m_revoked.push_back(entries);
            self->offerUndo();
        });
}

void AgentsPage::offerUndo()
{
    if (m_revoked.empty())
        return;
    const auto &last = m_revoked.back();
    const auto text = last.size() == 1
        ? tr("%1 is revoked, and its connections have ended.").arg(last.front().name)
        : tr("%1 agents are revoked, and their connections have ended.", nullptr,
              static_cast<int>(last.size()))
              .arg(formatCount(last.size()));
    m_bar->show(MessageBar::Level::Info, text, {{tr("Undo"), [this] { undo(); }}});
}

void AgentsPage::undo()
{
    auto entries = std::move(m_revoked.back());
    m_revoked.pop_back();
    m_roster->approve(
        std::move(entries), [self = QPointer(this)](const AgentRoster::Outcome &outcome) {
            if (!self)
                return;
            if (outcome)
                self->offerUndo(); // the one before
            else
                self->showError(outcome.error());
        });
}

void AgentsPage::forgetRevoked()
{
    m_revoked.clear();
    m_bar->hide();
}

void AgentsPage::showError(const QString &why)
{
    m_bar->show(MessageBar::Level::Error, printable(why));
}

} // namespace sealcord
