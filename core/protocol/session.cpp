// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "core/protocol/sealed/streamrecord.h"

#include <cassert>
#include <concepts>
#include <string>
#include <type_traits>

namespace sealcord {

namespace {

// What a session's variant can hold: the session of one protocol, or none.
template <typename Chosen>
    requires std::same_as<std::remove_const_t<Chosen>, classic::ClassicSession>
Chosen *sessionIn(Chosen &session)
{
    return &session;
}

sealed::SealedSession *sessionIn(const std::unique_ptr<sealed::SealedSession> &session)
{
    return session.get();
}

template <typename Chosen>
concept Speaks = requires(Chosen &chosen) { sessionIn(chosen); };

// What \a question has as its answer from the protocol's session, \a otherwise where there is none.
template <typename Variant, typename Question, typename Answer>
Answer ask(Variant &protocol, const Question &question, Answer otherwise)
{
    return std::visit(
        [&]<typename Chosen>(Chosen &chosen) -> Answer {
            if constexpr (Speaks<Chosen>)
                return question(*sessionIn(chosen));
            else
                return otherwise;
        },
        protocol);
}

template <typename Variant, typename Order> void tell(Variant &protocol, const Order &order)
{
    std::visit(
        [&]<typename Chosen>(Chosen &chosen) {
            if constexpr (Speaks<Chosen>)
                order(*sessionIn(chosen));
        },
        protocol);
}

} // namespace

Session::Session(const SessionSettings &settings, RandomSource &random)
    : m_settings(settings)
    , m_random(&random)
{
    if (settings.role == Role::Agent)
        begin(settings.protocol);
}

void Session::begin(Protocol protocol)
{
    switch (protocol) {
    case Protocol::None:
        break;
    case Protocol::Classic:
        m_protocol.emplace<classic::ClassicSession>(m_settings, *m_random);
        break;
    case Protocol::Sealed:
        m_protocol = std::make_unique<sealed::SealedSession>(m_settings, *m_random);
        break;
    }
}

void Session::start(ByteBuffer &out)
{
    tell(m_protocol, [&](auto &session) { session.start(out); });
}

Event Session::next(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside)
{
    if (std::holds_alternative<std::monostate>(m_protocol)) {
        if (in.empty())
            return NeedBytes{1};
        chooseProtocol(in);
    }
    return ask(
        m_protocol, [&](auto &session) { return session.next(in, out, beside); },
        Event(SessionFailed{}));
}

void Session::chooseProtocol(std::span<const std::byte> in)
{
    const auto protocol = protocolOf(in.front());
    if (protocol == Protocol::None)
        m_protocol =
            Failure{Failure::Reason::NotAPeer, "not a Sealcord peer: " + describeFirstBytes(in)};
    else if (!takes(protocol))
        m_protocol = Failure{Failure::Reason::ProtocolNotTaken,
            "the agent speaks the " + std::string(name(protocol))
                + " protocol, which is not taken here"};
    else
        begin(protocol);
}

bool Session::takes(Protocol protocol) const
{
    const bool isAllowed = m_settings.protocol == Protocol::None || m_settings.protocol == protocol;
    return isAllowed && (protocol != Protocol::Sealed || m_settings.identity != nullptr);
}

void Session::decide(const PeerDecision &decision, ByteBuffer &out)
{
    tell(m_protocol, [&](auto &session) { session.decide(decision, out); });
}

SendResult Session::send(std::span<const std::byte> message, ByteBuffer &out)
{
    if (m_isClosed)
        return SendResult::NotEstablished;
    return ask(
        m_protocol, [&](auto &session) { return session.send(message, out); },
        SendResult::NotEstablished);
}

bool Session::flush(ByteBuffer &out)
{
    return ask(m_protocol, [&](auto &session) { return session.flush(out); }, true);
}

std::optional<std::size_t> Session::waitingFrom() const
{
    return ask(
        m_protocol, [](const auto &session) { return session.waitingFrom(); },
        std::optional<std::size_t>());
}

SendResult Session::ping(ByteBuffer &out)
{
    return ask(
        m_protocol, [&](auto &session) { return session.ping(out); }, SendResult::NotEstablished);
}

SendResult Session::verify(ByteBuffer &out)
{
    return ask(
        m_protocol, [&](auto &session) { return session.verify(out); }, SendResult::NotEstablished);
}

const VerificationCode &Session::verificationCode() const
{
    const auto *const code = ask(
        m_protocol, [](const auto &session) { return session.verificationCode(); },
        static_cast<const VerificationCode *>(nullptr));
    assert(code);
    return *code;
}

// Those of the protocol that has them, or why there are none.
std::expected<sealed::StreamWriter, SendResult> Session::streams() const
{
    if (m_isClosed)
        return std::unexpected(SendResult::NotEstablished);
    const auto *const session = std::get_if<std::unique_ptr<sealed::SealedSession>>(&m_protocol);
    if (!session)
        return std::unexpected(SendResult::NoStreams);
    return (*session)->streams();
}

bool Session::hasStreams() const
{
    const auto own = streams();
    return own && own->hasStreams();
}

std::expected<StreamNumber, SendResult> Session::nextStream() const
{
    const auto own = streams();
    return own ? own->nextStream() : std::unexpected(own.error());
}

SendResult Session::say(const StreamOrder &order, ByteBuffer &out)
{
    auto own = streams();
    return own ? own->say(order, out) : own.error();
}

std::size_t Session::streamCredit(StreamNumber number) const
{
    const auto own = streams();
    return own ? own->streamCredit(number) : 0;
}

std::span<std::byte> Session::dataRoom(std::size_t most, ByteBuffer &out)
{
    auto own = streams();
    return own ? own->dataRoom(most, out) : std::span<std::byte>();
}

SendResult Session::sendData(StreamNumber number, std::size_t count, ByteBuffer &out)
{
    auto own = streams();
    return own ? own->sendData(number, count, out) : own.error();
}

std::size_t Session::lengthOfData(std::size_t count)
{
    return count + sealed::streamNumberSize + sealed::Record::overhead;
}

void Session::close(ByteBuffer &out, CloseReason reason)
{
    m_isClosed = true; // also where no goodbye can be said yet
    tell(m_protocol, [&](auto &session) { session.close(out, reason); });
}

bool Session::isAwaitingGoodbye() const
{
    return ask(m_protocol, [](const auto &session) { return session.isAwaitingGoodbye(); }, false);
}

StreamEnd Session::peerClosed(std::span<const std::byte> unread) const
{
    return ask(
        m_protocol, [&](const auto &session) { return session.peerClosed(unread); },
        StreamEnd::InHandshake);
}

bool Session::isEstablished() const
{
    return ask(m_protocol, [](const auto &session) { return session.isEstablished(); }, false);
}

Protocol Session::protocol() const
{
    return ask(m_protocol, [](const auto &session) { return session.protocol; }, Protocol::None);
}

Protection Session::protection() const
{
    return ask(
        m_protocol, [](const auto &session) { return session.protection(); },
        Protection::NotAuthenticated);
}

const Peer *Session::peer() const
{
    return ask(
        m_protocol, [](const auto &session) { return session.peer(); },
        static_cast<const Peer *>(nullptr));
}

Unfinished Session::unfinished() const
{
    return ask(m_protocol, [](const auto &session) { return session.unfinished(); }, Unfinished());
}

const Failure &Session::failure() const
{
    const auto *const failure = ask(
        m_protocol, [](const auto &session) { return &session.failure(); },
        std::get_if<Failure>(&m_protocol));
    assert(failure);
    return *failure;
}

const Fingerprint &Session::fingerprint() const
{
    const auto *const fingerprint = ask(
        m_protocol, [](const auto &session) { return &session.fingerprint(); },
        static_cast<const Fingerprint *>(nullptr));
    assert(fingerprint);
    return *fingerprint;
}

std::uint64_t Session::sealed() const
{
    return ask(m_protocol, [](const auto &session) { return session.sealed(); }, std::uint64_t{0});
}

std::uint64_t Session::opened() const
{
    return ask(m_protocol, [](const auto &session) { return session.opened(); }, std::uint64_t{0});
}

std::uint64_t Session::recordsPerKey() const
{
    return ask(
        m_protocol, [](const auto &session) { return session.recordsPerKey(); }, std::uint64_t{0});
}

} // namespace sealcord
