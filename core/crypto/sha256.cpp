// SPDX-License-Identifier: MIT
#include "core/crypto/sha256.h"

#include "core/crypto/octets.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace sealcord {

namespace {

// Fetched once per process, as in opensslgcm.cpp.
const EVP_MD *algorithm()
{
    static const EVP_MD *const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

struct FreeContext {
    void operator()(EVP_MD_CTX *context) const noexcept { EVP_MD_CTX_free(context); }
};

} // namespace

std::expected<Sha256Digest, CryptoError> sha256(std::span<const std::byte> message)
{
    Sha256Digest digest;
    if (!algorithm()
        || EVP_Digest(
               message.data(), message.size(), octets(digest.data()), nullptr, algorithm(), nullptr)
            != 1)
        return std::unexpected(takeOpenSslError("SHA-256"));
    return digest;
}

std::expected<Sha256Digest, CryptoError> sha256OfParts(
    std::initializer_list<std::span<const std::byte>> parts)
{
    Sha256Digest digest;
    const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
    const auto add = [&](std::span<const std::byte> part) {
        return EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    };
    if (!algorithm() || !context || EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) != 1
        || !std::ranges::all_of(parts, add)
        || EVP_DigestFinal_ex(context.get(), octets(digest.data()), nullptr) != 1)
        return std::unexpected(takeOpenSslError("SHA-256"));
    return digest;
}

} // namespace sealcord
