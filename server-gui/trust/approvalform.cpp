// SPDX-License-Identifier: MIT
#include "server-gui/trust/approvalform.h"

#include "core/app/trust/pendingmodel.h"
#include "core/text/escape.h"
#include "core/text/figures.h"
#include "core/text/names.h"
#include "core/trust/keyword.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

ApprovalForm::ApprovalForm(QWidget *parent)
    : QWidget(parent)
    , m_who(new QLabel(this))
    , m_name(makeField(tr("Name"), tr("under which the server knows it")))
    , m_from(makeField(tr("From"), tr("anywhere; or networks: 10.1.0.0/16,2001:db8::/32")))
    , m_until(makeField(tr("Until"), tr("no end; or a time in UTC: 2026-12-24")))
    , m_forward(makeField(tr("May reach"), tr("nothing; or services: web,ssh@pump-3")))
    , m_publish(makeField(tr("May publish"), tr("nothing; or services of its own: camera,ssh")))
    , m_fault(new QLabel(this))
    , m_approve(new QPushButton(this))
{
    auto *cancel = new QPushButton(tr("&Cancel"), this);
    auto *fields = new QFormLayout;
    fields->addRow(tr("&Name"), m_name);
    fields->addRow(tr("&From"), m_from);
    fields->addRow(tr("&Until"), m_until);
    fields->addRow(tr("May r&each"), m_forward);
    fields->addRow(tr("May &publish"), m_publish);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_fault, 1);
    buttons->addWidget(m_approve);
    buttons->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_who);
    layout->addLayout(fields);
    layout->addLayout(buttons);
    for (auto *label : {m_who, m_fault}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_approve->setAutoDefault(false);
    cancel->setAutoDefault(false);
    m_fault->setObjectName(u"fault"_s);
    connect(m_approve, &QPushButton::clicked, this, &ApprovalForm::approve);
    connect(cancel, &QPushButton::clicked, this, &ApprovalForm::dismiss);
    hide();
}

QLineEdit *ApprovalForm::makeField(const QString &label, const QString &hint)
{
    auto *field = new QLineEdit(this);
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    return field;
}

void ApprovalForm::ask(std::vector<PendingAgent> agents)
{
    m_agents = std::move(agents);
    const bool isOne = m_agents.size() == 1;
    const auto &first = m_agents.front();
    m_who->setText(isOne ? tr("Let in the agent with the key %1. Is that the fingerprint that "
                              "“sealcord key fingerprint” shows there?")
                               .arg(fingerprintWord(first.key))
                         : tr("Let in %1 agents, each under the name that it claims.", nullptr,
                               static_cast<int>(m_agents.size()))
                               .arg(formatCount(m_agents.size())));
    m_approve->setText(isOne ? tr("&Approve")
                             : tr("&Approve %1 agents", nullptr, static_cast<int>(m_agents.size()))
                                   .arg(formatCount(m_agents.size())));
    m_name->setText(isOne && isAgentName(first.name) ? first.name : QString());
    m_name->setEnabled(isOne);
    for (auto *field : {m_from, m_until, m_forward, m_publish})
        field->clear();
    m_fault->clear();
    show();
    (isOne ? m_name : m_from)->setFocus(Qt::OtherFocusReason);
}

void ApprovalForm::showFault(const QString &why)
{
    m_fault->setText(u"▲ "_s + printable(why));
}

bool ApprovalForm::read(QLineEdit &field, AgentOption option, AuthorizedAgent &agent)
{
    const auto text = field.text().trimmed();
    if (text.isEmpty() && option != AgentOption::Name)
        return true;
    const auto error = setOption(agent, option, text);
    if (!error)
        return true;
    showFault(error->text);
    field.setFocus(Qt::OtherFocusReason);
    field.selectAll();
    return false;
}

void ApprovalForm::approve()
{
    AuthorizedAgent common;
    if (m_agents.size() == 1 && !read(*m_name, AgentOption::Name, common))
        return;
    if (!read(*m_from, AgentOption::From, common) || !read(*m_until, AgentOption::Expires, common)
        || !read(*m_forward, AgentOption::Forward, common)
        || !read(*m_publish, AgentOption::Publish, common))
        return;
    std::vector<AuthorizedAgent> entries;
    for (const auto &agent : m_agents) {
        auto &entry = entries.emplace_back(common);
        entry.key = agent.key;
        if (m_agents.size() > 1 && setOption(entry, AgentOption::Name, agent.name))
            return showFault(
                tr("%1 cannot be a name here: approve that agent alone, under another.")
                    .arg(PendingModel::claim(agent)));
    }
    m_fault->clear();
    Q_EMIT approved(entries);
}

void ApprovalForm::dismiss()
{
    hide();
    Q_EMIT closed();
}

void ApprovalForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        approve();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sealcord
