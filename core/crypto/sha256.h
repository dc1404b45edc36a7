// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"

#include <array>
#include <cstddef>
#include <expected>
#include <initializer_list>
#include <span>

namespace sealcord {

/// A SHA-256 digest (FIPS 180-4).
using Sha256Digest = std::array<std::byte, 32>;

/// The digest of \a message.
[[nodiscard]] std::expected<Sha256Digest, CryptoError> sha256(std::span<const std::byte> message);
/// The digest of \a parts one behind the other.
[[nodiscard]] std::expected<Sha256Digest, CryptoError> sha256OfParts(
    std::initializer_list<std::span<const std::byte>> parts);

} // namespace sealcord
