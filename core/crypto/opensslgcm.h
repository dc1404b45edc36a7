// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/gcmsizes.h"
#include "core/crypto/secret.h"

#include <openssl/types.h>

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <utility>

namespace sealcord {

/// What Aead promises, by OpenSSL's EVP. The key schedule lives in memory that OpenSSL wipes.
class OpenSslGcm
{
public:
    [[nodiscard]] static std::expected<OpenSslGcm, CryptoError> create(
        const Secret<GcmSizes::key> &key);

    [[nodiscard]] bool seal(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
        std::span<std::byte, GcmSizes::tag> tag, std::span<const std::byte> associated);
    /// Without copying anything, whatever the lengths.
    [[nodiscard]] bool sealTwo(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> first, std::span<const std::byte> second,
        std::span<std::byte> ciphertext, std::span<std::byte, GcmSizes::tag> tag);
    [[nodiscard]] bool open(std::span<const std::byte, GcmSizes::nonce> nonce,
        std::span<const std::byte> ciphertext, std::span<const std::byte, GcmSizes::tag> tag,
        std::span<std::byte> plaintext, std::span<const std::byte> associated);

private:
    struct FreeContext {
        void operator()(EVP_CIPHER_CTX *context) const noexcept;
    };
    using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

    explicit OpenSslGcm(Context context)
        : m_context(std::move(context))
    { }

    Context m_context;
};

} // namespace sealcord
