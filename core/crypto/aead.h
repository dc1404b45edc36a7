// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/secret.h"

#include <openssl/types.h>

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <utility>

namespace sealcord {

/// AES-256-GCM (SP 800-38D) under one key, with 12-byte nonces, 16-byte tags and no associated
/// data.
///
/// The key schedule is computed once, at creation, and serves both sealing and opening; it lives
/// in memory that OpenSSL wipes. Nothing is allocated per message. Who seals keeps nonces apart:
/// a nonce used twice under one key gives away the key that authenticates (SP 800-38D, 8).
/// Not thread safe: it belongs to one connection.
class Aead
{
public:
    static constexpr std::size_t keyLength = 32; ///< bytes
    static constexpr std::size_t nonceLength = 12; ///< bytes (SP 800-38D, 5.2.1.1)
    static constexpr std::size_t tagLength = 16; ///< bytes
    /// The longest message of one call, in bytes: OpenSSL counts in int.
    static constexpr std::size_t maxMessageLength = 0x7fff'ffff;

    using Key = Secret<keyLength>;

    [[nodiscard]] static std::expected<Aead, CryptoError> create(const Key &key);

    /// Seals \a plaintext into \a ciphertext, which is as long and may be the same memory, and
    /// \a tag. False when the library failed or the message is too long: the output must not be
    /// used.
    [[nodiscard]] bool seal(std::span<const std::byte, nonceLength> nonce,
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
        std::span<std::byte, tagLength> tag);

    /// Opens \a ciphertext into \a plaintext, which is as long and may be the same memory. False
    /// when the tag does not verify: \a plaintext is wiped then, so that nothing unverified stays.
    [[nodiscard]] bool open(std::span<const std::byte, nonceLength> nonce,
        std::span<const std::byte> ciphertext, std::span<const std::byte, tagLength> tag,
        std::span<std::byte> plaintext);

private:
    struct FreeContext {
        void operator()(EVP_CIPHER_CTX *context) const noexcept;
    };
    using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

    explicit Aead(Context context)
        : m_context(std::move(context))
    { }

    Context m_context;
};

} // namespace sealcord
