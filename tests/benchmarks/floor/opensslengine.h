// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdlib>

namespace sealcord::floor {

/// AES-256-GCM of OpenSSL: the cipher fetched once, a context keyed once for both directions.
class OpenSslEngine
{
public:
    explicit OpenSslEngine(const Byte *key)
        : m_context(EVP_CIPHER_CTX_new())
    {
        static EVP_CIPHER *const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
        if (EVP_CipherInit_ex2(m_context, cipher, key, nullptr, 1, nullptr) != 1)
            std::abort();
    }
    ~OpenSslEngine() { EVP_CIPHER_CTX_free(m_context); }
    OpenSslEngine(const OpenSslEngine &) = delete;
    OpenSslEngine &operator=(const OpenSslEngine &) = delete;

    void seal(const Byte *nonce, const Byte *plain, std::size_t length, Byte *cipher, Byte *tag)
    {
        OSSL_PARAM wanted[] = {
            OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag, tagLength),
            OSSL_PARAM_construct_end()};
        int written = 0;
        const bool sealed = EVP_CipherInit_ex2(m_context, nullptr, nullptr, nonce, 1, nullptr) == 1
            && EVP_EncryptUpdate(m_context, cipher, &written, plain, static_cast<int>(length)) == 1
            && EVP_EncryptFinal_ex(m_context, cipher, &written) == 1
            && EVP_CIPHER_CTX_get_params(m_context, wanted) == 1;
        if (!sealed)
            std::abort();
    }

    bool open(
        const Byte *nonce, const Byte *cipher, std::size_t length, Byte *plain, const Byte *tag)
    {
        const OSSL_PARAM given[] = {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG,
                                        const_cast<Byte *>(tag), tagLength),
            OSSL_PARAM_construct_end()};
        int written = 0;
        return EVP_CipherInit_ex2(m_context, nullptr, nullptr, nonce, 0, nullptr) == 1
            && EVP_CIPHER_CTX_set_params(m_context, given) == 1
            && EVP_DecryptUpdate(m_context, plain, &written, cipher, static_cast<int>(length)) == 1
            && EVP_DecryptFinal_ex(m_context, plain, &written) == 1;
    }

private:
    static constexpr std::size_t tagLength = 16;

    EVP_CIPHER_CTX *m_context;
};

} // namespace sealcord::floor
