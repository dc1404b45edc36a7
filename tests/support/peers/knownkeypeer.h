// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "tests/support/fixedrandom.h"
#include "tests/support/sessionend.h"

#include <QByteArrayView>

namespace sealcord::test {

/// One established end whose key is known, so that a test can say to it whatever a peer could, and
/// what no honest peer would. The handshake is the first of the vectors.
class KnownKeyPeer
{
public:
    /// \a settings tells the role of the end. Its generator is good for \a nonces messages.
    explicit KnownKeyPeer(const SessionSettings &settings, std::size_t nonces = 100);

    [[nodiscard]] SessionEnd &end() { return m_end; }

    /// \a plaintext sealed as the peer would seal it, under a nonce not used before.
    [[nodiscard]] Bytes frame(QByteArrayView plaintext);

private:
    FixedRandom m_random; // before the end, which draws from it
    SessionEnd m_end;
    Aead m_aead;
    std::uint64_t m_frames = 0;
};

} // namespace sealcord::test
