// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QString>
#include <QWidget>

#include <vector>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QPushButton;

namespace sealcord {

/// Asks under which name agents that wait are let in, from where, until when, and what they may
/// reach and publish. Enter takes it, Esc closes it. What breaks the rules of the file is said in
/// it. Hidden at first.
class ApprovalForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ApprovalForm(QWidget *parent = nullptr);

    /// Several keep the names that they claim; one that cannot keep it is told of, and not taken.
    void ask(std::vector<PendingAgent> agents);
    /// Why the file does not take them; not printable.
    void showFault(const QString &why);
    void dismiss();

Q_SIGNALS:
    void approved(const std::vector<sealcord::AuthorizedAgent> &entries);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QLineEdit *makeField(const QString &label, const QString &hint);
    void approve();
    [[nodiscard]] bool read(QLineEdit &field, AgentOption option, AuthorizedAgent &agent);

    std::vector<PendingAgent> m_agents;
    QLabel *m_who = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_until = nullptr;
    QLineEdit *m_forward = nullptr;
    QLineEdit *m_publish = nullptr;
    QLabel *m_fault = nullptr;
    QPushButton *m_approve = nullptr;
};

} // namespace sealcord
