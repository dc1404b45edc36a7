// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/memory/memorywatch.h"

namespace sealcord::test {

/// Stands in for OpenSSL's allocator in a test program. One per process; not thread safe.
class OpenSslMemory
{
public:
    /// Before the first call into OpenSSL. False when that was too late.
    static bool install();

    [[nodiscard]] static MemoryWatch &watch();
};

} // namespace sealcord::test
