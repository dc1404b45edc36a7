// SPDX-License-Identifier: MIT
#include "tests/benchmarks/handshake/noiseend.h"

#include <algorithm>
#include <cstdlib>

namespace sealcord::bench {

namespace {

constexpr std::array<std::size_t, 3> payloadLengths{0, 0, 128}; // the last: a hello

// One value for ever: it makes the same keys each time.
class SameBytes final : public RandomSource
{
public:
    explicit SameBytes(NoiseEnd::Role role)
        : m_byte(role == NoiseEnd::Role::Initiator ? std::byte{1} : std::byte{2})
    { }

    [[nodiscard]] bool fill(std::span<std::byte> bytes) override
    {
        std::ranges::fill(bytes, m_byte);
        return true;
    }

private:
    std::byte m_byte;
};

X25519KeyPair makeKeyPair(NoiseEnd::Role role)
{
    SameBytes random(role);
    auto pair = X25519KeyPair::generate(random);
    if (!pair)
        std::abort();
    return std::move(*pair);
}

bool write(noise::HandshakeState &state, std::size_t index, NoiseMessages &messages)
{
    const std::array<std::byte, 128> payload{};
    messages[index].clear();
    return state.writeMessage(std::span(payload).first(payloadLengths[index]), messages[index])
        .has_value();
}

bool read(noise::HandshakeState &state, std::size_t index, const NoiseMessages &messages)
{
    std::array<std::byte, 128> payload;
    return state
        .readMessage(messages[index].bytes(), std::span(payload).first(payloadLengths[index]))
        .has_value();
}

} // namespace

NoiseEnd::NoiseEnd(Role role, AeadEngine engine, const Secret<32> *psk)
    : m_role(role)
    , m_engine(engine)
    , m_psk(psk)
    , m_identity(makeKeyPair(role))
{ }

std::expected<noise::HandshakeState, Failure> NoiseEnd::begin(RandomSource &random) const
{
    return noise::HandshakeState::create(
        {.role = m_role, .identity = &m_identity, .psk = m_psk, .prologue = {}, .engine = m_engine},
        random);
}

bool NoiseEnd::run(NoiseMessages &messages) const
{
    SameBytes random(m_role);
    auto state = begin(random);
    bool isWell = state.has_value();
    for (std::size_t i = 0; isWell && i < messages.size(); ++i)
        isWell = (i % 2 == 0) == (m_role == Role::Initiator) ? write(*state, i, messages)
                                                             : read(*state, i, messages);
    return isWell && state->split().has_value();
}

bool NoiseEnd::runWith(const NoiseEnd &peer, NoiseMessages &messages) const
{
    SameBytes random(m_role);
    SameBytes peersRandom(peer.m_role);
    auto state = begin(random);
    auto peers = peer.begin(peersRandom);
    bool isWell = state.has_value() && peers.has_value();
    for (std::size_t i = 0; isWell && i < messages.size(); ++i) {
        const bool isWriting = (i % 2 == 0) == (m_role == Role::Initiator);
        isWell = write(isWriting ? *state : *peers, i, messages)
            && read(isWriting ? *peers : *state, i, messages);
    }
    return isWell;
}

} // namespace sealcord::bench
