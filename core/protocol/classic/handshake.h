// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/classic/packets.h"
#include "core/protocol/fingerprint.h"

#include <expected>

/// Key agreement of the classic protocol: docs/protocols/handshake.md.
namespace sealcord::classic {

/// What a finished handshake leaves: everything else of it is wiped.
struct Agreement {
    Aead aead; ///< keyed with the raw shared secret, for both directions
    Fingerprint fingerprint;
};

/// The agent's end between its request and the server's response.
class AgentHandshake
{
public:
    /// Draws a key pair and a token, in this order, and appends the request to \a out.
    [[nodiscard]] static std::expected<AgentHandshake, Failure> begin(
        RandomSource &random, ByteBuffer &out);

    /// Agrees the key and opens the token: one that differs from ours fails.
    [[nodiscard]] std::expected<Agreement, Failure> finish(
        const EncryptionResponse &response, AeadEngine engine = fastestAeadEngine()) const;

private:
    AgentHandshake(X25519KeyPair keyPair, VerifyToken token)
        : m_keyPair(std::move(keyPair))
        , m_token(std::move(token))
    { }

    X25519KeyPair m_keyPair;
    VerifyToken m_token;
};

/// The server's end: draws a key pair and a nonce, in this order, agrees the key and appends the
/// response to \a out. On failure \a out is as before.
[[nodiscard]] std::expected<Agreement, Failure> answer(const EncryptionRequest &request,
    RandomSource &random, ByteBuffer &out, AeadEngine engine = fastestAeadEngine());

} // namespace sealcord::classic
