// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"
#include "core/protocol/noise/handshakestate.h"
#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/preamble.h"
#include "core/protocol/sessionsettings.h"
#include "core/protocol/undecoded.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>

namespace sealcord::sealed {

/// The handshake of one end, up to the keys: docs/protocols/sealed.md.
///
///     agent:  begin -> answer -> message 2 -> the owner decides -> accept()
///     server:          question -> message 1 -> message 3 -> the owner decides -> accept()
class Handshake
{
public:
    /// \a settings have an identity, which outlives this, as \a random does.
    Handshake(const SessionSettings &settings, RandomSource &random);

    /// An agent's first bytes.
    [[nodiscard]] std::expected<void, Failure> begin(ByteBuffer &out);

    /// Takes what is at the front of \a in, and answers it in \a out. Nothing: the peer's key is
    /// there to be decided on.
    [[nodiscard]] std::expected<void, Undecoded> read(std::span<std::byte> &in, ByteBuffer &out);

    [[nodiscard]] const X25519KeyPair::PublicKey &peerKey() const
    {
        return m_noise->remoteStatic();
    }
    /// A server's, once the agent's key is there: what the agent says of itself.
    [[nodiscard]] const Hello &peerHello() const { return m_peerHello; }

    /// Goes on with the peer, to which an agent appends message 3. Once; the handshake is over.
    [[nodiscard]] std::expected<noise::Split, Failure> accept(ByteBuffer &out);
    /// The keys alone, to tell an agent that it is not admitted.
    [[nodiscard]] std::expected<noise::Split, Failure> split() { return m_noise->split(); }

private:
    enum class Awaited { Preamble, Message };

    [[nodiscard]] std::expected<void, Undecoded> readPreamble(
        std::span<std::byte> &in, ByteBuffer &out);
    [[nodiscard]] std::expected<std::span<std::byte>, Undecoded> takeMessage(
        std::span<std::byte> &in) const;
    [[nodiscard]] std::expected<void, Failure> readFirst(
        std::span<const std::byte> message, ByteBuffer &out);
    [[nodiscard]] std::expected<void, Failure> readLast(std::span<const std::byte> message);
    [[nodiscard]] std::expected<void, Failure> startNoise(const Preamble::Bytes &question);
    [[nodiscard]] std::expected<void, Failure> write(
        std::span<const std::byte> payload, ByteBuffer &out);
    [[nodiscard]] bool isAgent() const { return m_settings.role == Role::Agent; }
    [[nodiscard]] Mode mode() const
    {
        return m_settings.identity->preSharedKey ? Mode::XXpsk3 : Mode::XX;
    }
    [[nodiscard]] std::size_t lengthOf(int message) const;

    SessionSettings m_settings;
    RandomSource *m_random;
    Awaited m_awaited = Awaited::Preamble;
    int m_nextMessage = 1; // of the three, the one that is read next
    std::optional<noise::HandshakeState> m_noise;
    Hello m_peerHello;
};

/// The largest message that an end with \a settings takes, as its hello says.
[[nodiscard]] std::array<std::byte, Hello::length> helloOf(const SessionSettings &settings);

} // namespace sealcord::sealed
