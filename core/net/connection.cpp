// SPDX-License-Identifier: MIT
#include "core/net/connection.h"

#include "core/net/socketdescriptor.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

std::string inWords(std::chrono::milliseconds duration)
{
    return duration % 1s == 0ms ? std::to_string(duration / 1s) + " s"
                                : std::to_string(duration.count()) + " ms";
}

bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

void ConnectionOwner::heldForFrame(Connection &, std::size_t, std::size_t) { }

Connection::Connection(const ConnectionName &name, std::unique_ptr<QAbstractSocket> socket,
    Role role, const ConnectionLimits &limits, IoContext &context, ConnectionOwner &owner)
    : m_name(name)
    , m_socket(std::move(socket))
    , m_limits(limits)
    , m_context(context)
    , m_owner(owner)
    , m_session({.role = role, .maxMessageLength = limits.maxMessageLength, .aead = context.aead()},
          context.random())
    , m_input(context.spareBuffers())
    , m_role(role)
{ }

Connection::~Connection() = default;

void Connection::start()
{
    connect(m_socket.get(), &QAbstractSocket::readyRead, this, &Connection::readOnce);

    m_context.tap().connectionOpened({m_name});
    const auto before = m_context.sendBuffer().size();
    m_session.start(m_context.sendBuffer());
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
    ++m_count.messagesOut;
    m_count.bytesOut += message.size();
    if (m_context.tap().wantsMessages())
        m_context.tap().messageSeen({m_name, Direction::Out, message});
    if (!m_isCollecting)
        write(before);
    return SendResult::Sent;
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
    m_madeProgress = true;
    process(m_input.filled(*count, shared), *count < space.size());
}

// \a isAll: the kernel had no more than this.
void Connection::process(std::span<std::byte> in, bool isAll)
{
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    bool isNewItem = m_input.isEmpty();
    m_isCollecting = true;
    for (;;) {
        const auto event = m_session.next(in, out);
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
        m_frameBegan = Clock::now();
    reportHeld(m_input.held());
    writeCollected(before);
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
        deliver(message->plaintext);
    } else if (std::holds_alternative<Established>(event)) {
        m_phase = Phase::Established;
        m_context.tap().connectionEstablished({m_name, m_session.fingerprint(),
            m_session.protocolName(), m_session.isPeerAuthenticated()});
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

void Connection::deliver(std::span<const std::byte> message)
{
    ++m_count.messagesIn;
    m_count.bytesIn += message.size();
    if (m_context.tap().wantsMessages())
        m_context.tap().messageSeen({m_name, Direction::In, message});
    m_owner.received(*this, message);
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
    m_madeProgress = true;
    m_lastSendProgress = Clock::now();
    if (m_phase == Phase::Released || bytesOwed() > 0)
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
        m_madeProgress = true;
        const bool owedNothing = bytesOwed() == 0;
        const auto sent =
            owedNothing ? sendAtOnce(m_socket->socketDescriptor(), bytes) : std::size_t{0};
        if (sent < bytes.size())
            owe(bytes.subspan(sent));
        if (owedNothing && bytesOwed() > 0)
            m_lastSendProgress = Clock::now();
    }
    out.truncate(from);
    if (out.isEmpty() && out.capacity() > IoContext::keptSendCapacity)
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
    m_closedBy = std::min(m_closedBy, closedBy);
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
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_since);
    const ConnectionEnded how{m_name, reason, std::move(text), duration, m_count, wasEstablished,
        m_session.protocolName()};
    m_context.tap().connectionEnded(how);
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
    m_closedBy = std::min(m_closedBy, Clock::now() + m_limits.lingerTimeout);
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
    const auto sinceLastLook = now - std::exchange(m_lastLook, now);
    if (std::exchange(m_madeProgress, false))
        m_lastProgress = now;
    if (!mayRead())
        m_frameBegan += sinceLastLook; // it is us who keep the rest from arriving

    if (now >= m_closedBy)
        return abort(EndReason::ClosedByUs, "not finished in time");
    if (bytesOwed() > 0 && now - m_lastSendProgress > m_limits.sendTimeout)
        return abort(EndReason::SendTimeout,
            "nothing of what it is owed was taken in " + inWords(m_limits.sendTimeout));
    if (hasEnded())
        return;
    if (m_phase == Phase::Handshake && now - m_since > m_limits.handshakeTimeout)
        return abort(EndReason::HandshakeTimeout,
            "handshake not finished in " + inWords(m_limits.handshakeTimeout));
    if (isFrameLate(now))
        return abort(EndReason::FrameTimeout,
            "a message of " + std::to_string(m_input.needed()) + " bytes was not finished in time");
    if (m_finish && now >= m_finish->drainUntil)
        return sayGoodbye(m_finish->reason, std::move(m_finish->text));
    if (m_limits.idleTimeout > 0ms && now - m_lastProgress > m_limits.idleTimeout)
        sayGoodbye(EndReason::IdleTimeout, "idle for " + inWords(m_limits.idleTimeout));
}

bool Connection::isFrameLate(Clock::time_point now) const
{
    if (m_phase != Phase::Established || m_input.isEmpty())
        return false;
    const auto allowed = m_limits.frameTimeout
        + std::chrono::milliseconds(m_input.needed() * 1000 / m_limits.frameRate);
    return now - m_frameBegan > allowed;
}

} // namespace sealcord
