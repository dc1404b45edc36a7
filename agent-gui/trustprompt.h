// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "widgets/parts/messagebar.h"

#include <QList>
#include <QObject>
#include <QString>

namespace sealcord {

class AgentAccess;
class ServerJudge;

/// Asks in a window's bar whether a server's key is to be trusted, and says in it why an agent and
/// a server do not trust each other. Nothing is sent before the person decided: the connection has
/// ended by then.
class TrustPrompt final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    TrustPrompt(MessageBar &bar, AgentAccess &access, QObject *parent = nullptr);

    /// An attempt ended for \a reason, of which \a why is the detail. Where that is one of trust,
    /// the bar shows it, once for each attempt that a person began.
    void tell(EndReason reason, const QString &why);
    /// What it said is over: a person begins anew, or the connection stands.
    void clear();

Q_SIGNALS:
    /// The person decided: the next attempt may come in.
    void connectRequested();

private:
    void askAboutKey(ServerJudge &judge, const QString &why);
    void sayWaiting();
    void sayNotAuthorised();

    void say(MessageBar::Level level, const QString &text,
        const QList<MessageBar::Action> &actions = {});

    MessageBar &m_bar;
    AgentAccess &m_access;
    QString m_told; // in the bar, or closed by the person
};

} // namespace sealcord
