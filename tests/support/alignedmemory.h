// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

namespace sealcord::test {

/// Stands in for the operators new and delete of over-aligned objects in a test program that uses
/// it, which is where ipsec-mb's key schedules live: counts, fails on demand, and looks into every
/// block that is given back. Not thread safe.
class AlignedMemory
{
public:
    /// Lets \a count more allocations succeed and every later one fail.
    static void failAfter(std::size_t count);
    /// Allocations succeed again. Whether any failed since failAfter().
    static bool succeedAgain();
    /// Allocations asked for so far.
    [[nodiscard]] static std::size_t allocations();

    /// Begins to look for \a secret in what is given back.
    static void watchFor(const Bytes &secret);
    /// Ends that, and tells how many blocks held the secret when they were given back.
    [[nodiscard]] static int takeLeaks();
};

} // namespace sealcord::test
