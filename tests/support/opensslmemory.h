// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <optional>

namespace sealcord::test {

/// Stands in for OpenSSL's allocator in a test program: counts, fails on demand, and looks into
/// every block that is given back for secrets that nobody wiped. One per process; not thread safe.
class OpenSslMemory
{
public:
    /// Before the first call into OpenSSL. False when that was too late.
    static bool install();

    /// Lets \a count more allocations succeed and every later one fail.
    static void failAfter(std::size_t count);
    /// Allocations succeed again. Whether any failed since failAfter().
    static bool succeedAgain();

    /// Allocations asked for so far.
    [[nodiscard]] static std::size_t allocations();

    /// Begins to look for \a secret in what is given back.
    static void watchFor(const Bytes &secret);
    /// Ends that, and tells how many blocks held one of the secrets when they were given back.
    [[nodiscard]] static int takeLeaks();
};

} // namespace sealcord::test
