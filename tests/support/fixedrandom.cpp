// SPDX-License-Identifier: MIT
#include "tests/support/fixedrandom.h"

namespace sealcord::test {

bool FixedRandom::fill(std::span<std::byte> bytes)
{
    if (bytes.size() > remaining())
        return false;
    std::ranges::copy(std::span(m_bytes).subspan(m_used, bytes.size()), bytes.begin());
    m_used += bytes.size();
    return true;
}

} // namespace sealcord::test
