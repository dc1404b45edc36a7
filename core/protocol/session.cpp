// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

namespace sealcord {

using classic::ClassicSession;

Session::Session(const SessionSettings &settings, RandomSource &random)
    : m_settings(settings)
    , m_random(&random)
{
    if (settings.role == Role::Agent)
        m_protocol.emplace<ClassicSession>(settings, random);
}

void Session::start(ByteBuffer &out)
{
    if (auto *classic = std::get_if<ClassicSession>(&m_protocol))
        classic->start(out);
}

Event Session::next(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
{
    if (std::holds_alternative<std::monostate>(m_protocol)) {
        if (in.empty())
            return NeedBytes{1};
        chooseProtocol(in);
    }
    if (auto *classic = std::get_if<ClassicSession>(&m_protocol))
        return classic->next(in, out, opened);
    return SessionFailed{};
}

void Session::chooseProtocol(std::span<const std::byte> in)
{
    switch (std::to_integer<unsigned>(in.front())) {
    case std::to_integer<unsigned>(classic::EncryptionRequest::id):
        m_protocol.emplace<ClassicSession>(m_settings, *m_random);
        break;
    default:
        m_protocol =
            Failure{Failure::Reason::NotAPeer, "not a Sealcord peer: " + describeFirstBytes(in)};
    }
}

SendResult Session::send(std::span<const std::byte> message, ByteBuffer &out)
{
    if (m_isClosed)
        return SendResult::NotEstablished;
    if (auto *classic = std::get_if<ClassicSession>(&m_protocol))
        return classic->send(message, out);
    return SendResult::NotEstablished;
}

void Session::close(ByteBuffer &out)
{
    m_isClosed = true; // also where no goodbye can be said yet
    if (auto *classic = std::get_if<ClassicSession>(&m_protocol))
        classic->close(out);
}

StreamEnd Session::peerClosed(std::span<const std::byte> unread) const
{
    if (const auto *classic = std::get_if<ClassicSession>(&m_protocol))
        return classic->peerClosed(unread);
    return StreamEnd::InHandshake;
}

bool Session::isEstablished() const
{
    const auto *classic = std::get_if<ClassicSession>(&m_protocol);
    return classic && classic->isEstablished();
}

std::string_view Session::protocolName() const
{
    return std::holds_alternative<ClassicSession>(m_protocol) ? "classic" : "none";
}

bool Session::isPeerAuthenticated() const
{
    return false; // no protocol here does: see docs/security.md
}

const Failure &Session::failure() const
{
    if (const auto *failure = std::get_if<Failure>(&m_protocol))
        return *failure;
    return std::get<ClassicSession>(m_protocol).failure();
}

const Fingerprint &Session::fingerprint() const
{
    return std::get<ClassicSession>(m_protocol).fingerprint();
}

std::uint64_t Session::sealed() const
{
    const auto *classic = std::get_if<ClassicSession>(&m_protocol);
    return classic ? classic->sealed() : 0;
}

} // namespace sealcord
