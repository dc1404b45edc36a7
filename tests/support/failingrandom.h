// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"

#include <cstdint>

namespace sealcord::test {

/// A repeatable generator that works for a number of draws and fails from then on.
class FailingRandom final : public RandomSource
{
public:
    explicit FailingRandom(std::size_t goodDraws)
        : m_goodDraws(goodDraws)
    { }

    [[nodiscard]] bool fill(std::span<std::byte> bytes) override;

    /// Draws asked for so far, the failed ones included.
    [[nodiscard]] std::size_t draws() const { return m_draws; }

private:
    std::size_t m_goodDraws;
    std::size_t m_draws = 0;
    std::uint64_t m_state = 1;
};

} // namespace sealcord::test
