// SPDX-License-Identifier: MIT
#pragma once

#include "tests/fuzz/inputreader.h"
#include "tests/fuzz/watchedsession.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sealcord::fuzz {

/// How the input of fuzz_server_session and fuzz_agent_session is laid out; make_seeds.py writes
/// the same:
///
///     0       bits 0-1 limit, 2-3 budget, 4 echo, 5-7 messages before our goodbye (0: none)
///     1       the draw at which the generator fails (0: never)
///     2       how the stream is cut
///     3-46    what the generator hands out first: key, then token (agent) or nonce (server)
///     47-     the peer's stream
struct SessionInput {
    static constexpr std::size_t firstDraws = 44;
    static constexpr std::array<std::size_t, 4> limits{defaultMaxMessageLength, 300, 64, 0};
    static constexpr std::array<std::uint64_t, 4> budgets{defaultSealBudget, 8, 4, 2};

    SessionInput(Role role, InputReader input)
    {
        const auto options = input.byte();
        setup.settings = {.role = role,
            .maxMessageLength = limits[options & 3],
            .sealBudget = budgets[options >> 2 & 3]};
        setup.echoes = (options & 0x10) != 0;
        setup.closesAfter = options >> 5;
        setup.random.failsAt = input.byte();
        cutSeed = input.byte();
        const auto first = input.take(firstDraws);
        setup.random.first.assign(first.begin(), first.end());
        stream = input.rest();
    }

    Setup setup;
    std::uint64_t cutSeed;
    std::span<const std::byte> stream;
};

} // namespace sealcord::fuzz
