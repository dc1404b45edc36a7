// SPDX-License-Identifier: MIT
#include "core/crypto/privatekeypem.h"

#include "core/crypto/octets.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>

namespace sealcord {

namespace {

struct FreeBio {
    // A memory BIO wipes what it holds.
    void operator()(BIO *bio) const noexcept { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

struct FreeKey {
    void operator()(EVP_PKEY *key) const noexcept { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

// Asks nobody for a pass phrase, and says through the last parameter that one was wanted.
int refusePassPhrase(char *, int, int, void *wasWanted)
{
    *static_cast<bool *>(wasWanted) = true;
    return -1;
}

std::unexpected<CryptoError> refusal(std::string text)
{
    ERR_clear_error();
    return std::unexpected(CryptoError{std::move(text)});
}

std::expected<Key, CryptoError> readKey(std::string_view pem)
{
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio)
        return std::unexpected(takeOpenSslError("reading a private key"));
    bool isEncrypted = false;
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassPhrase, &isEncrypted));
    if (isEncrypted)
        return refusal("the private key is under a pass phrase");
    if (!key)
        return refusal("there is no private key in it");
    if (!EVP_PKEY_is_a(key.get(), "X25519")) {
        const char *type = EVP_PKEY_get0_type_name(key.get());
        return refusal(std::string("it holds a key for ") + (type ? type : "something else")
            + ", not for X25519");
    }
    return key;
}

bool holdsOnly(std::string_view text, const PrivateKeyPem &pem)
{
    const auto end = text.find_last_not_of(" \t\r\n");
    const auto written = std::as_bytes(std::span(text.substr(0, end + 1)));
    return equalInConstantTime(written, pem.bytes().first(privateKeyPemLength - 1));
}

} // namespace

std::expected<PrivateKeyPem, CryptoError> toPem(const X25519KeyPair &pair)
{
    const auto scalar = pair.privateKey();
    if (!scalar)
        return std::unexpected(scalar.error());
    const Key key(EVP_PKEY_new_raw_private_key(
        EVP_PKEY_X25519, nullptr, octets(scalar->bytes().data()), scalar->bytes().size()));
    const Bio bio(BIO_new(BIO_s_mem()));
    PrivateKeyPem pem;
    if (!key || !bio
        || PEM_write_bio_PKCS8PrivateKey(
               bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)
            != 1)
        return std::unexpected(takeOpenSslError("writing a private key"));
    const auto length = static_cast<int>(privateKeyPemLength);
    if (BIO_pending(bio.get()) != length
        || BIO_read(bio.get(), pem.bytes().data(), length) != length)
        return refusal("the library writes a private key in another form");
    return pem;
}

std::expected<X25519KeyPair, CryptoError> keyPairFromPem(std::string_view pem)
{
    const auto key = readKey(pem);
    if (!key)
        return std::unexpected(key.error());
    Secret<X25519KeyPair::keyLength> scalar;
    auto length = scalar.bytes().size();
    if (EVP_PKEY_get_raw_private_key(key->get(), octets(scalar.bytes().data()), &length) != 1)
        return std::unexpected(takeOpenSslError("taking a private key"));
    auto pair = X25519KeyPair::fromPrivateKey(std::move(scalar));
    if (!pair)
        return pair;
    const auto form = toPem(*pair);
    if (!form)
        return std::unexpected(form.error());
    if (!holdsOnly(pem, *form))
        return refusal("it is not in the form that 'openssl genpkey -algorithm X25519' writes");
    return pair;
}

} // namespace sealcord
