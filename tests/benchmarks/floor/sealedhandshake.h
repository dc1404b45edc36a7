// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/symmetricstate.h"

#include <cstdint>
#include <optional>

namespace sealcord::floor {

/// The server's side of the sealed protocol's handshake: docs/protocols/sealed.md. Of openings only
/// the usual form is read: version 1, no pre-shared key. Any other ends the connection unanswered.
class SealedHandshake
{
public:
    static constexpr std::size_t openingLength = 42; ///< preamble, message 1
    static constexpr std::size_t answerLength = 106; ///< preamble, message 2
    static constexpr std::size_t lastLength = 194; ///< message 3
    static constexpr std::size_t helloLength = 128;
    static constexpr std::uint32_t maxMessage = 16 * 1024 * 1024; ///< that this server takes

    explicit SealedHandshake(const KeyPair &identity);

    /// False for what is no opening. \a ephemeral is a private key.
    [[nodiscard]] bool answer(const Byte *opening, const Byte *ephemeral, Byte *answer);

    struct Agreed {
        SymmetricState::Keys keys;
        std::uint32_t maxMessage; ///< that the agent takes
    };
    /// Nothing where \a last does not verify.
    [[nodiscard]] std::optional<Agreed> finish(const Byte *last);

    /// This server's hello, helloLength bytes.
    static void writeHello(Byte *hello);

private:
    SymmetricState m_state;
    const KeyPair &m_identity;
    std::optional<KeyPair> m_ephemeral;
};

} // namespace sealcord::floor
