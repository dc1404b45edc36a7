// SPDX-License-Identifier: MIT
#include "core/crypto/x25519.h"

#include "core/crypto/octets.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>

namespace sealcord {

namespace {

bool isAllZero(std::span<const std::byte> bytes)
{
    static constexpr std::array<std::byte, X25519KeyPair::keyLength> zeros{};
    return equalInConstantTime(bytes, zeros);
}

struct FreeContext {
    void operator()(EVP_PKEY_CTX *context) const noexcept { EVP_PKEY_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;

} // namespace

// What a thread keeps between two handshakes. Looking the algorithm up and making a key object
// costs 3 us of the 45 of an agreement. No secret is among it.
struct X25519KeyPair::ThreadState {
    Context context; // in which private keys are made
    Key peer; // given another value each time

    static ThreadState &ofThisThread()
    {
        thread_local ThreadState state;
        return state;
    }
};

void X25519KeyPair::releaseThreadState() noexcept
{
    ThreadState::ofThisThread() = {};
}

void X25519KeyPair::FreeKey::operator()(EVP_PKEY *key) const noexcept
{
    EVP_PKEY_free(key);
}

std::expected<X25519KeyPair, CryptoError> X25519KeyPair::generate(RandomSource &random)
{
    Secret<keyLength> scalar;
    if (!random.fill(scalar.bytes()))
        return std::unexpected(CryptoError{"the random number generator failed"});
    return fromPrivateKey(std::move(scalar));
}

std::expected<X25519KeyPair, CryptoError> X25519KeyPair::fromPrivateKey(Secret<keyLength> scalar)
{
    auto key = keyOf(scalar);
    PublicKey publicKey;
    auto length = publicKey.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), octets(publicKey.data()), &length) != 1)
        return std::unexpected(takeOpenSslError("making an X25519 key"));
    return X25519KeyPair(std::move(key), publicKey);
}

// EVP_PKEY_new_raw_private_key(), but for the lookup of the algorithm. Null when it fails.
X25519KeyPair::Key X25519KeyPair::keyOf(Secret<keyLength> &scalar)
{
    auto &context = ThreadState::ofThisThread().context;
    if (!context)
        context.reset(EVP_PKEY_CTX_new_from_name(nullptr, "X25519", nullptr));
    std::array parameters{OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PRIV_KEY,
                              scalar.bytes().data(), scalar.bytes().size()),
        OSSL_PARAM_construct_end()};
    EVP_PKEY *key = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.data()) != 1)
        return nullptr;
    return Key(key);
}

// Not EVP_PKEY_get_raw_private_key(), which gives back memory with the key in it unwiped (3.0).
std::expected<Secret<X25519KeyPair::keyLength>, CryptoError> X25519KeyPair::privateKey() const
{
    Secret<keyLength> scalar;
    auto length = scalar.bytes().size();
    if (EVP_PKEY_get_octet_string_param(m_privateKey.get(), OSSL_PKEY_PARAM_PRIV_KEY,
            octets(scalar.bytes().data()), length, &length)
        != 1)
        return std::unexpected(takeOpenSslError("taking an X25519 key"));
    return scalar;
}

std::expected<X25519KeyPair::SharedSecret, X25519KeyPair::AgreementError> X25519KeyPair::agree(
    const PublicKey &peer) const
{
    auto &peerKey = ThreadState::ofThisThread().peer;
    if (!peerKey)
        peerKey.reset(EVP_PKEY_new_raw_public_key(
            EVP_PKEY_X25519, nullptr, octets(peer.data()), peer.size()));
    const Context context(EVP_PKEY_CTX_new(m_privateKey.get(), nullptr));
    // Every 32 bytes are a public key (RFC 7748, 5): there is nothing to validate.
    constexpr int withoutValidation = 0;
    if (!peerKey || !context
        || EVP_PKEY_set1_encoded_public_key(peerKey.get(), octets(peer.data()), peer.size()) != 1
        || EVP_PKEY_derive_init(context.get()) != 1
        || EVP_PKEY_derive_set_peer_ex(context.get(), peerKey.get(), withoutValidation) != 1)
        return std::unexpected(takeOpenSslError("preparing an X25519 agreement"));

    // OpenSSL refuses an all-zero result, as RFC 7748, 6.1 allows, after it has written it. Filled
    // with ones beforehand, zeros tell this refusal from any other failure.
    SharedSecret secret;
    std::ranges::fill(secret.bytes(), std::byte{0xff});
    auto length = secret.bytes().size();
    const bool derived =
        EVP_PKEY_derive(context.get(), octets(secret.bytes().data()), &length) == 1;
    if (isAllZero(secret.bytes())) {
        ERR_clear_error();
        return std::unexpected(LowOrderKey{});
    }
    if (!derived)
        return std::unexpected(takeOpenSslError("agreeing an X25519 secret"));
    return secret;
}

} // namespace sealcord
