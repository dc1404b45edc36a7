// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"
#include "core/protocol/noise/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sealcord::noise {

/// CipherState of the Noise specification (revision 34), 5.1, with AESGCM (12.4), as a handshake
/// uses it: k and n. Not thread safe.
class CipherState
{
public:
    explicit CipherState(AeadEngine engine)
        : m_engine(engine)
    { }

    /// InitializeKey(): the key before is wiped, n is 0.
    void initializeKey(Aead::Key key);
    /// Wipes the key.
    void forgetKey();
    [[nodiscard]] bool hasKey() const { return m_key.has_value(); }
    /// Bytes by which a ciphertext is longer than its plaintext.
    [[nodiscard]] std::size_t overhead() const { return hasKey() ? Aead::tagLength : 0; }

    /// EncryptWithAd(): \a ciphertext is overhead() longer than \a plaintext. Without a key it is
    /// the plaintext.
    [[nodiscard]] Result encryptWithAd(std::span<const std::byte> associated,
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext);
    /// DecryptWithAd(): NotVerified, \a plaintext wiped and n as before when the tag does not
    /// verify.
    [[nodiscard]] Result decryptWithAd(std::span<const std::byte> associated,
        std::span<const std::byte> ciphertext, std::span<std::byte> plaintext);

    /// k; none yet: null.
    [[nodiscard]] const Aead::Key *key() const { return m_key ? &*m_key : nullptr; }
    /// n.
    [[nodiscard]] std::uint64_t nonce() const { return m_nonce; }

private:
    [[nodiscard]] Result prepare();

    AeadEngine m_engine;
    std::optional<Aead::Key> m_key;
    std::optional<Aead> m_aead; // made of the key when it is first used: some keys never are
    std::uint64_t m_nonce = 0;
};

} // namespace sealcord::noise
