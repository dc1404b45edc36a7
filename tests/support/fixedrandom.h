// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "tests/support/hex.h"

namespace sealcord::test {

/// Hands out the bytes it was given, in order, and fails when they are used up. What makes vectors
/// repeatable; no program has it.
class FixedRandom final : public RandomSource
{
public:
    explicit FixedRandom(Bytes bytes)
        : m_bytes(std::move(bytes))
    { }

    [[nodiscard]] bool fill(std::span<std::byte> bytes) override;

    /// Bytes not handed out yet.
    [[nodiscard]] std::size_t remaining() const { return m_bytes.size() - m_used; }

private:
    Bytes m_bytes;
    std::size_t m_used = 0;
};

} // namespace sealcord::test
