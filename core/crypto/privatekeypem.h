// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/secret.h"
#include "core/crypto/x25519.h"

#include <cstddef>
#include <expected>
#include <string_view>

/// A private key as a file has it: PKCS#8 (RFC 8410, 7) in PEM (RFC 7468), as
/// `openssl genpkey -algorithm X25519` writes it.
namespace sealcord {

constexpr std::size_t privateKeyPemLength = 119; ///< always, the last newline included

using PrivateKeyPem = Secret<privateKeyPemLength>;

[[nodiscard]] std::expected<PrivateKeyPem, CryptoError> toPem(const X25519KeyPair &pair);

/// The key in \a pem. Another kind of key, one under a pass phrase, or anything beside the key but
/// white space behind it is refused: one key has one form.
[[nodiscard]] std::expected<X25519KeyPair, CryptoError> keyPairFromPem(std::string_view pem);

} // namespace sealcord
