// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"
#include "core/traffic/models/connectionmodel.h"

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;

namespace sealcord {

class ConnectionOrder;
class EmptyNote;
class KnownAgentActions;
class ListView;

/// The connections of the server, live and ended, and the known agents that have none. Its
/// actions() are for a menu.
class ConnectionsPane final : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this. \a agents has been told what \a model has.
    ConnectionsPane(ConnectionModel &model, AgentBook &agents, QWidget *parent = nullptr);

    /// What stands in the list while there are none, plain text, and what can be done then.
    void setEmptyText(const QString &text, const QList<QAction *> &actions = {});

    [[nodiscard]] ListView &list() const { return *m_list; }
    [[nodiscard]] int heightOf(int rows) const; ///< with as many in sight, in pixels
    /// Brings the times of agents that are not connected up to \a now, once a second.
    void tick(RecordTime now);
    [[nodiscard]] ConnectionId current() const; ///< 0: none
    bool setCurrent(ConnectionId connection); ///< false: the list does not show it
    [[nodiscard]] QList<ConnectionId> selected() const;

Q_SIGNALS:
    void currentChanged(sealcord::ConnectionId connection); ///< 0: none
    void selectionChanged(const QList<sealcord::ConnectionId> &connections);
    void connectionPageRequested(sealcord::ConnectionId connection);
    void replyRequested(sealcord::ConnectionId connection); ///< a person wants to write one
    void onlyTrafficRequested(sealcord::ConnectionId connection); ///< only its own
    void disconnectRequested(const QList<sealcord::ConnectionId> &connections);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeList();
    void makeActions();
    [[nodiscard]] QWidget *makeHead();
    void update();
    void updateAgents();
    void updateCounts();
    void updateEmptyNote();
    void updateActions();
    void updateWaiting();
    void reply();
    void updateColors();
    void showMenu(const QPoint &position);
    void copyAddresses() const;
    [[nodiscard]] QList<ConnectionId> selectedLive() const;

    ConnectionModel &m_model;
    AgentBook &m_agents;
    ConnectionOrder *m_order = nullptr;
    ListView *m_list = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    QLabel *m_counts = nullptr;
    QCheckBox *m_hideEnded = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_waiting = nullptr;
    KnownAgentActions *m_agentActions = nullptr;
    QAction *m_reply = nullptr;
    QAction *m_showPage = nullptr;
    QAction *m_onlyTraffic = nullptr;
    QAction *m_disconnect = nullptr;
    QAction *m_copyAddress = nullptr;
    QAction *m_showAll = nullptr;
    QString m_emptyText;
    QList<QAction *> m_emptyActions;
};

} // namespace sealcord
