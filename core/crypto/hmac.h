// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/secret.h"

#include <array>
#include <cstddef>
#include <expected>
#include <span>

/// HMAC-SHA256, and the derivation of keys that Noise makes of it. The two keep an object of
/// OpenSSL's for the calling thread, with no secret left in it: see releaseThreadState().
namespace sealcord {

constexpr std::size_t hmacLength = 32; ///< bytes

/// The authentication code (RFC 2104) of \a message under \a key, which is not empty.
[[nodiscard]] std::expected<Secret<hmacLength>, CryptoError> hmacSha256(
    std::span<const std::byte> key, std::span<const std::byte> message);

/// HKDF(chaining key, input key material, \a Count) of Noise, 4.3, which is that of RFC 5869 with
/// no info. \a Count is 2 or 3.
template <std::size_t Count>
[[nodiscard]] std::expected<std::array<Secret<hmacLength>, Count>, CryptoError> noiseHkdf(
    std::span<const std::byte> chainingKey, std::span<const std::byte> input);

/// Gives back what the calling thread keeps: see releaseThreadState().
void releaseHmacThreadState() noexcept;

} // namespace sealcord
