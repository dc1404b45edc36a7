// SPDX-License-Identifier: MIT
#include "core/crypto/x25519.h"

#include "core/crypto/octets.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>

namespace sealcord {

namespace {

bool isAllZero(std::span<const std::byte> bytes)
{
    static constexpr std::array<std::byte, X25519KeyPair::keyLength> zeros{};
    return equalInConstantTime(bytes, zeros);
}

} // namespace

void X25519KeyPair::FreeKey::operator()(EVP_PKEY *key) const noexcept
{
    EVP_PKEY_free(key);
}

std::expected<X25519KeyPair, CryptoError> X25519KeyPair::generate(RandomSource &random)
{
    Secret<keyLength> scalar;
    if (!random.fill(scalar.bytes()))
        return std::unexpected(CryptoError{"the random number generator failed"});

    Key key(EVP_PKEY_new_raw_private_key(
        EVP_PKEY_X25519, nullptr, octets(scalar.bytes().data()), scalar.bytes().size()));
    PublicKey publicKey;
    auto length = publicKey.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), octets(publicKey.data()), &length) != 1)
        return std::unexpected(takeOpenSslError("generating an X25519 key"));
    return X25519KeyPair(std::move(key), publicKey);
}

std::expected<X25519KeyPair::SharedSecret, X25519KeyPair::AgreementError> X25519KeyPair::agree(
    const PublicKey &peer) const
{
    struct FreeContext {
        void operator()(EVP_PKEY_CTX *context) const noexcept { EVP_PKEY_CTX_free(context); }
    };
    const Key peerKey(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, octets(peer.data()), peer.size()));
    const std::unique_ptr<EVP_PKEY_CTX, FreeContext> context(
        EVP_PKEY_CTX_new(m_privateKey.get(), nullptr));
    if (!peerKey || !context || EVP_PKEY_derive_init(context.get()) != 1
        || EVP_PKEY_derive_set_peer(context.get(), peerKey.get()) != 1)
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
