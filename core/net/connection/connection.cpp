// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"

#include "core/net/connection/sendbatch.h"

#include <new>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

Connection::Connection(const ConnectionName &name, qintptr descriptor, const SpokenProtocol &spoken,
    const ConnectionLimits &limits, IoContext &context, ConnectionOwner &owner)
    : m_descriptor(descriptor)
    , m_readable(descriptor, QSocketNotifier::Read, *this, &Connection::readable)
    , m_outgoing(descriptor, *this)
    , m_limits(limits)
    , m_context(context)
    , m_owner(owner)
    , m_session(name,
          {.role = spoken.role,
              .maxMessageLength = limits.maxMessageLength,
              .aead = context.aead(),
              .protocol = spoken.protocol,
              .identity = spoken.identity,
              .mostStreams = spoken.mostStreams,
              .buffers = &context.spareBuffers()},
          context.random(), context.tap())
    , m_input(context.spareBuffers())
    , m_role(spoken.role)
    , m_held(context.budget())
    , m_deadlines(limits, context.now())
{ }

Connection::~Connection()
{
    m_readable.setEnabled(false); // before its descriptor is closed
    m_outgoing.stop();
    closeDescriptor(m_descriptor);
}

void Connection::start()
{
    m_session.report().opened(m_descriptor);
    const SendBatch batch(*this);
    m_session.start(m_context.sendBuffer());
}

SendResult Connection::send(std::span<const std::byte> message, Sender sender)
{
    return say([&](ReportedSession &session, ByteBuffer &out) {
        session.report().setSender(sender);
        if (!m_batch)
            session.report().ask();
        m_context.prepareSendBuffer(message.size());
        return session.send(message, out);
    });
}

SendResult Connection::ping()
{
    return say([](ReportedSession &session, ByteBuffer &out) { return session.ping(out); });
}

SendResult Connection::verify()
{
    return say([](ReportedSession &session, ByteBuffer &out) { return session.verify(out); });
}

void Connection::offer(std::span<const std::byte> message, Sender sender)
{
    const auto length = static_cast<qint64>(message.size());
    if (bytesOwed() > 0 && bytesOwed() + length > mostOwedByOffers)
        return m_session.report().notSent(MessageNotSent::Reason::TooMuchOwed, message.size());
    if (!m_context.budget().hasRoomForOffer(message.size()))
        return m_session.report().notSent(MessageNotSent::Reason::BudgetSpent, message.size());
    if (const auto result = send(message, sender); result != SendResult::Sent)
        m_session.report().notSent(notSentReason(result), message.size());
}

// On a path so short the kernel's buffer for what was not read yet grows as far as it may, while
// all that is wanted of it is 2 GB/s times the round trip: the rest is a queue, in front of what is
// short.
void Connection::carryStreams()
{
    constexpr auto shortPath = 100us;
    constexpr int mostUnread = 104 * 1024;
    constexpr std::size_t mostRead = 64 * 1024; // then those who wait for a turn have one
    m_mostRead = mostRead;
    limitUnsent(m_descriptor, unsentLimit);
    if (const auto roundTrip = shortestRoundTrip(m_descriptor); roundTrip && *roundTrip < shortPath)
        limitUnread(m_descriptor, mostUnread);
}

std::size_t Connection::roomForMuch() const
{
    const auto unsent = bytesUnsent(m_descriptor);
    return bytesOwed() == 0 && unsent < unsentLimit / 2 ? unsentLimit - unsent : 0;
}

void Connection::endIfHopeless(SendResult result)
{
    const auto now = m_context.now();
    if (result == SendResult::KeyExhausted)
        finish({EndReason::KeyExhausted, "one key has sealed all the messages that it may"}, now,
            now + m_limits.lingerTimeout);
    else if (result == SendResult::Internal)
        abort({EndReason::InternalError, "sealing a message failed"});
}

void Connection::setReadingPaused(bool paused)
{
    auto *const current = open();
    if (!current)
        return;
    current->isReadingPaused = paused;
    if (!paused)
        resumeReading();
}

void Connection::memoryFreed()
{
    auto *const current = open();
    if (!current || !current->isShortOfMemory || m_context.budget().isSpent())
        return;
    current->isShortOfMemory = false;
    resumeReading();
}

// Whatever kept it from reading may have come to an end.
void Connection::resumeReading()
{
    if (m_batch) {
        m_batch->m_isReadingResumed = true;
        return;
    }
    if (is<phase::Released>())
        return;
    m_readable.setEnabled(true);
    readOnce();
}

bool Connection::mayRead() const
{
    if (m_batch)
        return false;
    if (const auto *const current = open())
        return !current->isReadingPaused && (m_role == Role::Agent || m_outgoing.owed() == 0);
    return is<phase::Lingering>();
}

void Connection::readable()
{
    if (m_role == Role::Agent || !is<phase::Agreeing>() || m_owner.mayAgree())
        readOnce();
}

// One read per call, so that a peer who sends without end does not keep the others waiting; the
// event loop announces what is left, as long as somebody wants it.
void Connection::readOnce()
{
    if (!mayRead())
        return m_readable.setEnabled(false);
    if (isListening() && m_input.hasMore())
        return process(m_input.more(), false);
    auto *const current = open();
    if (current && m_context.budget().isSpent()) {
        m_readable.setEnabled(false);
        current->isShortOfMemory = true;
        return m_owner.memoryIsSpent(*this);
    }
    try {
        read();
    } catch (const std::bad_alloc &error) {
        abort(endingOf(error));
    }
}

void Connection::read()
{
    const auto shared = m_context.receiveBuffer().first(m_mostRead);
    const auto space = isListening() ? m_input.space(shared) : shared;
    const auto count = receiveAtOnce(m_descriptor, space);
    if (!count && !isTryAgain(count.error()))
        return abort(endingOfSocket(count.error()));
    if (count && *count == 0)
        return abort(endingOf(session().peerClosed(m_input.bytes())));
    if (!count || !isListening())
        return;
    m_deadlines.progressed();
    m_held.pace().moved(*count);
    process(m_input.filled(*count, shared), *count < space.size());
}

// \a isAll: the kernel had no more than this.
void Connection::process(std::span<std::byte> in, bool isAll)
{
    const SendBatch batch(*this);
    try {
        if (hasEnded())
            hearGoodbye(in);
        else
            takeItems(in, isAll);
    } catch (const std::bad_alloc &error) {
        abort(endingOf(error));
    }
    if (!isListening())
        m_input.release();
    countHeld();
    m_context.trimMessageBuffer();
}

// What was read before reading was paused is told all the same, a goodbye behind it too.
void Connection::takeItems(std::span<std::byte> in, bool isAll)
{
    const bool hasBegun =
        m_input.take(m_session, in, m_context, [&](const Event &event, bool isLast) {
            handle(event);
            if (auto *const flushing = std::get_if<phase::Flushing>(&m_phase))
                flushing->isPeerDone = isAll && isLast && std::holds_alternative<PeerClosed>(event);
            return !hasEnded();
        });
    if (!hasBegun)
        return;
    m_deadlines.frameBegan(m_context.now());
    m_held.pace().restart();
    m_held.pace().moved(m_input.held());
}

// What the peer sent before it heard ours is of no use any more.
void Connection::hearGoodbye(std::span<std::byte> in)
{
    std::ignore = m_input.take(m_session, in, m_context, [this](const Event &event, bool) {
        if (std::holds_alternative<PeerClosed>(event))
            tellEnd(std::move(*std::exchange(*untold(), nullptr)), true);
        else if (std::holds_alternative<SessionFailed>(event))
            tellUnanswered(session().failure().text);
        return isListening();
    });
}

// Writes what was sent meanwhile, and goes on with what had to wait for that.
void Connection::batchEnded(std::size_t from)
{
    write(from);
    flush();
    goOnFinishing();
    if (!mayRead())
        return;
    m_readable.setEnabled(true);
    if (m_input.hasMore())
        m_nextTurn.start(0, this);
}

// A timer of no time, and no event that is posted: that would come before the other connections.
void Connection::timerEvent(QTimerEvent *)
{
    m_nextTurn.stop();
    if (m_input.hasMore())
        readOnce();
}

void Connection::handle(const Event &event)
{
    if (const auto *message = std::get_if<MessageReceived>(&event)) {
        m_owner.received(*this, message->plaintext);
    } else if (std::holds_alternative<PeerOffered>(event)) {
        m_session.decide(m_owner.decide(*this, *session().peer()), m_context.sendBuffer());
    } else if (std::holds_alternative<Established>(event)) {
        m_phase = phase::Talking{std::move(std::get<phase::Agreeing>(m_phase))};
        m_owner.established(*this);
    } else if (const auto *closed = std::get_if<PeerClosed>(&event)) {
        end(endingOf(*closed, m_role));
    } else if (std::holds_alternative<PongReceived>(event)) {
        m_owner.ponged(*this);
    } else if (std::holds_alternative<VerificationAsked>(event)) {
        m_owner.verificationAsked(*this);
    } else if (std::holds_alternative<CodeAgreed>(event)) {
        m_owner.codeReady(*this, session().verificationCode());
    } else if (std::holds_alternative<SessionFailed>(event)) {
        end(endingOf(session().failure()));
    } else {
        m_owner.heardOfStream(*this, event);
    }
}

void Connection::roomAgain()
{
    const bool hasOwed = m_outgoing.owed() > 0;
    if (const auto written = m_outgoing.writeOwed(m_context.spareBuffers()); !written)
        return abort(endingOfSocket(written.error()));
    if (!hasOwed)
        return m_owner.hasRoomAgain(*this);
    m_deadlines.progressed();
    countHeld();
    m_session.report().progressed(bytesOwed());
    if (m_outgoing.owed() == 0)
        allTaken();
}

void Connection::allTaken()
{
    if (auto *const flushing = std::get_if<phase::Flushing>(&m_phase)) {
        flushing->isPeerDone = false; // it was, when it was read; by now it may have sent more
        return flush();
    }
    resumeReading(); // what back-pressure stopped
    goOnFinishing();
    if (!hasEnded())
        m_owner.hasRoomAgain(*this);
    if (!hasEnded())
        Q_EMIT flushed();
}

// Writes what the shared send buffer holds from \a from on, and leaves the buffer as it was before.
// What waits there to be sealed is sealed first: as it is it must not leave.
void Connection::write(std::size_t from)
{
    auto &out = m_context.sendBuffer();
    if (out.size() == from)
        return;
    if (!is<phase::Released>()) {
        try {
            const bool isSealed = m_session.flush(out);
            writeSealed(from);
            if (!isSealed)
                abort({EndReason::InternalError, "sealing a message failed"});
        } catch (const std::bad_alloc &error) {
            abort(endingOf(error));
        }
        countHeld();
    }
    if (!is<phase::Released>()) // it failed
        m_session.report().written(bytesOwed());
    out.truncate(from);
    m_context.trimSendBuffer();
}

void Connection::writeSealed(std::size_t from)
{
    m_deadlines.progressed();
    const bool owedNothing = m_outgoing.owed() == 0;
    if (const auto written = m_outgoing.write(m_context.sendBuffer(), from); !written)
        abort(endingOfSocket(written.error()));
    if (owedNothing && m_outgoing.owed() > 0) {
        m_deadlines.owingBegan(m_context.now());
        m_held.pace().restart();
    }
}

} // namespace sealcord
