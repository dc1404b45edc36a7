// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"

#include "core/net/connection/socketdescriptor.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

namespace sealcord {

static bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

// Who does not read what it is sent learns by our write what ended the connection.
static std::string lostBecauseOf(int error)
{
    return error == ECONNRESET || error == EPIPE ? "connection reset by the peer"
                                                 : std::strerror(error);
}

Connection::Connection(const ConnectionName &name, qintptr descriptor, Role role,
    const ConnectionLimits &limits, IoContext &context, ConnectionOwner &owner)
    : m_report(name, context.tap())
    , m_descriptor(descriptor)
    , m_readable(descriptor, QSocketNotifier::Read, *this, &Connection::readOnce)
    , m_limits(limits)
    , m_context(context)
    , m_owner(owner)
    , m_session({.role = role, .maxMessageLength = limits.maxMessageLength, .aead = context.aead()},
          context.random())
    , m_input(context.spareBuffers())
    , m_role(role)
    , m_deadlines(limits)
{ }

Connection::~Connection()
{
    m_readable.setEnabled(false); // before its descriptor is closed
    if (m_owed)
        m_owed->writable.setEnabled(false);
    closeDescriptor(m_descriptor);
}

void Connection::start()
{
    m_report.opened();
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    m_session.start(out);
    m_report.appended(out.size() - before);
    m_report.handshakePacket(Direction::Out, out.bytes().subspan(before));
    write(before);
}

SendResult Connection::send(std::span<const std::byte> message)
{
    if (m_phase != Phase::Established)
        return SendResult::NotEstablished;
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    try {
        if (const auto result = m_session.send(message, out); result != SendResult::Sent) {
            endIfHopeless(result);
            return result;
        }
    } catch (const std::bad_alloc &) {
        outOfMemory();
        return SendResult::Internal;
    }
    m_report.appended(out.size() - before);
    m_report.sent(message, out.bytes().subspan(before));
    if (!m_isCollecting)
        write(before);
    return SendResult::Sent;
}

void Connection::offer(std::span<const std::byte> message)
{
    const auto length = static_cast<qint64>(message.size());
    if (bytesOwed() > 0 && bytesOwed() + length > mostOwedByOffers)
        return m_report.notSent(MessageNotSent::Reason::TooMuchOwed, message.size());
    if (!m_context.budget().hasRoomForOffer(message.size()))
        return m_report.notSent(MessageNotSent::Reason::BudgetSpent, message.size());
    m_report.ask();
    if (const auto result = send(message); result != SendResult::Sent)
        m_report.notSent(notSentReason(result), message.size());
}

void Connection::measure()
{
    if (!hasEnded())
        m_report.measure(m_session, m_descriptor, bytesOwed());
}

void Connection::tellStanding()
{
    if (!hasEnded())
        m_report.stands(m_session, bytesOwed());
}

void Connection::endIfHopeless(SendResult result)
{
    const auto now = Clock::now();
    if (result == SendResult::KeyExhausted)
        finish(EndReason::KeyExhausted, "one key has sealed all the messages that it may", now,
            now + m_limits.lingerTimeout);
    else if (result == SendResult::Internal)
        abort(EndReason::InternalError, "sealing a message failed");
}

void Connection::setReadingPaused(bool paused)
{
    m_isReadingPaused = paused;
    if (paused)
        return;
    if (m_isCollecting)
        m_hasResumed = true;
    else
        resumeReading();
}

void Connection::memoryFreed()
{
    if (m_isShortOfMemory && !m_context.budget().isSpent()) {
        m_isShortOfMemory = false;
        resumeReading();
    }
}

void Connection::resumeReading()
{
    if (m_phase == Phase::Released)
        return;
    m_readable.setEnabled(true);
    readOnce();
}

bool Connection::mayRead() const
{
    if (m_phase == Phase::Released || m_phase == Phase::Flushing || m_isCollecting)
        return false;
    if (m_phase == Phase::Lingering)
        return true;
    return !m_isReadingPaused && (m_role == Role::Agent || bytesOwed() == 0);
}

// One read per call, so that a peer who sends without end does not keep the others waiting; the
// event loop announces what is left, as long as somebody wants it.
void Connection::readOnce()
{
    const bool mayNow = mayRead();
    if (mayNow && m_phase != Phase::Lingering && m_context.budget().isSpent()) {
        m_readable.setEnabled(false);
        m_isShortOfMemory = true;
        return m_owner.memoryIsSpent(*this);
    }
    if (!mayNow)
        return m_readable.setEnabled(false);
    try {
        read();
    } catch (const std::bad_alloc &) {
        outOfMemory();
    }
}

void Connection::read()
{
    const auto shared = m_context.receiveBuffer();
    const auto space = m_phase == Phase::Lingering ? shared : m_input.space(shared);
    const auto count = receiveAtOnce(m_descriptor, space);
    if (count ? *count == 0 : !isPassing(count.error()))
        return streamEnded(count ? 0 : count.error());
    if (!count || m_phase == Phase::Lingering)
        return;
    m_deadlines.progressed();
    m_pace.moved(*count);
    process(m_input.filled(*count, shared), *count < space.size());
}

// \a isAll: the kernel had no more than this.
void Connection::process(std::span<std::byte> in, bool isAll)
{
    const auto before = m_context.sendBuffer().size();
    m_isCollecting = true;
    try {
        takeItems(in, isAll);
    } catch (const std::bad_alloc &) {
        outOfMemory();
    }
    m_isCollecting = false;
    if (hasEnded())
        m_input.release();
    countHeld();
    m_context.trimMessageBuffer();
    writeCollected(before);
}

void Connection::takeItems(std::span<std::byte> in, bool isAll)
{
    bool isNewItem = m_input.isEmpty();
    auto *const opened = m_report.ask() ? &m_context.messageBuffer() : nullptr;
    for (;;) {
        const auto event = nextEvent(in, opened);
        if (const auto *needed = std::get_if<NeedBytes>(&event)) {
            m_input.keep(in, needed->total);
            break;
        }
        isNewItem = true;
        handle(event);
        if (hasEnded()) {
            m_isPeerDone = isAll && in.empty() && std::holds_alternative<PeerClosed>(event);
            return;
        }
    }
    if (isNewItem && !m_input.isEmpty()) {
        m_deadlines.frameBegan();
        m_pace.restart();
        m_pace.moved(m_input.held());
    }
}

Event Connection::nextEvent(std::span<std::byte> &in, ByteBuffer *opened)
{
    auto &out = m_context.sendBuffer();
    if (m_phase != Phase::Handshake)
        return m_session.next(in, out, opened);
    const auto shown = in;
    const auto before = out.size();
    const auto event = m_session.next(in, out, opened);
    m_report.appended(out.size() - before);
    m_report.handshakePacket(Direction::In, shown.first(shown.size() - in.size()));
    m_report.handshakePacket(Direction::Out, out.bytes().subspan(before));
    return event;
}

// Writes what was sent meanwhile, and goes on with what had to wait for that.
void Connection::writeCollected(std::size_t from)
{
    write(from);
    if (m_phase == Phase::Flushing)
        flush();
    else if (m_finish && !hasEnded() && bytesOwed() == 0 && !hasUnread())
        sayGoodbye(m_finish->reason, std::move(m_finish->text));
    if (std::exchange(m_hasResumed, false))
        resumeReading();
    else if (mayRead())
        m_readable.setEnabled(true);
}

void Connection::handle(const Event &event)
{
    if (const auto *message = std::get_if<MessageReceived>(&event)) {
        m_report.received(*message);
        m_owner.received(*this, message->plaintext);
    } else if (std::holds_alternative<Established>(event)) {
        m_phase = Phase::Established;
        m_report.established(m_session);
        m_owner.established(*this);
    } else if (const auto *closed = std::get_if<PeerClosed>(&event)) {
        if (closed->isAuthenticated)
            end(EndReason::ClosedByPeer, "close message");
        else
            end(EndReason::ClosedByPeerUnauthenticated, "unauthenticated close message");
    } else {
        fail(m_session.failure());
    }
}

void Connection::fail(const Failure &failure)
{
    end(endReason(failure.reason), failure.text);
}

// The peer's FIN, or an \a error, its reset mostly.
void Connection::streamEnded(int error)
{
    if (hasEnded())
        return release();
    const auto where = m_session.peerClosed(m_input.bytes());
    if (error != 0)
        end(EndReason::Lost, lostBecauseOf(error));
    else if (where == StreamEnd::InHandshake)
        end(EndReason::Truncated, "closed during the handshake");
    else if (where == StreamEnd::InMessage)
        end(EndReason::Truncated, "closed in the middle of a message");
    else
        end(EndReason::EndedWithoutGoodbye, "no close message");
    release();
}

// A failing read does not come this way.
void Connection::writingFailed(int error)
{
    if (!hasEnded())
        end(EndReason::Lost, lostBecauseOf(error));
    release();
}

// The kernel has room for what is owed.
void Connection::writeOwed()
{
    auto &owed = m_owed->bytes;
    while (!owed.isEmpty()) {
        const auto front = owed.front();
        const auto sent = sendAtOnce(m_descriptor, front);
        if (!sent && !isPassing(sent.error()))
            return writingFailed(sent.error());
        const auto count = sent.value_or(0);
        if (count == 0)
            break;
        owed.taken(count);
        m_pace.moved(count);
        if (count < front.size())
            break;
    }
    bytesTaken();
}

void Connection::bytesTaken()
{
    m_deadlines.progressed();
    m_deadlines.sendProgressed();
    countHeld();
    m_report.progressed(bytesOwed());
    if (bytesOwed() > 0)
        return;
    m_owed->writable.setEnabled(false);
    if (m_phase == Phase::Flushing) {
        m_isPeerDone = false; // it was, when it was read; by now it may have sent more
        return flush();
    }
    resumeReading(); // resumes what back-pressure stopped
    if (!hasEnded())
        Q_EMIT flushed();
}

// Writes what the shared send buffer holds from \a from on, and leaves the buffer as it was before.
void Connection::write(std::size_t from)
{
    auto &out = m_context.sendBuffer();
    const auto bytes = out.bytes().subspan(from);
    if (bytes.empty())
        return;
    if (m_phase != Phase::Released) {
        m_deadlines.progressed();
        const auto sent =
            bytesOwed() > 0 ? std::expected<std::size_t, int>(0) : sendAtOnce(m_descriptor, bytes);
        if (!sent && !isPassing(sent.error()))
            writingFailed(sent.error());
        else if (sent.value_or(0) < bytes.size())
            owe(from, sent.value_or(0));
        if (m_phase != Phase::Released) // it failed
            m_report.written(bytesOwed());
    }
    out.truncate(from);
    if (out.isEmpty() && out.capacity() > IoContext::keptCapacity)
        out.release();
}

// Keeps what the shared send buffer holds behind \a from, but for the first \a sent bytes, until
// the kernel takes it. The buffer itself, where that is most of it.
void Connection::owe(std::size_t from, std::size_t sent)
{
    auto &out = m_context.sendBuffer();
    const auto bytes = out.bytes().subspan(from + sent);
    try {
        if (!m_owed)
            m_owed = std::unique_ptr<Owed>(new Owed{
                {m_descriptor, QSocketNotifier::Write, *this, &Connection::writeOwed}, Outbox()});
        if (m_owed->bytes.isEmpty()) {
            m_owed->writable.setEnabled(true);
            m_deadlines.sendProgressed();
            m_pace.restart();
        }
        if (from == 0 && bytes.size() > out.capacity() / 2)
            m_owed->bytes.append(std::exchange(out, ByteBuffer()), sent);
        else
            m_owed->bytes.append(bytes);
    } catch (const std::bad_alloc &) {
        return outOfMemory();
    }
    countHeld();
}

// The one place where a failed allocation ends: of what a peer made us ask for. Others go on.
void Connection::outOfMemory()
{
    abort(EndReason::BufferOverflow, "there is no memory for a message");
}

bool Connection::hasUnread() const
{
    return bytesWaiting(m_descriptor) > 0;
}

void Connection::finish(
    EndReason reason, std::string text, Clock::time_point drainUntil, Clock::time_point closedBy)
{
    m_deadlines.closeBy(closedBy);
    if (hasEnded() || m_finish)
        return;
    m_finish = std::make_unique<Finish>(reason, std::move(text), drainUntil);
    if (m_isCollecting)
        return; // writeCollected() goes on with it
    readOnce();
    if (!hasEnded() && bytesOwed() == 0 && !hasUnread())
        sayGoodbye(reason, std::move(m_finish->text));
}

void Connection::sayGoodbye(EndReason reason, std::string text)
{
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    m_session.close(out);
    m_report.appended(out.size() - before);
    write(before);
    if (hasEnded())
        return; // the socket failed just now
    end(reason, std::move(text));
    flush();
}

void Connection::end(EndReason reason, std::string text)
{
    Q_ASSERT(!hasEnded());
    const bool wasEstablished = m_phase == Phase::Established;
    m_phase = Phase::Flushing;
    const auto duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_deadlines.since());
    m_report.ending(bytesOwed());
    const ConnectionEnded how{name(), reason, std::move(text), duration, count(), wasEstablished,
        m_session.protocolName()};
    m_context.tap().happened(how);
    m_owner.ended(*this, how);
}

// Waits until the kernel has all that is owed, sends FIN behind it, and then for the peer's FIN:
// closing earlier, with bytes of the peer unread, would reset the connection and destroy what it
// has not read yet. A peer who has said goodbye sends nothing more.
void Connection::flush()
{
    if (m_phase != Phase::Flushing || bytesOwed() > 0)
        return;
    if (m_isPeerDone)
        return release();
    m_phase = Phase::Lingering;
    m_deadlines.closeBy(Clock::now() + m_limits.lingerTimeout);
    shutdownWriting(m_descriptor);
    resumeReading();
}

void Connection::abort(EndReason reason, std::string text)
{
    if (m_phase == Phase::Released)
        return;
    if (!hasEnded())
        end(reason, std::move(text));
    release();
}

void Connection::release()
{
    if (m_phase == Phase::Released)
        return;
    m_phase = Phase::Released;
    if (!m_isCollecting) // or the owner may be looking at a message in it: process() releases it
        m_input.release();
    m_readable.setEnabled(false);
    if (m_owed) { // not deleted: this may be its own call
        m_owed->writable.setEnabled(false);
        m_owed->bytes = {};
    }
    countHeld();
    closeDescriptor(std::exchange(m_descriptor, -1));
    m_owner.released(*this);
    deleteLater();
}

void Connection::abortForMemory()
{
    abort(EndReason::BufferOverflow,
        "messages under way need more than " + std::to_string(m_context.budget().limit())
            + " bytes together; this connection held " + std::to_string(m_held)
            + ", which moved at " + std::to_string(m_pace.bytesPerSecond()) + " bytes/s");
}

void Connection::countHeld()
{
    const auto now = m_input.held() + (m_owed ? m_owed->bytes.memory() : 0);
    const auto before = std::exchange(m_held, now);
    if (now != before)
        m_context.budget().change(before, now);
}

void Connection::checkDeadlines(Clock::time_point now)
{
    m_deadlines.look(now, mayRead());
    m_pace.tick();
    const bool isInFrame = m_phase == Phase::Established && !m_input.isEmpty();
    const Deadlines::Standing standing{.isHandshake = m_phase == Phase::Handshake,
        .hasEnded = hasEnded(),
        .owes = bytesOwed() > 0,
        .unfinished = isInFrame ? m_input.needed() : 0};
    if (auto late = m_deadlines.late(now, standing))
        return abort(late->reason, std::move(late->text));
    if (hasEnded())
        return;
    if (m_finish && now >= m_finish->drainUntil)
        return sayGoodbye(m_finish->reason, std::move(m_finish->text));
    if (auto idle = m_deadlines.idle(now))
        sayGoodbye(idle->reason, std::move(idle->text));
}

} // namespace sealcord
