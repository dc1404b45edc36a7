// SPDX-License-Identifier: MIT
#include "core/net/server/worker.h"

#include "core/net/connection/socketdescriptor.h"

#include <QAbstractSocket>
#include <QThread>

#include <bit>
#include <new>
#include <tuple>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

// At the end of a server: how long what arrives is still answered, and when the last connection is
// closed whatever its peer does. Together within the 5 s that a service manager may expect. The
// latter goes for a single connection as well.
constexpr auto drainTime = 500ms;
constexpr auto finishTime = 3s;

} // namespace

Worker::Worker(ServerShared &shared)
    : m_shared(shared)
    , m_context(shared.tap, shared.aead, &shared.budget)
    , m_streams(shared, m_context, *this)
    , m_inbox(this, &Worker::readInbox)
{ }

Worker::~Worker()
{
    for (const auto &left : m_inbox.take()) {
        if (const auto *adopt = std::get_if<command::Adopt>(&left))
            closeDescriptor(adopt->descriptor);
        else if (const auto *carry = std::get_if<command::Carry>(&left))
            closeDescriptor(carry->descriptor);
        else if (const auto *reset = std::get_if<command::ResetStream>(&left))
            closeDescriptor(reset->descriptor);
    }
}

void Worker::adopt(qintptr descriptor, const ConnectionName &name)
{
    m_load.fetch_add(1, std::memory_order_relaxed);
    if (thread() == QThread::currentThread())
        return takeOver({descriptor, name});
    ++m_arriving;
    leave(command::Adopt{descriptor, name});
}

void Worker::readInbox()
{
    for (const auto &left : m_inbox.take())
        std::visit([this](const auto &what) { act(what); }, left);
}

void Worker::act(const command::Adopt &adopt)
{
    takeOver(adopt);
    if (--m_arriving == mostArriving / 2)
        m_shared.hasRoomAgain();
}

// Its own owner from now on, until released(): see there. Null where there is no memory for it, and
// then it has never been.
Connection *Worker::make(const command::Adopt &adopt)
{
    ConnectionOwner &owner = *this;
    std::unique_ptr<Connection> made;
    try {
        m_walk.reserve(
            std::bit_ceil(m_connections.size() + 1)); // or the next tick would ask for it
        made = std::make_unique<Connection>(
            adopt.name, adopt.descriptor, m_shared.spoken, m_shared.limits, m_context, owner);
        made->setParent(this);
        m_connections.emplace(adopt.name.id, made.get());
        return made.release();
    } catch (const std::bad_alloc &) {
        if (!made)
            closeDescriptor(adopt.descriptor);
        m_load.fetch_sub(1, std::memory_order_relaxed);
        m_shared.admission.ended(adopt.name.id);
        m_shared.tap.happened(AcceptingPaused{"there is no memory for another connection"});
        m_shared.connectionGone();
        return nullptr;
    }
}

void Worker::takeOver(const command::Adopt &adopt)
{
    if (!m_tick) {
        m_tick = std::make_unique<QTimer>();
        connect(m_tick.get(), &QTimer::timeout, this, &Worker::lookAtDeadlines);
    }
    if (!m_tick->isActive())
        m_tick->start(deadlineTick);

    auto *const connection = make(adopt);
    if (!connection)
        return;
    connection->start();
    if (m_isFinishing)
        sayGoodbye(*connection);
}

void Worker::act(const command::Evict &evict)
{
    auto *const connection = find(evict.id);
    if (!connection)
        return;
    connection->catchUp(); // nobody is turned away whose request waits for us
    if (!connection->session().isEstablished())
        connection->abort(
            {EndReason::PendingOverflow, "handshake not finished when newer ones needed the room"});
}

void Worker::act(const command::ReportHeld &)
{
    std::vector<MemoryRelief::Holder> holders;
    for (const auto *connection : connections()) {
        if (const auto &held = connection->held(); held.bytes() > 0)
            holders.push_back({connection->name(), held.bytes(), held.pace().bytesPerSecond()});
    }
    if (auto ends = m_shared.relief.report(holders, m_shared.budget.toFree()))
        m_shared.tellWorkers(
            command::Relieve{std::make_shared<const std::vector<ConnectionId>>(std::move(*ends))});
}

void Worker::act(const command::Relieve &relieve)
{
    for (const auto id : *relieve.connections) {
        if (auto *const connection = find(id))
            connection->abortForMemory();
    }
    for (auto *connection : connections())
        connection->memoryFreed();
}

void Worker::act(const command::Finish &)
{
    m_isFinishing = true;
    for (auto *connection : connections())
        sayGoodbye(*connection);
    reportIfFinished();
}

void Worker::act(const command::Send &send)
{
    for (const auto id : *send.connections) {
        if (auto *const connection = find(id))
            connection->offer(*send.message, send.sender);
    }
}

void Worker::act(const command::SendToAll &send)
{
    for (auto *connection : connections()) {
        if (!connection->hasEnded() && connection->session().isEstablished())
            connection->offer(*send.message, send.sender);
    }
}

void Worker::act(const command::Disconnect &disconnect)
{
    const auto now = Connection::Clock::now();
    if (auto *const connection = find(disconnect.id))
        connection->finish({EndReason::ClosedByUs, "disconnected by hand"}, now, now + finishTime);
}

void Worker::act(const command::JudgeAgain &)
{
    if (!m_shared.trust)
        return;
    const auto now = Connection::Clock::now();
    for (auto *connection : connections()) {
        const auto peer = connection->peer();
        if (!peer || connection->hasEnded())
            continue;
        if (m_shared.trust->isStillAccepted(*peer, connection->name())) {
            m_streams.judgeAgain(*connection);
            continue;
        }
        connection->finish(
            {EndReason::NotAuthorised, "the agent's key is not authorised any longer",
                CloseReason::NotAuthorised},
            now, now + finishTime);
    }
}

void Worker::act(const command::Verify &verify)
{
    if (auto *const connection = find(verify.id))
        std::ignore = connection->verify(); // who is gone, or has asked before, is told nothing
}

void Worker::act(const command::Measure &measure)
{
    if (auto *const connection = find(measure.id))
        connection->measure();
}

void Worker::act(const command::TellStanding &tell)
{
    for (auto *connection : connections())
        connection->tellStanding();
    m_shared.tap.happened(tell.told);
}

void Worker::act(const command::Carry &carry)
{
    m_streams.act(carry, find(carry.connection));
}

void Worker::act(const command::Join &join)
{
    m_streams.act(join, find(join.origin.connection));
}

void Worker::act(const command::ResetStream &reset)
{
    m_streams.act(reset, find(reset.connection));
}

void Worker::act(const command::TellStreams &tell)
{
    m_streams.act(tell);
    m_shared.tap.happened(tell.told);
}

void Worker::act(const command::DrainStreams &)
{
    m_streams.drain();
}

Connection *Worker::find(ConnectionId id) const
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second;
}

void Worker::sayGoodbye(Connection &connection)
{
    const auto now = Connection::Clock::now();
    connection.finish({EndReason::ClosedByUs, "the server stops", CloseReason::ShuttingDown},
        now + drainTime, now + finishTime);
}

void Worker::lookAtDeadlines()
{
    const auto now = Connection::Clock::now();
    m_context.spareBuffers().tick();
    for (auto *connection : connections()) {
        connection->tellCount();
        connection->checkDeadlines(now);
        connection->memoryFreed();
    }
    if (m_connections.empty() && !m_context.spareBuffers().keepsLarge() && m_tick)
        m_tick->stop();
}

// A copy to walk along: an ended connection leaves the original. None is deleted before control
// returns to the event loop.
const std::vector<Connection *> &Worker::connections()
{
    m_walk.clear();
    for (const auto &[id, connection] : m_connections)
        m_walk.push_back(connection);
    return m_walk;
}

void Worker::abortAll()
{
    for (auto *connection : connections())
        connection->abort({EndReason::ClosedByUs, "the server stops"});
    m_streams.clear();
    retireTick();
    releaseThreadState();
}

// Not deleted at once: this may be the timer's own call.
void Worker::retireTick()
{
    m_nextTurn.stop();
    if (m_tick)
        m_tick.release()->deleteLater();
}

bool Worker::mayAgree()
{
    if (m_agreeing == mostAgreeing)
        return false; // the event loop announces its bytes again
    if (m_agreeing++ == 0)
        m_nextTurn.start(0, this);
    return true;
}

void Worker::timerEvent(QTimerEvent *)
{
    m_nextTurn.stop();
    m_agreeing = 0;
}

PeerDecision Worker::decide(Connection &connection, const Peer &peer)
{
    if (m_shared.trust)
        return m_shared.trust->judge(peer, connection.name());
    return {.verdict = PeerDecision::Verdict::Accepted};
}

void Worker::verificationAsked(Connection &connection)
{
    if (m_shared.trust)
        m_shared.trust->verificationAsked(connection.name());
}

void Worker::codeReady(Connection &connection, const VerificationCode &code)
{
    if (m_shared.trust)
        m_shared.trust->codeAgreed(connection.name(), code);
}

void Worker::established(Connection &connection)
{
    m_shared.admission.established(connection.name().id);
    m_streams.established(connection);
}

void Worker::received(Connection &connection, std::span<const std::byte> message)
{
    m_shared.service.messageReceived(connection, message);
}

void Worker::heardOfStream(Connection &connection, const Event &event)
{
    m_streams.hear(connection, event);
}

void Worker::hasRoomAgain(Connection &connection)
{
    m_streams.hasRoomAgain(connection);
}

void Worker::ended(Connection &connection, const ConnectionEnded &)
{
    m_streams.ended(connection);
}

void Worker::released(Connection &connection)
{
    m_connections.erase(connection.name().id);
    m_load.fetch_sub(1, std::memory_order_relaxed);
    m_shared.admission.ended(connection.name().id);
    m_shared.connectionGone();
    reportIfFinished();
}

void Worker::memoryIsSpent(Connection &)
{
    if (m_shared.relief.begin())
        m_shared.tellWorkers(command::ReportHeld{});
}

void Worker::reportIfFinished()
{
    if (!m_isFinishing || !m_connections.empty() || std::exchange(m_hasFinished, true))
        return;
    retireTick();
    Q_EMIT finished();
}

} // namespace sealcord
