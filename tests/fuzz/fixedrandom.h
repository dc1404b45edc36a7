// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// SplitMix64 (Steele, Lea, Flood 2014): a repeatable stream of numbers. Nothing secret comes of
/// it.
class NumberStream
{
public:
    explicit NumberStream(std::uint64_t seed)
        : m_state(seed)
    { }

    std::uint64_t next()
    {
        auto value = m_state += 0x9e37'79b9'7f4a'7c15U;
        value = (value ^ value >> 30) * 0xbf58'476d'1ce4'e5b9U;
        value = (value ^ value >> 27) * 0x94d0'49bb'1331'11ebU;
        return value ^ value >> 31;
    }

private:
    std::uint64_t m_state;
};

/// The same "random" bytes every time: first a script, then a stream told by a seed. It can be made
/// to fail, as a generator may.
class FixedRandom final : public RandomSource
{
public:
    struct Script {
        std::uint64_t seed = 0;
        std::vector<std::byte> first = {}; ///< handed out before the stream begins
        unsigned failsAt = 0; ///< the draw that fails, and all after it; 0: none
    };

    explicit FixedRandom(const Script &script)
        : m_first(script.first)
        , m_stream(script.seed)
        , m_failsAt(script.failsAt)
    { }

    [[nodiscard]] bool fill(std::span<std::byte> bytes) override
    {
        ++m_draws;
        if (hasFailed())
            return false;
        std::ranges::generate(bytes, [this] { return nextByte(); });
        m_drawn.emplace_back(bytes.begin(), bytes.end());
        return true;
    }

    [[nodiscard]] bool hasFailed() const { return m_failsAt != 0 && m_draws >= m_failsAt; }

    /// All that was handed out, draw by draw.
    [[nodiscard]] const std::vector<std::vector<std::byte>> &drawn() const { return m_drawn; }

private:
    std::byte nextByte()
    {
        return m_used < m_first.size() ? m_first[m_used++]
                                       : static_cast<std::byte>(m_stream.next() >> 56);
    }

    std::vector<std::byte> m_first;
    NumberStream m_stream;
    unsigned m_failsAt;
    unsigned m_draws = 0;
    std::size_t m_used = 0;
    std::vector<std::vector<std::byte>> m_drawn;
};

} // namespace sealcord::fuzz
