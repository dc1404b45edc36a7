// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"

#include "core/net/connection/socketdescriptor.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace sealcord {

static bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

void ConnectionOwner::heldForFrame(Connection &, std::size_t, std::size_t) { }

Connection::Connection(const ConnectionName &name, std::unique_ptr<QAbstractSocket> socket,
    Role role, const ConnectionLimits &limits, IoContext &context, ConnectionOwner &owner)
    : m_report(name, context.tap())
    , m_socket(std::move(socket))
    , m_limits(limits)
    , m_context(context)
    , m_owner(owner)
    , m_session({.role = role, .maxMessageLength = limits.maxMessageLength, .aead = context.aead()},
          context.random())
    , m_input(context.spareBuffers())
    , m_role(role)
    , m_deadlines(limits)
{ }

Connection::~Connection() = default;

void Connection::start()
{
    connect(m_socket.get(), &QAbstractSocket::readyRead, this, &Connection::readOnce);

    m_report.opened();
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    m_session.start(out);
    m_report.appended(out.size() - before);
    m_report.handshakePacket(Direction::Out, out.bytes().subspan(before));
    write(before);
    if (m_role == Role::Agent)
        readOnce(); // Qt does not announce again what came before we listened
}

SendResult Connection::send(std::span<const std::byte> message)
{
    if (m_phase != Phase::Established)
        return SendResult::NotEstablished;
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    if (const auto result = m_session.send(message, out); result != SendResult::Sent) {
        endIfHopeless(result);
        return result;
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
    m_report.ask();
    if (const auto result = send(message); result != SendResult::Sent)
        m_report.notSent(notSentReason(result), message.size());
}

void Connection::measure()
{
    if (!hasEnded())
        m_report.measure(m_session, m_socket->socketDescriptor(), bytesOwed());
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
        readOnce(); // nothing announces again what arrived meanwhile
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
// socket announces what is left.
void Connection::readOnce()
{
    if (!mayRead())
        return;
    const auto shared = m_context.receiveBuffer();
    const auto space = m_phase == Phase::Lingering ? shared : m_input.space(shared);
    const auto count = receiveAtOnce(m_socket->socketDescriptor(), space);
    if (count ? *count == 0 : !isPassing(count.error()))
        return streamEnded(count ? 0 : count.error());
    m_socket->read(nullptr, 0); // has Qt announce the next bytes
    if (!count || m_phase == Phase::Lingering)
        return;
    m_deadlines.progressed();
    process(m_input.filled(*count, shared), *count < space.size());
}

// \a isAll: the kernel had no more than this.
void Connection::process(std::span<std::byte> in, bool isAll)
{
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    bool isNewItem = m_input.isEmpty();
    auto *const opened = m_report.ask() ? &m_context.messageBuffer() : nullptr;
    m_isCollecting = true;
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
            m_input.release();
            break;
        }
    }
    m_isCollecting = false;
    if (isNewItem && !m_input.isEmpty())
        m_deadlines.frameBegan();
    reportHeld(m_input.held());
    m_context.trimMessageBuffer();
    writeCollected(before);
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
    else if (m_finish && !hasEnded() && bytesOwed() == 0 && m_socket->bytesAvailable() == 0)
        sayGoodbye(m_finish->reason, std::move(m_finish->text));
    if (std::exchange(m_hasResumed, false))
        readOnce();
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
    if (error == ECONNRESET)
        end(EndReason::Lost, "connection reset by the peer");
    else if (error != 0)
        end(EndReason::Lost, std::strerror(error));
    else if (where == StreamEnd::InHandshake)
        end(EndReason::Truncated, "closed during the handshake");
    else if (where == StreamEnd::InMessage)
        end(EndReason::Truncated, "closed in the middle of a message");
    else
        end(EndReason::EndedWithoutGoodbye, "no close message");
    release();
}

// What the socket noticed by itself: it could not write. A failing read does not come this way.
void Connection::socketFailed()
{
    if (m_phase == Phase::Released)
        return;
    if (!hasEnded())
        end(EndReason::Lost, m_socket->errorString().toStdString());
    release();
}

void Connection::bytesTaken()
{
    m_deadlines.progressed();
    m_deadlines.sendProgressed();
    if (m_phase == Phase::Released)
        return;
    m_report.progressed(bytesOwed());
    if (bytesOwed() > 0)
        return;
    if (m_phase == Phase::Flushing) {
        m_isPeerDone = false; // it was, when it was read; by now it may have sent more
        return flush();
    }
    readOnce(); // resumes what back-pressure stopped
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
        const bool owedNothing = bytesOwed() == 0;
        const auto sent =
            owedNothing ? sendAtOnce(m_socket->socketDescriptor(), bytes) : std::size_t{0};
        if (sent < bytes.size())
            owe(bytes.subspan(sent));
        if (owedNothing && bytesOwed() > 0)
            m_deadlines.sendProgressed();
        if (m_phase != Phase::Released) // it failed
            m_report.written(bytesOwed());
    }
    out.truncate(from);
    if (out.isEmpty() && out.capacity() > IoContext::keptCapacity)
        out.release();
}

// Has Qt write \a bytes when the kernel takes them. Only then does it speak of writing, and most
// connections never owe anything: they are spared the 500 bytes of these connects.
void Connection::owe(std::span<const std::byte> bytes)
{
    if (!std::exchange(m_hasOwed, true)) {
        connect(m_socket.get(), &QAbstractSocket::bytesWritten, this, &Connection::bytesTaken);
        connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &Connection::socketFailed);
        connect(m_socket.get(), &QAbstractSocket::disconnected, this, &Connection::socketFailed);
    }
    const auto length = static_cast<qint64>(bytes.size());
    if (m_socket->write(reinterpret_cast<const char *>(bytes.data()), length) != length)
        socketFailed();
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
    if (!hasEnded() && bytesOwed() == 0 && m_socket->bytesAvailable() == 0)
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
    shutdownWriting(m_socket->socketDescriptor());
    readOnce();
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
    reportHeld(0);
    m_socket->disconnect(this);
    m_socket->abort();
    m_owner.released(*this);
    deleteLater();
}

void Connection::reportHeld(std::size_t now)
{
    const auto before = std::exchange(m_held, now);
    if (before != 0 || now != 0)
        m_owner.heldForFrame(*this, before, now);
}

void Connection::checkDeadlines(Clock::time_point now)
{
    m_deadlines.look(now, mayRead());
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
