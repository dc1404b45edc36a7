// SPDX-License-Identifier: MIT
#include "core/crypto/privatekeypem.h"

#include "core/crypto/base64.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string>

// OpenSSL's own reading and writing of private keys leaves them in 23 blocks of memory that it
// gives back without wiping (3.0). The form has one length and no choice in it, so that it is
// written and read here, and OpenSSL only says what a file holds that is refused.
namespace sealcord {

namespace {

constexpr std::string_view header = "-----BEGIN PRIVATE KEY-----\n";
constexpr std::string_view footer = "\n-----END PRIVATE KEY-----\n";

// RFC 8410, 7: a PrivateKeyInfo of version 0 and algorithm id-X25519, up to the key.
constexpr std::array<unsigned char, 16> derPrefix{
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20};
constexpr std::size_t derLength = derPrefix.size() + X25519KeyPair::keyLength;
constexpr std::size_t bodyLength = base64Length(derLength); // a line of 64, without padding
static_assert(header.size() + bodyLength + footer.size() == privateKeyPemLength);

struct FreeBio {
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

std::string whyRefused(std::string_view pem)
{
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    bool isEncrypted = false;
    const Key key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassPhrase, &isEncrypted)
                      : nullptr);
    ERR_clear_error(); // what this function returns says it all
    if (isEncrypted)
        return "the private key is under a pass phrase";
    if (!key)
        return "there is no private key in it";
    if (EVP_PKEY_is_a(key.get(), "X25519"))
        return "it is not in the form that 'openssl genpkey -algorithm X25519' writes";
    const char *type = EVP_PKEY_get0_type_name(key.get());
    return std::string("it holds a key for ") + (type ? type : "something else")
        + ", not for X25519";
}

// The private key in \a pem, or false.
bool read(std::string_view pem, Secret<X25519KeyPair::keyLength> &scalar)
{
    const auto end = pem.find_last_not_of(" \t\r\n") + 1;
    const auto text = pem.substr(0, end);
    const auto lastLine = footer.substr(0, footer.size() - 1); // its newline may be missing
    Secret<derLength> der;
    if (text.size() != privateKeyPemLength - 1 || !text.starts_with(header)
        || !text.ends_with(lastLine)
        || !fromBase64(text.substr(header.size(), bodyLength), der.bytes()))
        return false;
    const auto prefix = der.bytes().first<derPrefix.size()>();
    if (!std::ranges::equal(prefix, std::as_bytes(std::span(derPrefix))))
        return false;
    std::ranges::copy(der.bytes().last<X25519KeyPair::keyLength>(), scalar.bytes().begin());
    return true;
}

} // namespace

std::expected<PrivateKeyPem, CryptoError> toPem(const X25519KeyPair &pair)
{
    const auto scalar = pair.privateKey();
    if (!scalar)
        return std::unexpected(scalar.error());
    Secret<derLength> der;
    std::ranges::copy(std::as_bytes(std::span(derPrefix)), der.bytes().begin());
    std::ranges::copy(scalar->bytes(), der.bytes().last<X25519KeyPair::keyLength>().begin());
    PrivateKeyPem pem;
    const std::span text(reinterpret_cast<char *>(pem.bytes().data()), privateKeyPemLength);
    std::ranges::copy(header, text.begin());
    toBase64(der.bytes(), text.subspan(header.size(), bodyLength));
    std::ranges::copy(footer, text.last(footer.size()).begin());
    return pem;
}

std::expected<X25519KeyPair, CryptoError> keyPairFromPem(std::string_view pem)
{
    Secret<X25519KeyPair::keyLength> scalar;
    if (!read(pem, scalar))
        return std::unexpected(CryptoError{whyRefused(pem)});
    return X25519KeyPair::fromPrivateKey(std::move(scalar));
}

} // namespace sealcord
