// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/noise/handshakestate.h"

#include <array>

namespace sealcord::bench {

/// The three messages of a Noise handshake.
using NoiseMessages = std::array<ByteBuffer, 3>;

/// One end of a Noise handshake, over and over: each time with the same keys, so that the peer's
/// messages fit again and are no work here.
class NoiseEnd
{
public:
    using Role = noise::HandshakeSettings::Role;

    /// \a psk null: XX without. Keys that cannot be made end the program.
    NoiseEnd(Role role, AeadEngine engine, const Secret<32> *psk);

    /// One whole handshake: writes this end's of \a messages and reads the others, which are there.
    [[nodiscard]] bool run(NoiseMessages &messages) const;
    /// The same with \a peer, which makes its messages.
    [[nodiscard]] bool runWith(const NoiseEnd &peer, NoiseMessages &messages) const;

private:
    [[nodiscard]] std::expected<noise::HandshakeState, Failure> begin(RandomSource &random) const;

    Role m_role;
    AeadEngine m_engine;
    const Secret<32> *m_psk;
    X25519KeyPair m_identity;
};

} // namespace sealcord::bench
