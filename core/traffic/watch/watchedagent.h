// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agentsettings.h"
#include "core/protocol/verificationcode.h"
#include "core/traffic/queue/trafficqueue.h"
#include "core/traffic/watch/standingquestion.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace sealcord {

class AgentWorker;

/// An agent and whoever watches it: connects and disconnects, as often as wanted, sends, and hands
/// out what happens in batches, 30 times a second.
///
/// Lives on the watcher's thread and never blocks it but in the destructor. The agent and its
/// socket live on a thread of their own.
class WatchedAgent final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Idle, ///< nothing was asked for, or it is over
        Resolving,
        Connecting,
        AgreeingKey,
        Trusting, ///< its key is looked at here, and this agent's there
        Connected,
        Waiting, ///< for the next attempt, see retryAt()
        Disconnecting,
    };

    /// How much of what was sent may wait for its turn, in bytes of plaintext. One message always
    /// may.
    static constexpr std::size_t mostWaiting = 64 * 1024 * 1024;

    explicit WatchedAgent(QObject *parent = nullptr);
    ~WatchedAgent() override;

    void setLog(Tap *log); ///< as WatchedServer::setLog()

    void start(const AgentSettings &settings); ///< only when Idle
    void stop(); ///< goodbye, and no other attempt; ends in Idle
    void retryNow(); ///< only when Waiting
    /// Whether an attempt or connection that fails is followed by another, from now on. start()
    /// goes by its settings. The delay is theirs, or the usual one where they have none; without
    /// another attempt to wait for, Waiting ends in Idle.
    void setReconnects(bool reconnects);

    [[nodiscard]] Stage stage() const { return m_stage; }
    /// The stage that the last attempt failed in, or none. Connected: the connection was lost or
    /// ended by the server.
    [[nodiscard]] std::optional<Stage> failedStage() const { return m_failedStage; }
    [[nodiscard]] QString errorString() const { return m_errorString; } ///< why
    /// How the last connection ended, where that is why.
    [[nodiscard]] std::optional<EndReason> endReason() const { return m_endReason; }
    [[nodiscard]] std::chrono::steady_clock::time_point retryAt() const { return m_retryAt; }
    [[nodiscard]] ConnectionName connection() const { return m_connection; } ///< the last one
    [[nodiscard]] Protection protection() const { return m_protection; } ///< of it, once Connected

    void send(const QByteArray &message); ///< not empty; nothing unless Connected
    void measure();
    /// The person here wants to compare codes with the one at the server: codeAgreed(), once that
    /// one wants it too. Nothing unless Connected.
    void verify();
    /// Ends a stream of connection().
    void resetStream(ConnectionId connection, StreamNumber stream);

    // Local ports and published services: they may come and go whatever the stage, and stay from
    // start to start. They are beside those of the settings, which the window leaves empty.

    /// A local port that was asked for. It listens from start() until Idle.
    struct Local {
        LocalPort port;
        QString address; ///< where it listens; empty: it does not
        QString error; ///< why not, for a person; empty too while Idle
    };
    void addLocal(const LocalPort &port);
    void removeLocal(const LocalPort &port); ///< streams that came from there go on
    /// In the order in which they were added.
    [[nodiscard]] const std::vector<Local> &locals() const { return m_locals; }
    void publish(const NamedService &service); ///< of a name that is not published yet
    void withdraw(const NamedService &service); ///< streams to it go on
    [[nodiscard]] const std::vector<NamedService> &published() const { return m_published; }

Q_SIGNALS:
    void localsChanged(); ///< locals(), their addresses or errors
    void codeAgreed(const sealcord::VerificationCode &code); ///< of connection()
    void stageChanged();
    /// So many \a messages will not be sent. \a why is a sentence for a person.
    void notSent(quint64 messages, const QString &why);
    void happened(const sealcord::TrafficBatch &batch); ///< also when nothing did: the pulse

private:
    void hear();
    void hearStatus();
    void hearLocals();
    void pulse();
    void setStage(Stage stage);

    Stage m_stage = Stage::Idle;
    std::optional<Stage> m_failedStage;
    QString m_errorString;
    std::optional<EndReason> m_endReason;
    std::chrono::steady_clock::time_point m_retryAt;
    ConnectionName m_connection;
    Protection m_protection{};
    AgentSettings m_settings;
    std::vector<Local> m_locals;
    std::vector<NamedService> m_published;
    Tap *m_log = nullptr;
    QTimer m_pulse;
    int m_pulsesLeft = 0; // once Idle
    StandingQuestion m_question;

    TrafficQueue m_queue;
    std::unique_ptr<AgentWorker> m_worker; // on m_thread
    QThread m_thread;
    std::atomic<bool> m_hasThreadEnded{false};
};

} // namespace sealcord
