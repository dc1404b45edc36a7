// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentnotices.h"
#include "core/traffic/watch/watchedserver.h"
#include "server-gui/known/agentmemory.h"
#include "server-gui/known/desktopnotifier.h"
#include "server-gui/replywatch.h"
#include "widgets/window/watchwindow.h"

#include <QList>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

class QLabel;

namespace sealcord {

class ConnectionsPane;
class ServerHead;

/// A window on a server, whoever runs it: shows who is connected and what is said, and sends by
/// hand.
class AgentsWindow : public WatchWindow
{
    Q_OBJECT

public:
    ~AgentsWindow() override;

    /// Who shows a note on the desktop in the place of the desktop's service: for tests.
    using Notify = std::function<void(const QString &title, const QString &text)>;
    void setNotify(Notify notify) { m_notify = std::move(notify); }

protected:
    /// \a name: of its stored state. \a log is told too, and outlives the window.
    AgentsWindow(const QString &name, Tap *log);

    /// What the window shows, from the end of the constructor on; it outlives nothing of this.
    void watch(WatchedServer &server);
    /// How many there are has changed.
    virtual void agentsChanged() { }

    [[nodiscard]] ServerHead &head() { return *m_head; }
    [[nodiscard]] ConnectionsPane &connections() { return *m_connections; }
    /// Of the server that runs: zero, for ever.
    void setIdleTimeout(std::chrono::milliseconds timeout) { m_idleTimeout = timeout; }
    [[nodiscard]] QLabel *makeTotals();

    [[nodiscard]] bool isRunning() const override;
    void stopRunning() override;
    void send(const MessageTarget &target, const QByteArray &message) override;

private:
    void connectConnections();
    void connectAgents();
    void noteNotSent(const TrafficBatch &batch);
    void countSecond();
    void reply(ConnectionId agent);
    void warnOfSilence();
    void disconnectAgents(const QList<ConnectionId> &agents);
    void updateTargets();

    WatchedServer *m_server = nullptr;
    AgentMemory m_memory;
    AgentNotices m_notices;
    DesktopNotifier m_notifier;
    Notify m_notify;
    ServerHead *m_head = nullptr;
    ConnectionsPane *m_connections = nullptr;
    QTimer m_second;
    QTimer m_targetsDue;
    std::chrono::milliseconds m_idleTimeout{0};
    ReplyWatch m_replyWatch;
    ConnectionId m_impatient = 0; ///< whom the bar tells of; 0: none
    QString m_impatience; ///< what it says
    TrafficCount m_lastTotal;
    std::chrono::steady_clock::time_point m_lastSecond;
};

} // namespace sealcord
