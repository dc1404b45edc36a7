// SPDX-License-Identifier: MIT
#include "core/crypto/opensslgcm.h"

#include "core/crypto/octets.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>

namespace sealcord {

namespace {

// Fetched once per process: an implicit fetch per use takes locks and costs more than a short
// message. It lives as long as the process.
const EVP_CIPHER *aes256Gcm()
{
    static const EVP_CIPHER *const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

std::array<OSSL_PARAM, 2> tagParameter(std::span<std::byte> tag)
{
    return {OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag.data(), tag.size()),
        OSSL_PARAM_construct_end()};
}

bool update(EVP_CIPHER_CTX *context, std::span<const std::byte> in, std::span<std::byte> out)
{
    int written = 0;
    return in.empty() // an empty span may hold a null pointer, which OpenSSL reads as a command
        || EVP_CipherUpdate(context, octets(out.data()), &written, octets(in.data()),
               static_cast<int>(in.size()))
        == 1;
}

bool updateAssociated(EVP_CIPHER_CTX *context, std::span<const std::byte> associated)
{
    int taken = 0;
    return associated.empty()
        || EVP_CipherUpdate(context, nullptr, &taken, octets(associated.data()),
               static_cast<int>(associated.size()))
        == 1;
}

bool beginSealing(EVP_CIPHER_CTX *context, std::span<const std::byte, GcmSizes::nonce> nonce)
{
    return EVP_CipherInit_ex2(context, nullptr, nullptr, octets(nonce.data()), 1, nullptr) == 1;
}

bool finishSealing(EVP_CIPHER_CTX *context, std::span<std::byte, GcmSizes::tag> tag)
{
    auto wanted = tagParameter(tag);
    int written = 0;
    return EVP_CipherFinal_ex(context, nullptr, &written) == 1
        && EVP_CIPHER_CTX_get_params(context, wanted.data()) == 1;
}

} // namespace

void OpenSslGcm::FreeContext::operator()(EVP_CIPHER_CTX *context) const noexcept
{
    EVP_CIPHER_CTX_free(context);
}

std::expected<OpenSslGcm, CryptoError> OpenSslGcm::create(const Secret<GcmSizes::key> &key)
{
    Context context(EVP_CIPHER_CTX_new());
    if (!aes256Gcm() || !context
        || EVP_CipherInit_ex2(
               context.get(), aes256Gcm(), octets(key.bytes().data()), nullptr, 1, nullptr)
            != 1)
        return std::unexpected(takeOpenSslError("preparing AES-256-GCM"));
    return OpenSslGcm(std::move(context));
}

bool OpenSslGcm::seal(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> plaintext, std::span<std::byte> ciphertext,
    std::span<std::byte, GcmSizes::tag> tag, std::span<const std::byte> associated)
{
    auto *context = m_context.get();
    const bool sealed = beginSealing(context, nonce) && updateAssociated(context, associated)
        && update(context, plaintext, ciphertext) && finishSealing(context, tag);
    if (!sealed)
        ERR_clear_error();
    return sealed;
}

bool OpenSslGcm::sealTwo(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> first, std::span<const std::byte> second,
    std::span<std::byte> ciphertext, std::span<std::byte, GcmSizes::tag> tag)
{
    auto *context = m_context.get();
    const bool sealed = beginSealing(context, nonce)
        && update(context, first, ciphertext.first(first.size()))
        && update(context, second, ciphertext.subspan(first.size())) && finishSealing(context, tag);
    if (!sealed)
        ERR_clear_error();
    return sealed;
}

bool OpenSslGcm::open(std::span<const std::byte, GcmSizes::nonce> nonce,
    std::span<const std::byte> ciphertext, std::span<const std::byte, GcmSizes::tag> tag,
    std::span<std::byte> plaintext, std::span<const std::byte> associated)
{
    auto *context = m_context.get();
    std::array<std::byte, GcmSizes::tag> expected;
    std::ranges::copy(tag, expected.begin());
    const auto parameters = tagParameter(expected);
    int written = 0;
    // OpenSSL compares the tag in constant time, in the final call.
    const bool opened =
        EVP_CipherInit_ex2(context, nullptr, nullptr, octets(nonce.data()), 0, nullptr) == 1
        && EVP_CIPHER_CTX_set_params(context, parameters.data()) == 1
        && updateAssociated(context, associated) && update(context, ciphertext, plaintext)
        && EVP_CipherFinal_ex(context, nullptr, &written) == 1;
    if (!opened) {
        wipe(plaintext);
        ERR_clear_error();
    }
    return opened;
}

} // namespace sealcord
