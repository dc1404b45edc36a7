// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/recordrules.h"
#include "core/protocol/sealed/streamrecord.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>
#include <utility>

namespace sealcord::sealed {

namespace {

// What a PING says is free, and nobody can answer before it: one is told from another by its place.
constexpr std::array pingBody{std::byte{0}, std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4},
    std::byte{5}, std::byte{6}, std::byte{7}};

std::byte byteOf(CloseReason reason)
{
    return std::byte{std::to_underlying(reason)};
}

} // namespace

SealedSession::SealedSession(const SessionSettings &settings, RandomSource &random)
    : m_settings(settings)
    , m_random(&random)
    , m_incoming(std::min(settings.maxMessageLength, largestMaxMessageLength), settings.buffers)
    , m_streams(settings.role, settings.mostStreams)
{
    m_settings.maxMessageLength = std::min(settings.maxMessageLength, largestMaxMessageLength);
    m_handshake = std::make_unique<Handshake>(m_settings, random);
}

void SealedSession::start(ByteBuffer &out)
{
    if (m_settings.role == Role::Server)
        return;
    if (auto begun = m_handshake->begin(out); !begun) {
        m_failure = std::move(begun.error()); // next() tells it, as it does every failure
        m_state = State::Refused;
    }
}

Event SealedSession::nextItem(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside)
{
    switch (m_state) {
    case State::Handshake:
        return agree(in, out);
    case State::Deciding:
        return PeerOffered{};
    case State::Refused:
        return end(SessionFailed{}, out);
    case State::Admission:
        if (m_settings.role == Role::Agent)
            return nextRecord(in, out, beside);
        m_state = State::Open; // decide() has said ADMIT
        return Established{};
    case State::Open:
    case State::Closing:
        return nextRecord(in, out, beside);
    case State::Over:
        break;
    }
    return m_end;
}

Event SealedSession::agree(std::span<std::byte> &in, ByteBuffer &out)
{
    if (auto read = m_handshake->read(in, out); !read) {
        if (const auto *const needed = std::get_if<NeedBytes>(&read.error()))
            return *needed;
        return fail(std::get<Failure>(std::move(read.error())), out);
    }
    m_peer = {m_handshake->peerKey(), m_handshake->peerHello().name};
    const auto digest = sha256(m_peer.key);
    if (!digest)
        return fail({Failure::Reason::Internal, digest.error().text}, out);
    m_fingerprint = Fingerprint{*digest, Fingerprint::Of::PeerKey};
    m_state = State::Deciding;
    return PeerOffered{};
}

void SealedSession::decide(const PeerDecision &decision, ByteBuffer &out)
{
    assert(m_state == State::Deciding);
    if (decision.verdict == PeerDecision::Verdict::Accepted)
        accept(decision, out);
    else
        refuse(decision, out);
    m_handshake.reset(); // its keys have served
}

void SealedSession::accept(const PeerDecision &decision, ByteBuffer &out)
{
    m_state = State::Refused; // unless all goes well
    const auto before = out.size();
    if (!takeKeys(m_handshake->accept(out)))
        return out.truncate(before);
    m_protection = decision.protection;
    if (m_settings.role == Role::Server) {
        keepTo(m_handshake->peerHello());
        const auto hello = helloOf(m_settings);
        if (!m_writer->record(RecordType::Admit, hello, out)) {
            m_failure = {Failure::Reason::Internal, "sealing a record failed"};
            return;
        }
    }
    m_state = State::Admission;
}

// An agent says nothing: whoever is there learns neither its key nor its name.
void SealedSession::refuse(const PeerDecision &decision, ByteBuffer &out)
{
    using Verdict = PeerDecision::Verdict;
    m_state = State::Refused;
    m_failure.text = decision.why;
    if (m_settings.role == Role::Agent) {
        m_failure.reason = decision.verdict == Verdict::ChangedKey
            ? Failure::Reason::ChangedServerKey
            : Failure::Reason::UnknownServerKey;
        return;
    }
    m_failure.reason = Failure::Reason::NotAdmitted;
    m_failure.said = decision.verdict == Verdict::WaitsForApproval ? CloseReason::WaitsForApproval
                                                                   : CloseReason::NotAuthorised;
    auto refused = std::move(m_failure); // which keys that cannot be had do not change
    if (takeKeys(m_handshake->split())) {
        const auto reason = byteOf(refused.said);
        std::ignore = m_writer->record(RecordType::Close, {&reason, 1}, out);
    }
    m_failure = std::move(refused);
}

bool SealedSession::takeKeys(std::expected<noise::Split, Failure> split)
{
    if (!split) {
        m_failure = std::move(split.error());
        return false;
    }
    const bool isAgent = m_settings.role == Role::Agent;
    auto sending = Direction::create(isAgent ? split->initiatorKey : split->responderKey,
        m_settings.recordsPerKey, m_settings.aead, m_settings.mostRecords);
    auto receiving = Direction::create(isAgent ? split->responderKey : split->initiatorKey,
        m_settings.recordsPerKey, m_settings.aead, m_settings.mostRecords);
    if (!sending || !receiving) {
        m_failure = {Failure::Reason::Internal, "preparing the keys failed"};
        return false;
    }
    m_writer.emplace(std::move(*sending));
    m_reader.emplace(std::move(*receiving));
    m_hash = split->handshakeHash;
    return true;
}

Event SealedSession::nextRecord(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside)
{
    m_incoming.seen();
    for (;;) {
        const auto record = m_reader->next(in, m_incoming.assembly(), beside);
        if (!record) {
            if (const auto *const needed = std::get_if<NeedBytes>(&record.error()))
                return *needed;
            return fail(std::get<Failure>(record.error()), out);
        }
        if (auto event = take(*record, in, out))
            return *event;
    }
}

std::optional<Event> SealedSession::take(
    const OpenedRecord &record, std::span<std::byte> &in, ByteBuffer &out)
{
    const auto type = allowedType(record.type,
        {.role = m_settings.role,
            .isAdmitted = m_state != State::Admission,
            .isInMessage = m_incoming.isInMessage()});
    if (!type)
        return fail(type.error(), out);
    if (auto wrong = wrongLength(*type, record.body))
        return fail(std::move(*wrong), out);
    switch (*type) {
    case RecordType::Message:
    case RecordType::Batch:
    case RecordType::Begin:
    case RecordType::Part:
        return takeMessage(*type, record, in, out);
    case RecordType::Ping:
        return say(RecordType::Pong, record.body, out);
    case RecordType::Pong:
        return takePong(record, out);
    case RecordType::Admit:
        return takeAdmit(record, out);
    case RecordType::Close:
        return takeClose(record, out);
    case RecordType::Open:
    case RecordType::Data:
    case RecordType::Window:
    case RecordType::End:
        return takeStream(*type, record, out);
    case RecordType::Commit:
    case RecordType::Nonce:
    case RecordType::Reveal:
        break;
    }
    return takeComparison(*type, record, out);
}

std::optional<Event> SealedSession::takeMessage(
    RecordType type, const OpenedRecord &record, std::span<std::byte> &in, ByteBuffer &out)
{
    auto taken = m_incoming.take(type, record, in);
    if (!taken)
        return fail(std::move(taken.error()), out);
    if (!*taken)
        return std::nullopt;
    return **taken;
}

Event SealedSession::takePong(const OpenedRecord &record, ByteBuffer &out)
{
    if (!std::exchange(m_isPinging, false))
        return fail({Failure::Reason::UnexpectedRecord, "PONG without PING"}, out);
    if (!std::ranges::equal(record.body, pingBody))
        return fail({Failure::Reason::BadRecord, "PONG with other bytes than PING"}, out);
    return PongReceived{};
}

Event SealedSession::takeAdmit(const OpenedRecord &record, ByteBuffer &out)
{
    auto hello = decodeHello(record.body.first<Hello::length>());
    if (!hello)
        return fail(std::move(hello.error()), out);
    keepTo(*hello);
    m_peer.name = std::move(hello->name);
    m_state = State::Open;
    return Established{};
}

void SealedSession::keepTo(const Hello &peers)
{
    m_mostToPeer = std::min<std::size_t>(m_settings.maxMessageLength, peers.largestMessage);
    m_streams.setMostOfOurs(peers.mostStreams);
}

Event SealedSession::takeClose(const OpenedRecord &record, ByteBuffer &out)
{
    const auto reason = static_cast<CloseReason>(record.body.front());
    m_incoming.drop();
    const bool isRefused = m_state == State::Admission;
    if (m_state != State::Closing) {
        if (auto failed = say(RecordType::Close, std::array{byteOf(CloseReason::Done)}, out))
            return *failed;
    }
    if (!isRefused)
        return end(PeerClosed{.isAuthenticated = true, .reason = reason}, out);
    const auto *const why = reason == CloseReason::WaitsForApproval
        ? "somebody at the server has to approve this agent"
        : "the server does not admit this agent";
    return fail({Failure::Reason::NotAdmitted, why, reason}, out);
}

std::optional<Event> SealedSession::takeStream(
    RecordType type, const OpenedRecord &record, ByteBuffer &out)
{
    auto heard = m_streams.hear(type, record.body);
    if (!heard)
        return fail(std::move(heard.error()), out);
    if (heard->answer) {
        const StreamRecord reset(*heard->answer);
        if (auto failed = say(reset.type(), reset.body(), out))
            return failed;
    }
    return heard->event;
}

std::optional<Event> SealedSession::takeComparison(
    RecordType type, const OpenedRecord &record, ByteBuffer &out)
{
    Share body;
    std::ranges::copy(record.body, body.begin());
    auto reaction = comparison().take(type, body, *m_random);
    if (!reaction)
        return fail(std::move(reaction.error()), out);
    if (reaction->said) {
        if (auto failed = say(reaction->said->type, reaction->said->body, out))
            return failed;
    }
    return reaction->event;
}

Comparison &SealedSession::comparison()
{
    if (!m_comparison)
        m_comparison = std::make_unique<Comparison>(m_hash);
    return *m_comparison;
}

SendResult SealedSession::verify(ByteBuffer &out)
{
    const bool isServer = m_settings.role == Role::Server;
    if (m_state != State::Open)
        return SendResult::NotEstablished;
    if (isServer && comparison().isWanted())
        return SendResult::NotNow;
    const auto asked =
        isServer ? comparison().askAsServer(*m_random) : comparison().askAsAgent(*m_random);
    if (!asked)
        return SendResult::Internal;
    if (*asked)
        return sendResult(m_writer->record((*asked)->type, (*asked)->body, out));
    return isServer ? SendResult::Sent : SendResult::NotNow;
}

SendResult SealedSession::send(std::span<const std::byte> message, ByteBuffer &out)
{
    if (m_state != State::Open)
        return SendResult::NotEstablished;
    if (message.empty())
        return SendResult::Empty;
    if (message.size() > m_mostToPeer)
        return SendResult::TooLong;
    return sendResult(m_writer->message(message, out));
}

SendResult SealedSession::ping(ByteBuffer &out)
{
    if (m_state != State::Open || m_settings.role == Role::Server)
        return SendResult::NotEstablished;
    if (std::exchange(m_isPinging, true))
        return SendResult::NotNow;
    return sendResult(m_writer->record(RecordType::Ping, pingBody, out));
}

bool SealedSession::flush(ByteBuffer &out)
{
    return !m_writer || m_writer->flush(out);
}

std::optional<std::size_t> SealedSession::waitingFrom() const
{
    return m_writer ? m_writer->waitingFrom() : std::nullopt;
}

void SealedSession::close(ByteBuffer &out, CloseReason reason)
{
    if (m_state != State::Open)
        return;
    const auto body = byteOf(reason); // without it the end of the stream is a cut, as it should be
    std::ignore = m_writer->record(RecordType::Close, {&body, 1}, out);
    m_state = State::Closing;
}

StreamEnd SealedSession::peerClosed(std::span<const std::byte> unread) const
{
    if (m_state == State::Admission && m_settings.role == Role::Agent && unread.empty())
        return StreamEnd::BeforeAdmission;
    if (!m_writer && m_state != State::Over)
        return StreamEnd::InHandshake;
    return unread.empty() && !m_incoming.isInMessage() ? StreamEnd::WithoutGoodbye
                                                       : StreamEnd::InMessage;
}

// Says a record in answer to one. Nothing: that is done, or this end has said its goodbye.
std::optional<Event> SealedSession::say(
    RecordType type, std::span<const std::byte> body, ByteBuffer &out)
{
    if (m_state == State::Closing)
        return std::nullopt;
    if (const auto said = m_writer->record(type, body, out); !said)
        return fail({said.error(), "sealing a record failed"}, out);
    return std::nullopt;
}

Event SealedSession::fail(Failure failure, ByteBuffer &out)
{
    m_failure = std::move(failure);
    return end(SessionFailed{}, out);
}

// What waits was sent before the end, and must not leave as it is.
Event SealedSession::end(Event event, ByteBuffer &out)
{
    std::ignore = flush(out);
    m_sealed = sealed();
    m_opened = opened();
    m_state = State::Over;
    m_handshake.reset();
    m_writer.reset();
    m_reader.reset();
    m_incoming.drop();
    m_end = event;
    return event;
}

} // namespace sealcord::sealed
