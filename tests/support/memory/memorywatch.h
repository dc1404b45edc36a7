// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sealcord::test {

/// The books of an allocator that stands in for another one in a test program: it counts, fails on
/// demand, and looks into every block that is given back for secrets that nobody wiped. Not thread
/// safe.
class MemoryWatch
{
public:
    /// Lets \a count more allocations succeed and every later one fail.
    void failAfter(std::size_t count);
    /// Allocations succeed again. Whether any failed since failAfter().
    bool succeedAgain();
    /// Allocations asked for so far.
    [[nodiscard]] std::size_t allocations() const { return m_allocations; }

    /// Begins to look for \a secret, beside others, in what is given back.
    void watchFor(const Bytes &secret) { m_secrets.push_back(secret); }
    /// Ends that, and tells how many blocks held one of the secrets when they were given back.
    [[nodiscard]] int takeLeaks();

    /// For the allocator: whether the allocation that it is asked for now may succeed.
    [[nodiscard]] bool mayAllocate();
    /// For the allocator: \a block is about to be given back.
    void givenBack(std::span<const std::byte> block);

private:
    std::size_t m_allocations = 0;
    std::optional<std::size_t> m_left; // until allocations fail; none: they do not
    bool m_hasFailed = false;
    std::vector<Bytes> m_secrets;
    int m_leaks = 0;
};

} // namespace sealcord::test
