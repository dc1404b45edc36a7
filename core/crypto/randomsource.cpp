// SPDX-License-Identifier: MIT
#include "core/crypto/randomsource.h"

#include "core/crypto/octets.h"
#include "core/crypto/secret.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>

#include <algorithm>

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
    OPENSSL_thread_stop();
}

SystemRandom::~SystemRandom()
{
    wipe(m_pool);
}

bool SystemRandom::fill(std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        if (m_used == poolLength) {
            if (!draw(m_pool))
                return false;
            m_used = 0;
        }
        const auto count = std::min(bytes.size(), poolLength - m_used);
        const auto drawn = std::span(m_pool).subspan(m_used, count);
        std::ranges::copy(drawn, bytes.begin());
        wipe(drawn);
        m_used += count;
        bytes = bytes.subspan(count);
    }
    return true;
}

} // namespace sealcord
