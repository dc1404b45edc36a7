// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/serversettings.h"
#include "core/net/server/service.h"
#include "core/net/tap/teetap.h"
#include "core/traffic/queue/trafficqueue.h"
#include "core/traffic/watch/standingquestion.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <span>

namespace sealcord {

class Server;

/// A server and whoever watches it: starts and stops it, as often as wanted, gives it commands, and
/// hands out what happens in batches, 30 times a second.
///
/// Lives on the watcher's thread and never blocks it but in the destructor. All of the network is
/// on the server's own threads.
class WatchedServer final : public QObject
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Listening, Stopping };
    enum class Replies { Echo, Manual }; ///< Manual: nothing but what send() sends

    explicit WatchedServer(QObject *parent = nullptr);
    ~WatchedServer() override;

    /// Tells \a log too, from the next start on; it outlives this.
    void setLog(Tap *log);

    void start(const ServerSettings &settings); ///< only when Stopped
    void stop(); ///< goodbye to everybody; ends in Stopped
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString address() const; ///< while Listening: the port picked in place of 0
    [[nodiscard]] QString errorString() const; ///< why the last start failed; empty if it did not
    [[nodiscard]] bool isPortTaken() const { return m_isPortTaken; } ///< that was the reason
    void setReplies(Replies replies); ///< at once, also while running
    [[nodiscard]] Replies replies() const { return m_replies; }

    /// Sends \a message, not empty, to those of \a connections that are established.
    void send(std::span<const ConnectionId> connections, const QByteArray &message);
    void sendToAll(const QByteArray &message);
    /// Says goodbye to one agent.
    void disconnectAgent(ConnectionId connection);
    /// Asks for a ConnectionMeasured.
    void measure(ConnectionId connection);
    /// Server::judgeAgain(), where there is a server.
    void judgeAgain();

Q_SIGNALS:
    void stateChanged();
    void happened(const sealcord::TrafficBatch &batch); ///< also when nothing did: the pulse

private:
    void setState(State state);
    void hearStarted();
    void hearStartFailed();
    void hearStopped();
    void pulse();

    State m_state = State::Stopped;
    Replies m_replies = Replies::Echo;
    QString m_address;
    QString m_errorString;
    bool m_isPortTaken = false;
    ConnectionId m_lastConnection = 0;
    QTimer m_pulse;
    int m_pulsesLeft = 0; // once stopped
    StandingQuestion m_question;

    EchoService m_echo;
    TrafficQueue m_queue;
    Tap *m_log = nullptr;
    std::optional<TeeTap> m_tee; // to the queue and the log
    std::unique_ptr<Server> m_server; // its threads use the three above
};

} // namespace sealcord
