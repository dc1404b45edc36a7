// SPDX-License-Identifier: MIT
#include "tests/support/peers/knownkeypeer.h"

#include "core/protocol/classic/frame.h"
#include "core/protocol/endian.h"
#include "tests/support/aeadof.h"
#include "tests/support/classicvectors.h"

#include <QList>

namespace sealcord::test {

namespace {

const HandshakeVector &vector()
{
    return classicVectors().handshakes.front();
}

// The handshake's draws, then nonces: 12 bytes each, counted from 1.
Bytes draws(Role role, std::size_t nonces)
{
    auto bytes = role == Role::Agent ? vector().agentDraws() : vector().serverDraws();
    for (std::uint64_t i = 1; i <= nonces; ++i) {
        std::array<std::byte, Aead::nonceLength> nonce{};
        toBigEndian(i, std::span(nonce).last<8>());
        bytes.insert(bytes.end(), nonce.begin(), nonce.end());
    }
    return bytes;
}

} // namespace

KnownKeyPeer::KnownKeyPeer(const SessionSettings &settings, std::size_t nonces)
    : m_random(draws(settings.role, nonces))
    , m_end(settings, m_random)
    , m_aead(aeadOf(vector().key))
{
    m_end.start();
    m_end.receive(settings.role == Role::Agent ? vector().response : vector().request);
    if (m_end.takeEvents() != QList{EventRecord::established()})
        qFatal("the handshake of the first vector failed");
    std::ignore = m_end.takeOutput();
}

Bytes KnownKeyPeer::frame(QByteArrayView plaintext)
{
    std::array<std::byte, Aead::nonceLength> nonce{std::byte{0xff}};
    toBigEndian(++m_frames, std::span(nonce).last<8>());
    ByteBuffer out;
    if (!classic::sealFrame(m_aead, nonce, toBytes(plaintext), out))
        qFatal("sealing failed");
    const auto bytes = out.bytes();
    return Bytes(bytes.begin(), bytes.end());
}

} // namespace sealcord::test
