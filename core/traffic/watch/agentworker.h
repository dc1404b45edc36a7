// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/net/tap/teetap.h"
#include "core/traffic/queue/trafficqueue.h"
#include "core/traffic/watch/watchedagent.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sealcord {

class Agent;

/// The half of a WatchedAgent that lives on the agent's thread, one agent after another, and acts
/// on the commands in its inbox.
class AgentWorker final : public QObject
{
    Q_OBJECT

public:
    /// What a watcher wants to know of it.
    struct Status {
        WatchedAgent::Stage stage = WatchedAgent::Stage::Idle;
        std::optional<WatchedAgent::Stage> failedStage;
        std::string error;
        std::optional<EndReason> endReason;
        std::chrono::steady_clock::time_point retryAt;
        ConnectionName connection;
        Protection protection{};
    };

    struct Start {
        AgentSettings settings; // without the host, whose text the threads would share
        std::string host;
        Tap *log;
    };
    struct Stop { };
    struct RetryNow { };
    struct SetReconnectDelay {
        std::optional<std::chrono::milliseconds> delay;
    };
    struct Send {
        ConnectionId connection;
        std::vector<std::byte> message;
    };
    struct Measure { };
    struct Verify {
        ConnectionId connection;
    };
    struct AgreedCode {
        ConnectionId connection = 0;
        VerificationCode code;
    };
    struct TellStanding {
        quint64 question;
    };
    struct ResetStream {
        ConnectionId connection;
        StreamNumber stream;
    };
    // As the command line has them: the threads share no text of Qt's.
    struct AddLocal {
        std::string local;
    };
    struct RemoveLocal {
        std::string local;
    };
    struct Publish {
        std::string service;
    };
    struct Withdraw {
        std::string service;
    };
    using Command = std::variant<Start, Stop, RetryNow, SetReconnectDelay, Send, Measure, Verify,
        TellStanding, ResetStream, AddLocal, RemoveLocal, Publish, Withdraw>;

    /// A local port that was asked for.
    struct Local {
        std::string local;
        std::string address; ///< where it listens; empty: it does not
        std::string error; ///< why not; empty too: there is no agent
    };

    /// \a queue outlives this.
    explicit AgentWorker(TrafficQueue &queue);
    ~AgentWorker() override;

    /// \a log, if any, outlives this. From any thread, as those that follow.
    void start(const AgentSettings &settings, Tap *log);
    /// Sends \a message if \a connection still stands when its turn has come. False, and nothing is
    /// sent, if more wait than WatchedAgent::mostWaiting.
    [[nodiscard]] bool send(ConnectionId connection, std::vector<std::byte> message);
    void leave(Command what) { m_inbox.leave(std::move(what)); }

    /// Bytes of messages whose turn has not come.
    [[nodiscard]] std::size_t waiting() const { return m_waitingBytes.load(); }
    /// How it is now, if that has changed since the last call.
    [[nodiscard]] std::optional<Status> takeStatus();
    /// The code that is there to be compared, once.
    [[nodiscard]] std::optional<AgreedCode> takeCode();
    /// All local ports, if they have changed since the last call.
    [[nodiscard]] std::optional<std::vector<Local>> takeLocals();
    /// Messages whose connection ended before their turn came, since the last call.
    [[nodiscard]] quint64 takeUnsent() { return m_unsent.exchange(0); }

    /// Ends everything without a word. On this thread, as the last thing there.
    void end();

Q_SIGNALS:
    /// There is something to take. Emitted on this thread.
    void told();

private:
    void readInbox();
    void act(Start &start);
    void act(Stop &stop);
    void act(RetryNow &retryNow);
    void act(SetReconnectDelay &set);
    void act(Send &send);
    void act(Measure &measure);
    void act(Verify &verify);
    void act(TellStanding &tell);
    void act(ResetStream &reset);
    void act(AddLocal &add);
    void act(RemoveLocal &remove);
    void act(Publish &publish);
    void act(Withdraw &withdraw);

    void open(Local &local);
    void openStreams();
    void closeLocals();
    void tellLocals();

    void listenTo(const Agent &agent, const QString &target);
    void attemptFailed(std::string why, std::optional<EndReason> reason);
    void handOver();
    void dropWaiting();
    void setStage(WatchedAgent::Stage stage);

    TrafficQueue &m_queue;
    std::optional<TeeTap> m_tee;
    std::unique_ptr<Agent> m_agent;
    std::deque<Send> m_waiting; // the agent owes enough already
    Status m_status;
    std::vector<Local> m_locals;
    std::vector<std::string> m_published;

    std::atomic<std::size_t> m_waitingBytes{0}; // of the inbox and m_waiting
    std::atomic<quint64> m_unsent{0};
    Inbox<Command> m_inbox;
    std::mutex m_outboxMutex;
    std::optional<Status> m_outbox;
    std::optional<AgreedCode> m_code; // under the same mutex, as the next
    std::optional<std::vector<Local>> m_localsOutbox;
};

} // namespace sealcord
