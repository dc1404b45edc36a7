// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/sha256.h"
#include "core/protocol/noise/cipherstate.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace sealcord::noise {

/// Two keys, and what both ends can compare: the initiator seals with the first, the responder with
/// the second.
struct Split {
    Aead::Key initiatorKey;
    Aead::Key responderKey;
    Sha256Digest handshakeHash;
};

/// SymmetricState of the Noise specification (revision 34), 5.2, with SHA256: ck and h, and a
/// CipherState. Not thread safe.
class SymmetricState
{
public:
    /// InitializeSymmetric(). \a protocolName has at most as many bytes as a hash.
    SymmetricState(std::string_view protocolName, AeadEngine engine);

    [[nodiscard]] Result mixKey(std::span<const std::byte> input);
    [[nodiscard]] Result mixHash(std::span<const std::byte> data);
    [[nodiscard]] Result mixKeyAndHash(std::span<const std::byte> input);
    /// \a ciphertext is cipher().overhead() longer than \a plaintext.
    [[nodiscard]] Result encryptAndHash(
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext);
    /// NotVerified where the tag does not verify: \a plaintext is wiped then.
    [[nodiscard]] Result decryptAndHash(
        std::span<const std::byte> ciphertext, std::span<std::byte> plaintext);
    /// The last call: ck and k are wiped.
    [[nodiscard]] std::expected<Split, Failure> split();

    /// h.
    [[nodiscard]] const Sha256Digest &hash() const { return m_hash; }
    /// ck.
    [[nodiscard]] const Aead::Key &chainingKey() const { return m_chainingKey; }
    [[nodiscard]] const CipherState &cipher() const { return m_cipher; }

private:
    Aead::Key m_chainingKey;
    Sha256Digest m_hash{};
    CipherState m_cipher;
};

} // namespace sealcord::noise
