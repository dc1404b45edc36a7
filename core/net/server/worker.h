// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connection.h"
#include "core/net/connection/iocontext.h"
#include "core/net/connection/memorybudget.h"
#include "core/net/inbox.h"
#include "core/net/limits.h"
#include "core/net/server/admission.h"
#include "core/net/server/agenttrust.h"
#include "core/net/server/memoryrelief.h"
#include "core/net/server/publishers.h"
#include "core/net/server/serverstreams.h"
#include "core/net/server/service.h"
#include "core/net/server/workercommand.h"

#include <QBasicTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sealcord {

/// What a server's workers share. All of it is thread safe and outlives them.
struct ServerShared {
    const ConnectionLimits limits;
    const AeadEngine aead;
    const SpokenProtocol spoken;
    AgentTrust *const trust; ///< may be null
    const std::vector<NamedService> forwards;
    const std::vector<LocalPort> exposed;
    Publishers publishers = {};
    Admission admission;
    MemoryBudget budget;
    MemoryRelief relief;
    Service &service;
    Tap &tap;
    /// Leaves a command with every worker.
    std::function<void(const WorkerCommand &)> tellWorkers;
    /// Called by a worker when one of its connections is gone, and its descriptor with it.
    std::function<void()> connectionGone;
    /// Called by a worker that hasRoom() again.
    std::function<void()> hasRoomAgain;
};

/// A thread's worth of connections: it makes their sockets, owns them, and tells the service their
/// messages.
///
/// Lives on its own thread and acts on the commands in its inbox. On its own thread adopt() acts at
/// once, and is not called from within a connection.
class Worker final : public QObject, private ConnectionOwner
{
    Q_OBJECT

public:
    explicit Worker(ServerShared &shared);
    ~Worker() override;

    /// Takes over the accepted socket \a descriptor. From any thread.
    void adopt(qintptr descriptor, const ConnectionName &name);
    /// Whether it has taken over most of what it was given: else further clients should wait in the
    /// kernel's queue. From any thread; ServerShared::hasRoomAgain tells.
    [[nodiscard]] bool hasRoom() const { return m_arriving < mostArriving; }
    /// From any thread.
    void leave(WorkerCommand what) { m_inbox.leave(std::move(what)); }
    /// Ends everything without a word. On the worker's thread, as the last thing there.
    void abortAll();

    /// Connections adopted and not gone. From any thread.
    [[nodiscard]] std::size_t load() const { return m_load.load(std::memory_order_relaxed); }

Q_SIGNALS:
    /// It was told to finish and has no connection left. Emitted once, on the worker's thread.
    void finished();

private:
    static constexpr std::size_t mostArriving = 64;
    /// Packets of handshakes that are answered in one turn of the event loop: under 1 ms, so that a
    /// flood of them does not keep the others waiting.
    static constexpr int mostAgreeing = 8;

    void readInbox();
    void act(const command::Adopt &adopt);
    void takeOver(const command::Adopt &adopt);
    [[nodiscard]] Connection *make(const command::Adopt &adopt);
    void act(const command::Evict &evict);
    void act(const command::ReportHeld &report);
    void act(const command::Relieve &relieve);
    void act(const command::Finish &finish);
    void act(const command::Send &send);
    void act(const command::SendToAll &send);
    void act(const command::Disconnect &disconnect);
    void act(const command::JudgeAgain &judge);
    void act(const command::Verify &verify);
    void act(const command::Measure &measure);
    void act(const command::TellStanding &tell);
    void act(const command::Carry &carry);
    void act(const command::Join &join);
    void act(const command::ResetStream &reset);
    void act(const command::TellStreams &tell);
    void act(const command::DrainStreams &);
    [[nodiscard]] Connection *find(ConnectionId id) const;
    void lookAtDeadlines();
    void sayGoodbye(Connection &connection);
    void reportIfFinished();
    void retireTick();
    [[nodiscard]] const std::vector<Connection *> &connections();

    [[nodiscard]] bool mayAgree() override;
    void timerEvent(QTimerEvent *event) override;
    [[nodiscard]] PeerDecision decide(Connection &connection, const Peer &peer) override;
    void verificationAsked(Connection &connection) override;
    void codeReady(Connection &connection, const VerificationCode &code) override;
    void established(Connection &connection) override;
    void received(Connection &connection, std::span<const std::byte> message) override;
    void heardOfStream(Connection &connection, const Event &event) override;
    void hasRoomAgain(Connection &connection) override;
    void ended(Connection &connection, const ConnectionEnded &how) override;
    void released(Connection &connection) override;
    void memoryIsSpent(Connection &connection) override;

    ServerShared &m_shared;
    IoContext m_context;
    ServerStreams m_streams;
    std::unordered_map<ConnectionId, Connection *> m_connections; // owned as QObject children
    std::vector<Connection *> m_walk; // see connections()
    std::unique_ptr<QTimer> m_tick; // made and destroyed on the worker's thread
    QBasicTimer m_nextTurn; // runs while handshakes were answered in this one
    int m_agreeing = 0; // of them
    bool m_isFinishing = false;
    bool m_hasFinished = false; // and it was reported
    std::atomic<std::size_t> m_load{0};
    std::atomic<std::size_t> m_arriving{0}; // handed over and not taken over yet

    Inbox<WorkerCommand> m_inbox;
};

} // namespace sealcord
