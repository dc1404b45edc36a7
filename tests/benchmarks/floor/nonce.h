// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace sealcord::floor {

using Nonce = std::array<Byte, 12>;

/// Four zero bytes and the counter, big endian (Noise, 12.4).
[[nodiscard]] inline Nonce nonceOf(std::uint64_t counter)
{
    static_assert(std::endian::native == std::endian::little);
    Nonce nonce{};
    const auto bigEndian = std::byteswap(counter);
    std::memcpy(nonce.data() + 4, &bigEndian, sizeof bigEndian);
    return nonce;
}

} // namespace sealcord::floor
