// SPDX-License-Identifier: MIT
#include "core/crypto/randomsource.h"

#include "core/crypto/gcmsizes.h"
#include "core/crypto/hmac.h"
#include "core/crypto/octets.h"
#include "core/crypto/secret.h"
#include "core/crypto/x25519.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>

namespace sealcord {

static bool draw(std::span<std::byte> bytes)
{
    const bool drawn = RAND_priv_bytes(octets(bytes.data()), static_cast<int>(bytes.size())) == 1;
    if (!drawn)
        ERR_clear_error(); // the caller knows all there is to say; nobody else may find it here
    return drawn;
}

void releaseThreadState() noexcept
{
    X25519KeyPair::releaseThreadState();
    releaseHmacThreadState();
    OPENSSL_thread_stop();
}

SystemRandom::~SystemRandom()
{
    wipe(m_pool);
}

bool SystemRandom::fill(std::span<std::byte> bytes)
{
    if (bytes.size() == GcmSizes::nonce && m_used + GcmSizes::nonce <= poolLength) {
        take<GcmSizes::nonce>(bytes.first<GcmSizes::nonce>());
        return true;
    }
    while (!bytes.empty()) {
        if (m_used == poolLength) {
            if (!draw(m_pool))
                return false;
            m_used = 0;
        }
        const auto count = std::min(bytes.size(), poolLength - m_used);
        take(bytes.first(count));
        bytes = bytes.subspan(count);
    }
    return true;
}

// For a nonce instantiated with its length, so that the copy is two moves. The general one would
// write it in halves that overlap, and the processor waits when they are read at once as a whole.
template <std::size_t N> void SystemRandom::take(std::span<std::byte, N> bytes)
{
    const std::span<std::byte, N> drawn(m_pool.data() + m_used, bytes.size());
    std::memcpy(bytes.data(), drawn.data(), drawn.size());
    wipe(drawn);
    m_used += drawn.size();
}

} // namespace sealcord
