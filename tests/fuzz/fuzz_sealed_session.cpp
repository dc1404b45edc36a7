// SPDX-License-Identifier: MIT
// A session of either role that speaks the sealed protocol and reads anything. What is checked:
// sealedrun.h.
//
//     0       bit 0 role (0: server), 1 pre-shared key, 2 has asked, 3 the peer's handshake is good
//     1       how the stream is cut
//     2-      the peer's stream, behind a good handshake where that is wanted
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"
#include "tests/fuzz/sealedpeer.h"
#include "tests/fuzz/sealedrun.h"

#include <array>

using namespace sealcord;
using namespace sealcord::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::array ends{SealedEnds(false), SealedEnds(true)};
    InputReader input(data, size);
    const auto options = input.byte();
    const auto cutSeed = input.byte();
    const auto role = (options & 1) != 0 ? Role::Agent : Role::Server;
    const auto &both = ends[options >> 1 & 1];
    const SealedSetup setup{.settings = {.role = role,
                                .maxMessageLength = 100'000,
                                .protocol = Protocol::Sealed,
                                .identity = &both.identity(role),
                                .mostStreams = 3},
        .random = sealedDraws(role),
        .hasAsked = (options & 4) != 0};
    std::vector<std::byte> stream;
    if ((options & 8) != 0)
        stream = exactCopy(SealedPeer(both, role).handshake());
    const auto rest = input.rest();
    stream.insert(stream.end(), rest.begin(), rest.end());
    const auto trace = runSealedInAllCuts(setup, stream, cutSeed);
    require(trace.steps.size() <= 1 || trace.steps.front().kind == SealedStep::Kind::Established,
        "nothing comes before the handshake");
    return 0;
}
