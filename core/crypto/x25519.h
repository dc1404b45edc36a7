// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/cryptoerror.h"
#include "core/crypto/randomsource.h"
#include "core/crypto/secret.h"

#include <openssl/types.h>

#include <array>
#include <cstddef>
#include <expected>
#include <memory>
#include <utility>
#include <variant>

namespace sealcord {

/// A private and a public X25519 key (RFC 7748, 5), and the agreement with a peer's public key
/// (RFC 7748, 6.1).
///
/// The private key lives inside OpenSSL, which wipes it when the pair goes. Threads may share one
/// pair that is const: what OpenSSL counts of it is atomic, and an agreement only reads the key.
class X25519KeyPair
{
public:
    static constexpr std::size_t keyLength = 32; ///< bytes, of either key and of the secret

    using PublicKey = std::array<std::byte, keyLength>;
    using SharedSecret = Secret<keyLength>;

    /// The agreement would have no secret in it: the peer's public key is of low order, so that
    /// the result is all zero whatever our private key is (RFC 7748, 6.1).
    struct LowOrderKey { };
    using AgreementError = std::variant<LowOrderKey, CryptoError>;

    /// Draws a fresh pair: 32 bytes of \a random are the private key.
    [[nodiscard]] static std::expected<X25519KeyPair, CryptoError> generate(RandomSource &random);

    /// The pair of a private key that has been kept: any 32 bytes (RFC 7748, 5).
    [[nodiscard]] static std::expected<X25519KeyPair, CryptoError> fromPrivateKey(
        Secret<keyLength> scalar);

    [[nodiscard]] const PublicKey &publicKey() const noexcept { return m_publicKey; }

    /// What fromPrivateKey() takes, to be kept.
    [[nodiscard]] std::expected<Secret<keyLength>, CryptoError> privateKey() const;

    /// The secret shared with whoever holds the private key to \a peer.
    [[nodiscard]] std::expected<SharedSecret, AgreementError> agree(const PublicKey &peer) const;

    /// Gives back what the calling thread keeps between two handshakes: see releaseThreadState().
    static void releaseThreadState() noexcept;

private:
    struct ThreadState;
    struct FreeKey {
        void operator()(EVP_PKEY *key) const noexcept;
    };
    using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

    X25519KeyPair(Key privateKey, const PublicKey &publicKey)
        : m_privateKey(std::move(privateKey))
        , m_publicKey(publicKey)
    { }

    static Key keyOf(Secret<keyLength> &scalar);

    Key m_privateKey;
    PublicKey m_publicKey;
};

} // namespace sealcord
