// SPDX-License-Identifier: MIT
#include "tests/integration/server/sealedpeer.h"

#include <tuple>
#include <utility>

namespace sealcord::test {

SealedPeer::SealedPeer(
    Role role, const Identity &identity, BlockingSocket socket, std::uint32_t mostStreams)
    : m_session({.role = role,
                    .protocol = Protocol::Sealed,
                    .identity = &identity,
                    .mostStreams = mostStreams},
          m_random)
    , m_socket(std::move(socket))
{ }

SealedPeer::SealedPeer(const Identity &identity, std::uint16_t port, std::uint32_t mostStreams)
    : SealedPeer(Role::Agent, identity, BlockingSocket::connectTo(port), mostStreams)
{ }

bool SealedPeer::shakeHands()
{
    m_session.start(m_out);
    if (!write())
        return false;
    while (!m_session.isEstablished()) {
        if (!step())
            return false;
    }
    return true;
}

Bytes SealedPeer::sealed(QByteArrayView message, int times)
{
    for (int i = 0; i < times; ++i) {
        if (m_session.send(std::as_bytes(std::span(message)), m_out) != SendResult::Sent)
            return {};
    }
    if (!m_session.flush(m_out))
        return {};
    const auto bytes = m_out.bytes();
    Bytes taken(bytes.begin(), bytes.end());
    m_out.clear();
    return taken;
}

int SealedPeer::receive(int count)
{
    while (m_received < count && step()) { }
    return std::exchange(m_received, 0);
}

bool SealedPeer::step()
{
    const auto more = m_socket.read();
    m_in.insert(m_in.end(), more.begin(), more.end());
    take();
    return !more.empty() && write();
}

QByteArray SealedPeer::rest()
{
    QByteArray all;
    for (auto more = m_socket.read(); !more.empty(); more = m_socket.read())
        all += toByteArray(more);
    return all;
}

void SealedPeer::take()
{
    std::span<std::byte> in(m_in);
    for (;;) {
        const auto event = m_session.next(in, m_out);
        if (std::holds_alternative<MessageReceived>(event))
            ++m_received;
        else if (std::holds_alternative<PeerOffered>(event))
            m_session.decide({.verdict = PeerDecision::Verdict::Accepted}, m_out);
        else if (const auto *const offer = std::get_if<StreamOffered>(&event); offer && m_refusal)
            std::ignore = m_session.say(ResetStream{offer->number, *m_refusal}, m_out);
        else if (!std::holds_alternative<Established>(event))
            break;
    }
    m_in.erase(m_in.begin(), m_in.end() - static_cast<std::ptrdiff_t>(in.size()));
}

bool SealedPeer::write()
{
    const bool isWritten = m_socket.write(m_out.bytes());
    m_out.clear();
    return isWritten;
}

} // namespace sealcord::test
