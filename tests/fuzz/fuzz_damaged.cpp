// SPDX-License-Identifier: MIT
// A session of either role whose peer's valid handshake and frames are damaged on the way. What it
// tells is compared with what must follow from the damage: a frame is delivered as it was sealed
// or not at all, wherever it stands.
//
//     0       bit 0 role (0: server), 1-2 limit, 3-4 budget
//     1       seed of keys, nonces and contents
//     2       how the stream is cut
//     3       number of the peer's messages, then two bytes for the length of each
//     ...     damages of five bytes: damage.h
#include "tests/fuzz/check.h"
#include "tests/fuzz/damage.h"
#include "tests/fuzz/expectation.h"
#include "tests/fuzz/watchedsession.h"

#include <algorithm>
#include <array>

using namespace sealcord;
using namespace sealcord::fuzz;

namespace {

constexpr std::array<std::size_t, 4> limits{defaultMaxMessageLength, 2048, 300, 64};
constexpr std::array<std::uint64_t, 4> budgets{defaultSealBudget, 6, 4, 3};
constexpr unsigned mostMessages = 6;
constexpr std::size_t longestMessage = 2048;

std::vector<std::size_t> readLengths(InputReader &input)
{
    std::vector<std::size_t> lengths(input.byte() % (mostMessages + 1));
    std::ranges::generate(lengths, [&] { return 1 + input.word() % longestMessage; });
    return lengths;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    InputReader input(data, size);
    const auto options = input.byte();
    const auto seed = input.byte();
    const auto cutSeed = input.byte();
    const auto lengths = readLengths(input);

    Setup setup;
    setup.settings = {.role = options & 1 ? Role::Agent : Role::Server,
        .maxMessageLength = limits[options >> 1 & 3],
        .sealBudget = budgets[options >> 3 & 3]};
    setup.random = randomOfTheTested(seed);

    const auto rehearsal = rehearse(setup.settings.role, seed, lengths);
    const auto stream = damagedStream(rehearsal, input);
    const auto trace = runInAllCuts(setup, stream, cutSeed);

    Expectation expectation(setup.settings, rehearsal);
    require(trace.steps == expectation.stepsFor(stream),
        "whole frames are delivered as they were sealed, and nothing else is");
    if (const auto answer = expectation.answerTo(stream))
        require(trace.out == *answer, "an unharmed handshake is answered as rehearsed");
    return 0;
}
