// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/agreement.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>

namespace sealcord::floor {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype([](EVP_PKEY *key) { EVP_PKEY_free(key); })>;
using Context = std::unique_ptr<EVP_PKEY_CTX,
    decltype([](EVP_PKEY_CTX *context) { EVP_PKEY_CTX_free(context); })>;

} // namespace

const Byte *Random::take(std::size_t count)
{
    if (m_used + count > m_pool.size()) {
        if (RAND_priv_bytes(m_pool.data(), static_cast<int>(m_pool.size())) != 1)
            std::abort();
        m_used = 0;
    }
    const auto *bytes = m_pool.data() + m_used;
    m_used += count;
    return bytes;
}

bool agree(const Byte *request, Random &random, Agreement &agreement)
{
    constexpr Byte requestId = 0x01;
    constexpr Byte eightByteMarker = 0xfd; // bincode's, before a u64 in little endian
    const auto *tokenMarker = request + 1 + keyLength;
    if (request[0] != requestId || *tokenMarker != eightByteMarker)
        return false;
    std::reverse_copy(tokenMarker + 1, tokenMarker + 1 + tokenLength, agreement.token.begin());

    const Key own(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, random.take(keyLength), keyLength));
    const Key peer(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, request + 1, keyLength));
    const Context context(EVP_PKEY_CTX_new(own.get(), nullptr));
    auto publicLength = keyLength;
    auto secretLength = keyLength;
    return own && peer && context
        && EVP_PKEY_get_raw_public_key(own.get(), agreement.publicKey.data(), &publicLength) == 1
        && EVP_PKEY_derive_init(context.get()) == 1
        && EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1
        && EVP_PKEY_derive(context.get(), agreement.secret.data(), &secretLength) == 1;
}

} // namespace sealcord::floor
