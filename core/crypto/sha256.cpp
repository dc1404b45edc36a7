// SPDX-License-Identifier: MIT
#include "core/crypto/sha256.h"

#include "core/crypto/octets.h"

#include <openssl/evp.h>

namespace sealcord {

std::expected<Sha256Digest, CryptoError> sha256(std::span<const std::byte> message)
{
    // Fetched once per process, as in opensslgcm.cpp.
    static const EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Sha256Digest digest;
    if (!algorithm
        || EVP_Digest(
               message.data(), message.size(), octets(digest.data()), nullptr, algorithm, nullptr)
            != 1)
        return std::unexpected(takeOpenSslError("SHA-256"));
    return digest;
}

std::string toBase64(const Sha256Digest &digest)
{
    constexpr auto textLength = (std::tuple_size_v<Sha256Digest> + 2) / 3 * 4;
    std::array<unsigned char, textLength + 1> text; // OpenSSL closes it with a zero
    EVP_EncodeBlock(text.data(), octets(digest.data()), static_cast<int>(digest.size()));
    return {text.begin(), text.end() - 1};
}

} // namespace sealcord
