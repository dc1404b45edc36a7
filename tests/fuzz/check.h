// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <vector>

/// What libFuzzer calls, and what the replayer in fuzz_main.cpp calls in its place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace sealcord::fuzz {

/// Ends the process when a property does not hold, in every build type: libFuzzer then keeps the
/// input, and a replay fails.
inline void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "property violated: %s\n", property);
    std::abort();
}

/// A copy in a heap block of exactly its length: a read past the end is seen by ASan.
inline std::vector<std::byte> exactCopy(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// Whether both hold the same bytes. Called for every byte that arrives, where the algorithms of
/// the library are slow in builds without optimization.
inline bool areEqual(std::span<const std::byte> a, std::span<const std::byte> b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

} // namespace sealcord::fuzz
