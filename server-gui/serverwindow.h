// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/windowoptions.h"
#include "core/traffic/watch/ownserver.h"
#include "server-gui/agentaddress.h"
#include "server-gui/replywatch.h"
#include "widgets/window/watchwindow.h"

#include <QAction>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>

class QComboBox;
class QLabel;

namespace sealcord {

class ConnectionsPane;
class ServerHead;

/// The server's window: starts and stops a server, shows who is connected and what is said, and
/// sends by hand.
class ServerWindow final : public WatchWindow
{
    Q_OBJECT

public:
    /// \a log is told too, and outlives the window.
    explicit ServerWindow(const ServerWindowOptions &options, Tap *log = nullptr);
    ~ServerWindow() override;

    [[nodiscard]] const OwnServer &server() const { return m_server; }
    [[nodiscard]] OwnServer &server() { return m_server; }

protected:
    [[nodiscard]] bool isRunning() const override;
    void startOrStop() override;
    void stopRunning() override;
    void send(const MessageTarget &target, const QByteArray &message) override;
    void editSettings() override;

private:
    void createConnectionMenu();
    void createReplies();
    void connectServer();
    void connectConnections();
    void noteNotSent(const TrafficBatch &batch);
    void start();
    void showLimits();
    void showState();
    void showFailure();
    void showEmptyStates();
    void showHowToConnect();
    void countSecond();
    void reply(ConnectionId agent);
    void warnOfSilence();
    void showToggle();
    void disconnectAgents(const QList<ConnectionId> &agents);
    void updateTargets();
    [[nodiscard]] AgentTargets agentTargets() const;
    [[nodiscard]] QStringList trustArguments() const;
    [[nodiscard]] QString agentCommand() const;

    OwnServer m_server;
    ServerSettings m_settings;
    ServerHead *m_head = nullptr;
    ConnectionsPane *m_connections = nullptr;
    QComboBox *m_replies = nullptr;
    QAction *m_openAgent = nullptr;
    QAction *m_copyCommand = nullptr;
    QTimer m_second;
    QTimer m_targetsDue;
    std::chrono::milliseconds m_idleTimeout{0}; ///< of the server that runs
    ReplyWatch m_replyWatch;
    ConnectionId m_impatient = 0; ///< whom the bar tells of; 0: none
    QString m_impatience; ///< what it says
    TrafficCount m_lastTotal;
    std::chrono::steady_clock::time_point m_lastSecond;
};

} // namespace sealcord
