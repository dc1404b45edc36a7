// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connection.h"
#include "core/net/connection/iocontext.h"
#include "core/net/connection/memorybudget.h"
#include "core/net/limits.h"
#include "core/net/server/admission.h"
#include "core/net/server/memoryrelief.h"
#include "core/net/server/service.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <variant>
#include <vector>

namespace sealcord {

/// A message that several workers send.
using SharedMessage = std::shared_ptr<const std::vector<std::byte>>;

/// Connections that several workers are told of.
using SharedConnections = std::shared_ptr<const std::vector<ConnectionId>>;

/// What a server's workers share. All of it is thread safe and outlives them.
struct ServerShared {
    const ConnectionLimits limits;
    const AeadEngine aead;
    Admission admission;
    MemoryBudget budget;
    MemoryRelief relief;
    Service &service;
    Tap &tap;
    /// Asks every worker to reportHeld().
    std::function<void()> askForHeld;
    /// Has every worker relieve().
    std::function<void(const SharedConnections &)> relieve;
    /// Called by a worker when one of its connections is gone, and its descriptor with it.
    std::function<void()> connectionGone;
    /// Called by a worker that hasRoom() again.
    std::function<void()> hasRoomAgain;
};

/// A thread's worth of connections: it makes their sockets, owns them, and tells the service their
/// messages.
///
/// Lives on its own thread. The functions named as such may be called from any; they leave a note
/// in the worker's inbox and wake it. On its own thread adopt() acts at once, and is not called
/// from within a connection.
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
    /// Ends a pending handshake to make room, unless all of it has arrived. From any thread.
    void evict(ConnectionId id);
    /// Tells ServerShared::relief what its connections hold. From any thread, as the next.
    void reportHeld();
    /// Ends those of the connections that are this worker's, to make room in the budget, and has
    /// the others go on.
    void relieve(SharedConnections connections);
    /// Answers what has arrived, says goodbye to everybody, then reports that it has finished. From
    /// any thread, once.
    void finish();
    /// Sends a message to those of the connections that are this worker's; see Connection::offer().
    /// From any thread, as the next four.
    void send(SharedConnections connections, SharedMessage message);
    /// To all that are established.
    void sendToAll(SharedMessage message);
    /// Answers what has arrived on one connection and says goodbye to it, if it is this worker's.
    void disconnectAgent(ConnectionId id);
    /// Tells the tap how one connection stands, if it is this worker's and has not ended.
    void measure(ConnectionId id);
    /// Tells the tap which connections stand, and then \a told.
    void tellStanding(const StandingTold &told);
    /// Ends everything without a word. On the worker's thread, as the last thing there.
    void abortAll();

    /// Connections adopted and not gone. From any thread.
    [[nodiscard]] std::size_t load() const { return m_load.load(std::memory_order_relaxed); }

Q_SIGNALS:
    /// There is something in the inbox. Emitted on any thread, for readInbox() alone.
    void noteLeft();
    /// It was told to finish and has no connection left. Emitted once, on the worker's thread.
    void finished();

private:
    struct Adopt {
        qintptr descriptor;
        ConnectionName name;
    };
    struct Evict {
        ConnectionId id;
    };
    struct ReportHeld { };
    struct Relieve {
        SharedConnections connections;
    };
    struct Finish { };
    struct Send {
        SharedConnections connections;
        SharedMessage message;
    };
    struct SendToAll {
        SharedMessage message;
    };
    struct Disconnect {
        ConnectionId id;
    };
    struct Measure {
        ConnectionId id;
    };
    struct TellStanding {
        StandingTold told;
    };
    using Note = std::variant<Adopt, Evict, ReportHeld, Relieve, Finish, Send, SendToAll,
        Disconnect, Measure, TellStanding>;

    static constexpr std::size_t mostArriving = 64;

    void leave(const Note &note);
    void readInbox();
    void act(const Adopt &adopt);
    void takeOver(const Adopt &adopt);
    [[nodiscard]] Connection *make(const Adopt &adopt);
    void act(const Evict &evict);
    void act(const ReportHeld &report);
    void act(const Relieve &relieve);
    void act(const Finish &finish);
    void act(const Send &send);
    void act(const SendToAll &send);
    void act(const Disconnect &disconnect);
    void act(const Measure &measure);
    void act(const TellStanding &tell);
    [[nodiscard]] Connection *find(ConnectionId id) const;
    void lookAtDeadlines();
    void sayGoodbye(Connection &connection);
    void reportIfFinished();
    void retireTick();
    [[nodiscard]] const std::vector<Connection *> &connections();

    void established(Connection &connection) override;
    void received(Connection &connection, std::span<const std::byte> message) override;
    void ended(Connection &connection, const ConnectionEnded &how) override;
    void released(Connection &connection) override;
    void memoryIsSpent(Connection &connection) override;

    ServerShared &m_shared;
    IoContext m_context;
    std::unordered_map<ConnectionId, Connection *> m_connections; // owned as QObject children
    std::vector<Connection *> m_walk; // see connections()
    std::unique_ptr<QTimer> m_tick; // made and destroyed on the worker's thread
    bool m_isFinishing = false;
    bool m_hasFinished = false; // and it was reported
    std::atomic<std::size_t> m_load{0};
    std::atomic<std::size_t> m_arriving{0}; // handed over and not taken over yet

    std::mutex m_inboxMutex;
    std::vector<Note> m_inbox;
};

} // namespace sealcord
