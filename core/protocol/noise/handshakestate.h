// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/noise/symmetricstate.h"

#include <array>
#include <cstddef>
#include <expected>
#include <optional>
#include <span>

/// The Noise Protocol Framework, revision 34 (noiseprotocol.org/noise.html), as far as the sealed
/// protocol uses it. Names are those of the specification.
namespace sealcord::noise {

struct HandshakeSettings {
    enum class Role { Initiator, Responder };

    Role role = Role::Responder;
    const X25519KeyPair *identity = nullptr; ///< the static keys; outlive the handshake
    const Secret<32> *psk = nullptr; ///< null: XX without; else it outlives the handshake
    std::span<const std::byte> prologue; ///< read by create() alone
    AeadEngine engine = fastestAeadEngine();
};

/// One end of Noise_XX_25519_AESGCM_SHA256, or with a pre-shared key of
/// Noise_XXpsk3_25519_AESGCM_SHA256: HandshakeState of the specification, 5.3.
///
/// The ends write and read three messages in turn, the initiator first. After a failure the object
/// can only be destroyed. What is secret in it is wiped by split(), or with it. Not thread safe.
class HandshakeState
{
public:
    using PublicKey = X25519KeyPair::PublicKey;

    /// \a random outlives the handshake. Draws nothing yet.
    [[nodiscard]] static std::expected<HandshakeState, Failure> create(
        const HandshakeSettings &settings, RandomSource &random);

    /// How much longer the next message is than its payload, in bytes.
    [[nodiscard]] std::size_t overhead() const;
    /// Appends the next message, which is this end's to write, with \a payload to \a out. An end's
    /// first draws its ephemeral key: 32 bytes. On failure \a out is as before: Internal, or
    /// LowOrderKey where an agreement with the peer's key has no secret in it.
    [[nodiscard]] Result writeMessage(std::span<const std::byte> payload, ByteBuffer &out);
    /// Reads the next message, which is the peer's: \a payload is overhead() shorter than
    /// \a message. Fails with NotVerified, \a payload wiped, LowOrderKey or Internal.
    [[nodiscard]] Result readMessage(
        std::span<const std::byte> message, std::span<std::byte> payload);

    /// The peer's static key: from the moment that the message with it has been read.
    [[nodiscard]] const PublicKey &remoteStatic() const { return m_remoteStatic; }
    /// Whether the three messages are done.
    [[nodiscard]] bool isFinished() const;
    /// The last call, once the three messages are done. Wipes every secret of the handshake.
    [[nodiscard]] std::expected<Split, Failure> split();

private:
    enum class Token;

    HandshakeState(const HandshakeSettings &settings, RandomSource &random);

    [[nodiscard]] bool isInitiator() const { return m_role == HandshakeSettings::Role::Initiator; }
    [[nodiscard]] std::span<const Token> tokens() const;
    [[nodiscard]] Result writeToken(Token token, std::span<std::byte> &rest);
    [[nodiscard]] Result readToken(Token token, std::span<const std::byte> &rest);
    [[nodiscard]] Result mixEphemeral(const PublicKey &key);
    [[nodiscard]] Result mixSecret(Token token);
    [[nodiscard]] Result mixAgreement(const X25519KeyPair &local, const PublicKey &remote);

    HandshakeSettings::Role m_role;
    const X25519KeyPair *m_identity;
    const Secret<32> *m_psk;
    RandomSource *m_random;
    SymmetricState m_symmetric;
    std::optional<X25519KeyPair> m_ephemeral;
    PublicKey m_remoteEphemeral{};
    PublicKey m_remoteStatic{};
    std::size_t m_messages = 0; // written and read
};

} // namespace sealcord::noise
