// SPDX-License-Identifier: MIT
#include "core/crypto/sha256.h"

#include "core/crypto/octets.h"

#include <openssl/evp.h>

namespace sealcord {

std::expected<Sha256Digest, CryptoError> sha256(std::span<const std::byte> message)
{
    Sha256Digest digest;
    if (EVP_Digest(
            message.data(), message.size(), octets(digest.data()), nullptr, EVP_sha256(), nullptr)
        != 1)
        return std::unexpected(takeOpenSslError("SHA-256"));
    return digest;
}

} // namespace sealcord
