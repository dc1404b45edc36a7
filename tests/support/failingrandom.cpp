// SPDX-License-Identifier: MIT
#include "tests/support/failingrandom.h"

namespace sealcord::test {

bool FailingRandom::fill(std::span<std::byte> bytes)
{
    if (m_draws++ >= m_goodDraws)
        return false;
    for (auto &byte : bytes) {
        m_state = m_state * 6364136223846793005u + 1442695040888963407u;
        byte = static_cast<std::byte>(m_state >> 56);
    }
    return true;
}

} // namespace sealcord::test
