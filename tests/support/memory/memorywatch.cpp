// SPDX-License-Identifier: MIT
#include "tests/support/memory/memorywatch.h"

#include <utility>

namespace sealcord::test {

void MemoryWatch::failAfter(std::size_t count)
{
    m_left = count;
    m_hasFailed = false;
}

bool MemoryWatch::succeedAgain()
{
    m_left.reset();
    return m_hasFailed;
}

int MemoryWatch::takeLeaks()
{
    m_secrets.clear();
    return std::exchange(m_leaks, 0);
}

bool MemoryWatch::mayAllocate()
{
    ++m_allocations;
    if (!m_left)
        return true;
    if (*m_left == 0) {
        m_hasFailed = true;
        return false;
    }
    --*m_left;
    return true;
}

void MemoryWatch::givenBack(std::span<const std::byte> block)
{
    for (const auto &secret : m_secrets)
        m_leaks += contains(block, secret) ? 1 : 0;
}

} // namespace sealcord::test
