// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/random.h"

#include <openssl/rand.h>

#include <cstdlib>

namespace sealcord::floor {

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

} // namespace sealcord::floor
