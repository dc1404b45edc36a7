// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"

#include <array>

namespace sealcord::floor {

/// Random bytes, drawn in bulk.
class Random
{
public:
    /// The next \a count bytes, at most 64, valid until the next call.
    [[nodiscard]] const Byte *take(std::size_t count);

private:
    std::array<Byte, 4096> m_pool;
    std::size_t m_used = sizeof m_pool;
};

} // namespace sealcord::floor
