// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/memory/memorywatch.h"

namespace sealcord::test {

/// Stands in for the operators new and delete of over-aligned objects in a test program that uses
/// it, which is where ipsec-mb's key schedules live. Not thread safe.
class AlignedMemory
{
public:
    [[nodiscard]] static MemoryWatch &watch();
};

} // namespace sealcord::test
