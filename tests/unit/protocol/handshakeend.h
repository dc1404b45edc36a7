// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/noise/handshakestate.h"

#include "tests/support/fixedrandom.h"
#include "tests/support/sealedvectors.h"

#include <QTest>

/// What the tests of a handshake share: an end under known keys, and the sealed vectors as such of
/// Noise. The engine is the test's global datum of that name.
namespace sealcord::test {

using namespace sealcord::noise;

using Role = HandshakeSettings::Role;

inline X25519KeyPair keyPairOf(const Bytes &privateKey)
{
    FixedRandom random(privateKey);
    auto pair = X25519KeyPair::generate(random);
    if (!pair)
        qFatal("%s", pair.error().text.c_str());
    return std::move(*pair);
}

inline Bytes bytesOf(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

// One end with all that it was given, and what it needs of it for its life.
class End
{
public:
    End(Role role, const NoiseVector::End &given)
        : m_identity(keyPairOf(given.staticKey))
        , m_random(given.ephemeral)
    {
        QFETCH_GLOBAL(AeadEngine, engine);
        std::ranges::copy(given.psk, m_psk.bytes().begin());
        auto state = HandshakeState::create({.role = role,
                                                .identity = &m_identity,
                                                .psk = given.psk.empty() ? nullptr : &m_psk,
                                                .prologue = given.prologue,
                                                .engine = engine},
            m_random);
        if (!state)
            qFatal("%s", state.error().text.c_str());
        m_state.emplace(std::move(*state));
    }
    End(const End &) = delete;
    End &operator=(const End &) = delete;

    [[nodiscard]] Result write(const Bytes &payload, Bytes &message)
    {
        ByteBuffer out;
        out.append(toBytes("before"));
        auto result = m_state->writeMessage(payload, out);
        message = bytesOf(out.bytes().subspan(6));
        return result;
    }
    [[nodiscard]] Result read(const Bytes &message, Bytes &payload)
    {
        payload.assign(message.size() - m_state->overhead(), std::byte{0xff});
        return m_state->readMessage(message, payload);
    }

    HandshakeState &state() { return *m_state; }
    [[nodiscard]] const X25519KeyPair &identity() const { return m_identity; }
    [[nodiscard]] std::size_t undrawn() const { return m_random.remaining(); }

private:
    X25519KeyPair m_identity;
    Secret<32> m_psk;
    FixedRandom m_random;
    std::optional<HandshakeState> m_state;
};

// Both ends of a sealed handshake's vector.
inline NoiseVector noiseVectorOf(const SealedHandshakeVector &sealed)
{
    const auto &keys = sealedVectors();
    return {
        .protocolName = sealed.protocolName,
        .source = "sealed",
        .initiator = {sealed.prologue, sealed.psk, keys.agent.privateKey, sealed.agentEphemeral},
        .responder = {sealed.prologue, sealed.psk, keys.server.privateKey, sealed.serverEphemeral},
        .handshakeHash = sealed.handshakeHash,
        .messages = {{{}, sealed.message1()}, {{}, sealed.message2()},
            {sealed.agentHello, sealed.message3()}},
    };
}

inline NoiseVector sealedVector(int mode)
{
    return noiseVectorOf(sealedVectors().handshakes[mode]);
}

inline const NoiseVector::End &endOf(const NoiseVector &vector, Role role)
{
    return role == Role::Initiator ? vector.initiator : vector.responder;
}

inline Role other(Role role)
{
    return role == Role::Initiator ? Role::Responder : Role::Initiator;
}

// Takes the end through the messages before number \a count, counted from 0.
inline void walk(End &end, Role role, const NoiseVector &vector, int count)
{
    for (int i = 0; i < count; ++i) {
        const auto &message = vector.messages[i];
        const bool isWriting = (i % 2 == 0) == (role == Role::Initiator);
        Bytes made;
        QVERIFY(isWriting ? end.write(message.payload, made) : end.read(message.ciphertext, made));
        QCOMPARE(toHex(made), toHex(isWriting ? message.ciphertext : message.payload));
    }
}

} // namespace sealcord::test
