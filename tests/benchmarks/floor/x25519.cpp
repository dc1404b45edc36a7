// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/x25519.h"

#include <cstdlib>

namespace sealcord::floor {

namespace {

using PeerKey = std::unique_ptr<EVP_PKEY, decltype([](EVP_PKEY *key) { EVP_PKEY_free(key); })>;
using Context = std::unique_ptr<EVP_PKEY_CTX,
    decltype([](EVP_PKEY_CTX *context) { EVP_PKEY_CTX_free(context); })>;

} // namespace

KeyPair::KeyPair(const Byte *privateKey)
    : m_key(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, privateKey, keyLength))
{
    auto length = keyLength;
    if (!m_key || EVP_PKEY_get_raw_public_key(m_key.get(), m_publicKey.data(), &length) != 1)
        std::abort();
}

bool KeyPair::agree(const Byte *peer, Key &secret) const
{
    const PeerKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, peer, keyLength));
    const Context context(EVP_PKEY_CTX_new(m_key.get(), nullptr));
    auto length = secret.size();
    return key && context && EVP_PKEY_derive_init(context.get()) == 1
        && EVP_PKEY_derive_set_peer(context.get(), key.get()) == 1
        && EVP_PKEY_derive(context.get(), secret.data(), &length) == 1;
}

} // namespace sealcord::floor
