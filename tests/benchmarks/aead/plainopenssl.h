// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"

namespace sealcord::bench {

/// OpenSSL's calls in the order and the form that cost least, without anything around them.
class PlainOpenSsl
{
public:
    PlainOpenSsl();
    ~PlainOpenSsl();
    PlainOpenSsl(const PlainOpenSsl &) = delete;
    PlainOpenSsl &operator=(const PlainOpenSsl &) = delete;

    bool seal(std::span<const std::byte, Aead::nonceLength> nonce, std::span<const std::byte> in,
        std::span<std::byte> out, std::span<std::byte, Aead::tagLength> tag);
    bool open(std::span<const std::byte, Aead::nonceLength> nonce, std::span<const std::byte> in,
        std::span<const std::byte, Aead::tagLength> tag, std::span<std::byte> out);

private:
    EVP_CIPHER *m_cipher;
    EVP_CIPHER_CTX *m_context;
};

} // namespace sealcord::bench
