// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/crypto/gcmsizes.h"
#include "core/crypto/ipsecmbgcm.h"
#include "core/crypto/opensslgcm.h"

#include <array>
#include <cstdint>
#include <utility>
#include <variant>

namespace sealcord {

/// AES-256-GCM (SP 800-38D) under one key, with 12-byte nonces and 16-byte tags, by one of two
/// libraries (docs/decisions/two-aead-engines.md).
///
/// The key schedule is computed once, at creation, and serves both sealing and opening; it takes
/// about 1.1 KiB of memory, which is wiped. Nothing is allocated per message. Who seals keeps
/// nonces apart: a nonce used twice under one key gives away the key that authenticates (SP
/// 800-38D, 8). Not thread safe: it belongs to one connection. Different objects have nothing in
/// common, whatever their threads.
class Aead
{
public:
    static constexpr std::size_t keyLength = GcmSizes::key; ///< bytes
    static constexpr std::size_t nonceLength = GcmSizes::nonce; ///< bytes
    static constexpr std::size_t tagLength = GcmSizes::tag; ///< bytes
    static constexpr std::size_t maxMessageLength = GcmSizes::maxMessage; ///< bytes of one call

    using Key = Secret<keyLength>;

    /// An error where \a engine is not available, or memory is short.
    [[nodiscard]] static std::expected<Aead, CryptoError> create(
        const Key &key, AeadEngine engine = fastestAeadEngine());

    /// The nonce of message \a number where messages are counted: 4 zero bytes, then \a number,
    /// most significant byte first (Noise, 12.4).
    [[nodiscard]] static constexpr std::array<std::byte, nonceLength> counterNonce(
        std::uint64_t number)
    {
        std::array<std::byte, nonceLength> nonce{};
        for (auto i = nonceLength; number != 0; number >>= 8)
            nonce[--i] = static_cast<std::byte>(number);
        return nonce;
    }

    /// Seals \a plaintext into \a ciphertext, which is as long and may be the same memory, and
    /// \a tag, which vouches for \a associated too. False when the library failed or the message
    /// is too long: the output must not be used.
    [[nodiscard]] bool seal(std::span<const std::byte, nonceLength> nonce,
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
        std::span<std::byte, tagLength> tag, std::span<const std::byte> associated = {});

    /// Seals \a first and \a second behind it as one message: what seal() would make of both.
    /// \a ciphertext is as long as both; \a first may be where it begins, or elsewhere, \a second
    /// is elsewhere. What is long is not copied, so that a message can be sealed from where it is.
    [[nodiscard]] bool sealTwo(std::span<const std::byte, nonceLength> nonce,
        std::span<const std::byte> first, std::span<const std::byte> second,
        std::span<std::byte> ciphertext, std::span<std::byte, tagLength> tag);

    /// Opens \a ciphertext into \a plaintext, which is as long and may be the same memory. False
    /// when the tag does not verify, for it or \a associated: \a plaintext is wiped then, so that
    /// nothing unverified stays. False as well, and nothing touched, when the message is too long.
    [[nodiscard]] bool open(std::span<const std::byte, nonceLength> nonce,
        std::span<const std::byte> ciphertext, std::span<const std::byte, tagLength> tag,
        std::span<std::byte> plaintext, std::span<const std::byte> associated = {});

    [[nodiscard]] AeadEngine engine() const;

private:
    using Gcm = std::variant<OpenSslGcm, IpsecMbGcm>;

    explicit Aead(Gcm gcm)
        : m_gcm(std::move(gcm))
    { }

    Gcm m_gcm;
};

} // namespace sealcord
