// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connectionphase.h"
#include "core/net/connection/deadlines.h"
#include "core/net/connection/ending.h"
#include "core/net/connection/intake.h"
#include "core/net/connection/iocontext.h"
#include "core/net/connection/memoryshare.h"
#include "core/net/connection/outgoing.h"
#include "core/net/connection/reportedsession.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/connection/socketevent.h"
#include "core/net/limits.h"
#include "core/net/tap/tap.h"
#include "core/protocol/session.h"

#include <QBasicTimer>
#include <QObject>

#include <memory>
#include <new>
#include <optional>
#include <span>
#include <variant>

namespace sealcord {

class Connection;
class SendBatch;

/// What a connection speaks: as in SessionSettings.
struct SpokenProtocol {
    Role role = Role::Server;
    Protocol protocol = Protocol::None;
    const Identity *identity = nullptr; ///< outlives the connection
    std::uint32_t mostStreams = StreamLimits::most; ///< of the peer's at once
};

/// Who owns a connection and acts on what it says. Called on the connection's thread, from within
/// the connection: it may send, close or abort it there, but not delete it before released().
class ConnectionOwner
{
public:
    /// Who the peer is has been proved, and what follows from that is decided at once: nothing can
    /// be sent or received before. Not called where the protocol proves nothing.
    [[nodiscard]] virtual PeerDecision decide(Connection &, const Peer &) { return {}; }
    virtual void established(Connection &connection) = 0;
    /// \a message is valid during the call.
    virtual void received(Connection &connection, std::span<const std::byte> message) = 0;
    /// The outcome is known; nothing is received or sent from now on. The socket may stay open for
    /// a moment, to let the peer read what it is still owed.
    virtual void ended(Connection &connection, const ConnectionEnded &how) = 0;
    /// The socket is closed: the last call. The connection deletes itself when control returns to
    /// the event loop.
    virtual void released(Connection &connection) = 0;
    /// The budget for messages under way is spent (see IoContext), and the connection does not read
    /// on before memoryFreed().
    virtual void memoryIsSpent(Connection &) { }
    /// Whether a handshake whose bytes are there may cost its time now. False: asked again in the
    /// event loop's next turn.
    [[nodiscard]] virtual bool mayAgree() { return true; }
    /// The answer to Connection::ping().
    virtual void ponged(Connection &) { }
    /// An event of a stream: event.h.
    virtual void heardOfStream(Connection &, const Event &) { }
    /// Nothing is owed to the peer any more, after something was; or see
    /// Connection::awaitRoomForMuch().
    virtual void hasRoomAgain(Connection &) { }
    /// As the events VerificationAsked and CodeAgreed: event.h.
    virtual void verificationAsked(Connection &) { }
    virtual void codeReady(Connection &, const VerificationCode &) { }

protected:
    ~ConnectionOwner() = default;
};

/// A socket and a Session: the one place where they meet.
///
/// It reads, at most one buffer at a time, hands messages to its owner, and writes all that was
/// sent meanwhile at once. A server's connection does not read while the peer has not taken what it
/// is owed: that is the whole back-pressure. An agent's connection goes on reading, since two ends
/// that both wait for the other to read would wait for ever. Neither reads while the budget for
/// messages under way is spent. Where there is no memory for what one needs, it ends.
///
/// Its phases: connectionphase.h.
///
/// Lives on one thread, that of its IoContext. Deadlines are looked at when checkDeadlines() is
/// called; the time is the context's.
class Connection final : public QObject
{
    Q_OBJECT

public:
    using Clock = Deadlines::Clock;

    /// Bytes that the kernel holds unsent at most, once streams are carried: limitUnsent().
    static constexpr std::size_t unsentLimit = 64 * 1024;

    /// Takes over \a descriptor, a connected socket's. \a limits, \a context and \a owner outlive
    /// the connection.
    Connection(const ConnectionName &name, qintptr descriptor, const SpokenProtocol &spoken,
        const ConnectionLimits &limits, IoContext &context, ConnectionOwner &owner);
    ~Connection() override;

    /// Begins: an agent sends its request, which may end the connection before this returns.
    void start();

    [[nodiscard]] const ConnectionName &name() const { return m_session.report().name(); }
    [[nodiscard]] const Session &session() const { return m_session.session(); }
    [[nodiscard]] const TrafficCount &count() const { return m_session.report().count(); }
    [[nodiscard]] bool hasEnded() const { return !is<phase::Agreeing>() && !is<phase::Talking>(); }
    /// Who the peer is, once that was decided on, where the protocol tells.
    [[nodiscard]] std::optional<PeerIdentity> peer() const { return m_session.report().peer(); }
    /// What was agreed. Only once that is so.
    [[nodiscard]] ConnectionEstablished agreed() const
    {
        return m_session.report().agreed(session());
    }
    /// This end's address. All zeros once it is released.
    [[nodiscard]] Endpoint local() const { return localEndpoint(m_descriptor); }
    /// Bytes sent that the kernel has not taken yet.
    [[nodiscard]] qint64 bytesOwed() const { return static_cast<qint64>(m_outgoing.owed()); }
    /// How much the kernel takes and sends soon, as it holds next to nothing that waits; 0 where it
    /// holds more. For what is much, and would have others wait behind it.
    [[nodiscard]] std::size_t roomForMuch() const;
    /// Has the owner told by hasRoomAgain() when there is some.
    void awaitRoomForMuch() { m_outgoing.watch(); }
    /// Its streams hold \a bytes of the budget for messages under way from now on.
    void setHeldByStreams(std::size_t bytes)
    {
        m_heldByStreams = bytes;
        countHeld();
    }
    /// What it holds of the budget for messages under way.
    [[nodiscard]] const MemoryShare &held() const { return m_held; }
    /// When bytes last went in or out, as checkDeadlines() saw it.
    [[nodiscard]] Clock::time_point lastProgress() const { return m_deadlines.lastProgress(); }

    /// Seals \a message behind what is owed already. Written at once, or at the end of the read or
    /// the SendBatch in which it is called.
    [[nodiscard]] SendResult send(
        std::span<const std::byte> message, Sender sender = Sender::Program);

    /// Has \a what(session, out) say something of streams behind what is owed already, as send()
    /// does a message. Its result.
    template <typename What> SendResult say(const What &what);

    /// Asks the peer for a sign of life: ConnectionOwner::ponged(). See Session::ping().
    [[nodiscard]] SendResult ping();
    /// The person at this end wants to compare codes: see Session::verify().
    [[nodiscard]] SendResult verify();

    /// send() for who does not look at bytesOwed(), as a person at a window does: refused where the
    /// connection would owe more than mostOwedByOffers, or all together too much of the budget. The
    /// tap is told what is not sent.
    void offer(std::span<const std::byte> message, Sender sender);

    /// Reads what has arrived, where it reads at all, before it is judged by what has not.
    void catchUp() { readOnce(); }

    /// It is to carry streams: what is sent on one waits behind little of the others.
    void carryStreams();

    /// Stops reading, and goes on: for an owner that cannot take more now.
    void setReadingPaused(bool paused);
    /// Goes on where memoryIsSpent() was told and the budget is not spent any more.
    void memoryFreed();

    /// Answers what has arrived, at most until \a drainUntil, then says goodbye and ends as
    /// \a ending says. The socket is closed by \a closedBy, whatever the peer does.
    void finish(Ending ending, Clock::time_point drainUntil, Clock::time_point closedBy);

    /// Ends the connection, unless it has ended, and closes the socket at once.
    void abort(Ending ending);
    /// The same, to make room for others in the budget.
    void abortForMemory() { abort(m_held.revoked()); }

    /// Tells the tap what was carried, where that has changed. To be called every deadlineTick.
    void tellCount() { m_session.report().tellCount(); }
    /// Tells the tap how the connection stands, until it has ended.
    void measure()
    {
        if (!hasEnded())
            m_session.report().measure(session(), m_descriptor, bytesOwed());
    }
    /// Tells the tap that the connection stands, unless it has ended.
    void tellStanding()
    {
        if (!hasEnded())
            m_session.report().stands(session(), bytesOwed(), age());
    }

    /// Ends what is late at \a now. To be called every deadlineTick or so.
    void checkDeadlines(Clock::time_point now);

Q_SIGNALS:
    /// All that was sent has been taken by the kernel, after it had not been at first.
    void flushed();

private:
    friend class SendBatch;
    friend class Outgoing;

    template <typename Phase> [[nodiscard]] bool is() const
    {
        return std::holds_alternative<Phase>(m_phase);
    }
    [[nodiscard]] phase::Open *open()
    {
        if (auto *const agreeing = std::get_if<phase::Agreeing>(&m_phase))
            return agreeing;
        return std::get_if<phase::Talking>(&m_phase);
    }
    /// Null: the end was told, or there is none.
    [[nodiscard]] std::unique_ptr<Ending> *untold();
    /// Whether what is read has a meaning still.
    [[nodiscard]] bool isListening() { return !hasEnded() || untold(); }
    [[nodiscard]] const phase::Open *open() const { return const_cast<Connection *>(this)->open(); }

    void readable();
    void readOnce();
    void read();
    void resumeReading();
    void process(std::span<std::byte> in, bool isAll);
    void takeItems(std::span<std::byte> in, bool isAll);
    void hearGoodbye(std::span<std::byte> in);
    void handle(const Event &event);
    void roomAgain();
    void allTaken();

    void batchEnded(std::size_t from);
    void endIfHopeless(SendResult result);
    void write(std::size_t from);
    void writeSealed(std::size_t from);
    void goOnFinishing();
    void sayGoodbye(Ending ending);
    void end(Ending ending);
    [[nodiscard]] std::chrono::milliseconds age() const;
    void tellEnd(Ending ending, bool wasEstablished);
    void tellUnanswered(const std::string &why);
    void flush();
    void release();
    void timerEvent(QTimerEvent *event) override;
    void countHeld()
    {
        m_held.holds(m_input.held() + session().unfinished().arrived + m_outgoing.memory()
            + m_heldByStreams);
    }
    void lookAtWhatIsOwed(Clock::time_point now);

    [[nodiscard]] bool mayRead() const;

    qintptr m_descriptor;
    SocketEvent<Connection> m_readable;
    Outgoing m_outgoing;
    const ConnectionLimits &m_limits;
    IoContext &m_context;
    ConnectionOwner &m_owner;
    ReportedSession m_session;
    Intake m_input;
    ConnectionPhase m_phase;
    SendBatch *m_batch = nullptr; // while one lives: what is sent is written at its end
    Role m_role;
    QBasicTimer m_nextTurn; // runs while only the end of a turn keeps it from them
    MemoryShare m_held;
    std::size_t m_heldByStreams = 0;
    std::size_t m_mostRead = IoContext::receiveLength; // at once
    Deadlines m_deadlines;
};

template <typename What> SendResult Connection::say(const What &what)
{
    if (!is<phase::Talking>())
        return SendResult::NotEstablished;
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    try {
        if (const auto result = what(m_session, out); result != SendResult::Sent) {
            endIfHopeless(result);
            return result;
        }
    } catch (const std::bad_alloc &error) {
        abort(endingOf(error));
        return SendResult::Internal;
    }
    if (!m_batch)
        write(before);
    return SendResult::Sent;
}

} // namespace sealcord
