// SPDX-License-Identifier: MIT
#include "tests/benchmarks/aead/plainopenssl.h"

#include "core/crypto/octets.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>

namespace sealcord::bench {

PlainOpenSsl::PlainOpenSsl()
    : m_cipher(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr))
    , m_context(EVP_CIPHER_CTX_new())
{
    const std::array<unsigned char, Aead::keyLength> key{};
    EVP_CipherInit_ex2(m_context, m_cipher, key.data(), nullptr, 1, nullptr);
}

PlainOpenSsl::~PlainOpenSsl()
{
    EVP_CIPHER_CTX_free(m_context);
    EVP_CIPHER_free(m_cipher);
}

bool PlainOpenSsl::seal(std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> in, std::span<std::byte> out,
    std::span<std::byte, Aead::tagLength> tag)
{
    int length = 0;
    std::array<OSSL_PARAM, 2> wanted{
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), tag.size()),
        OSSL_PARAM_construct_end()};
    return EVP_CipherInit_ex2(m_context, nullptr, nullptr, octets(nonce.data()), 1, nullptr) == 1
        && EVP_CipherUpdate(m_context, octets(out.data()), &length, octets(in.data()),
               static_cast<int>(in.size()))
        == 1
        && EVP_CipherFinal_ex(m_context, nullptr, &length) == 1
        && EVP_CIPHER_CTX_get_params(m_context, wanted.data()) == 1;
}

bool PlainOpenSsl::open(std::span<const std::byte, Aead::nonceLength> nonce,
    std::span<const std::byte> in, std::span<const std::byte, Aead::tagLength> tag,
    std::span<std::byte> out)
{
    int length = 0;
    std::array<std::byte, Aead::tagLength> expected;
    std::ranges::copy(tag, expected.begin());
    const std::array<OSSL_PARAM, 2> given{
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, expected.data(), 16),
        OSSL_PARAM_construct_end()};
    return EVP_CipherInit_ex2(m_context, nullptr, nullptr, octets(nonce.data()), 0, nullptr) == 1
        && EVP_CIPHER_CTX_set_params(m_context, given.data()) == 1
        && EVP_CipherUpdate(m_context, octets(out.data()), &length, octets(in.data()),
               static_cast<int>(in.size()))
        == 1
        && EVP_CipherFinal_ex(m_context, nullptr, &length) == 1;
}

} // namespace sealcord::bench
