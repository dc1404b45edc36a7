// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include <cassert>
#include <concepts>

namespace sealcord {

namespace {

// Of what a session's variant can hold, the session of one protocol.
template <typename Chosen>
concept Speaks = requires {
    { Chosen::protocol } -> std::convertible_to<Protocol>;
};

// What \a question has as its answer from the protocol's session, \a otherwise where there is none.
template <typename Variant, typename Question, typename Answer>
Answer ask(Variant &protocol, const Question &question, Answer otherwise)
{
    return std::visit(
        [&]<typename Chosen>(Chosen &chosen) -> Answer {
            if constexpr (Speaks<Chosen>)
                return question(chosen);
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
                order(chosen);
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
    }
}

void Session::start(ByteBuffer &out)
{
    tell(m_protocol, [&](auto &session) { session.start(out); });
}

Event Session::next(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
{
    if (std::holds_alternative<std::monostate>(m_protocol)) {
        if (in.empty())
            return NeedBytes{1};
        chooseProtocol(in);
    }
    return ask(
        m_protocol, [&](auto &session) { return session.next(in, out, opened); },
        Event(SessionFailed{}));
}

void Session::chooseProtocol(std::span<const std::byte> in)
{
    const auto protocol = protocolOf(in.front());
    if (protocol == Protocol::None)
        m_protocol =
            Failure{Failure::Reason::NotAPeer, "not a Sealcord peer: " + describeFirstBytes(in)};
    else
        begin(protocol);
}

SendResult Session::send(std::span<const std::byte> message, ByteBuffer &out)
{
    if (m_isClosed)
        return SendResult::NotEstablished;
    return ask(
        m_protocol, [&](auto &session) { return session.send(message, out); },
        SendResult::NotEstablished);
}

void Session::close(ByteBuffer &out)
{
    m_isClosed = true; // also where no goodbye can be said yet
    tell(m_protocol, [&](auto &session) { session.close(out); });
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

bool Session::isPeerAuthenticated() const
{
    return false; // no protocol here does: see docs/security.md
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

} // namespace sealcord
