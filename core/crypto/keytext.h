// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"

#include <optional>
#include <string>
#include <string_view>

/// Public keys as people and files have them. One key has one text.
namespace sealcord {

/// "x25519:" and 43 characters of base64 without padding.
[[nodiscard]] std::string publicKeyText(const X25519KeyPair::PublicKey &key);

/// The key that publicKeyText() made \a text of; none for any other form. Every 32 bytes with the
/// top bit clear are a key: one of low order shows when a secret is agreed.
[[nodiscard]] std::optional<X25519KeyPair::PublicKey> parsePublicKey(std::string_view text);

/// Whether the top bit, which does not count in an agreement (RFC 7748, 5), is clear: else two keys
/// that are the same would have two texts.
[[nodiscard]] bool isCanonical(const X25519KeyPair::PublicKey &key) noexcept;

/// What two people compare: "SHA256:" and 43 characters, SHA-256 over the key's 32 bytes in base64
/// without padding. Should the library fail to compute it, the key's own text: it says as much and
/// is no other key's.
[[nodiscard]] std::string keyFingerprint(const X25519KeyPair::PublicKey &key);

} // namespace sealcord
