// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/serversettings.h"
#include "core/net/server/service.h"
#include "core/net/tap/teetap.h"
#include "core/traffic/queue/trafficqueue.h"
#include "core/traffic/watch/standingquestion.h"
#include "core/traffic/watch/watchedserver.h"

#include <QByteArray>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace sealcord {

class Server;

/// A server that this program runs: it starts and stops as often as wanted.
class OwnServer final : public WatchedServer
{
    Q_OBJECT

public:
    enum class Replies { Echo, Manual }; ///< Manual: nothing but what send() sends

    explicit OwnServer(QObject *parent = nullptr);
    ~OwnServer() override;

    /// Tells \a log too, from the next start on; it outlives this.
    void setLog(Tap *log);

    void start(const ServerSettings &settings); ///< only when Stopped
    void stop() override; ///< goodbye to everybody
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QString address() const override; ///< the port picked in place of 0
    [[nodiscard]] QString errorString() const override; ///< why the last start failed
    [[nodiscard]] bool isPortTaken() const { return m_isPortTaken; } ///< that was the reason
    void setReplies(Replies replies); ///< at once, also while running
    [[nodiscard]] Replies replies() const { return m_replies; }

    void send(std::span<const ConnectionId> connections, const QByteArray &message) override;
    void sendToAll(const QByteArray &message) override;
    void disconnectAgent(ConnectionId connection) override;
    void measure(ConnectionId connection) override;
    void resetStream(ConnectionId connection, StreamNumber stream) override;
    /// Server::verify(), where it listens: what comes of it, the settings' AgentTrust is told.
    void verify(ConnectionId connection);
    /// Server::judgeAgain(), where there is a server.
    void judgeAgain();
    /// Whether it listens, and an agent called \a agent is connected that may publish.
    [[nodiscard]] bool hasPublisher(std::string_view agent) const;

Q_SIGNALS:
    void publishersChanged(); ///< hasPublisher() may have another answer

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
    quint64 m_serviceChanges = 0;

    EchoService m_echo;
    TrafficQueue m_queue;
    Tap *m_log = nullptr;
    std::optional<TeeTap> m_tee; // to the queue and the log
    std::unique_ptr<Server> m_server; // its threads use the three above
};

} // namespace sealcord
