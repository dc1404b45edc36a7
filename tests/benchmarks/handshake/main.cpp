// SPDX-License-Identifier: MIT
// bench_handshake: what answering an agent's request costs with each engine, and beside it what
// OpenSSL's plain calls for the key agreement alone cost, as the floors make them.
#include "core/protocol/classic/handshake.h"
#include "tests/benchmarks/aead/timing.h"
#include "tests/benchmarks/floor/agreement.h"

#include <cstdio>
#include <functional>
#include <string>
#include <utility>

using namespace sealcord;
using namespace sealcord::bench;

namespace {

constexpr int rounds = 15;
constexpr double slice = 2e7; // ns: some hundred handshakes

struct Contender {
    std::string name;
    std::function<bool()> handshake;
    std::vector<double> slices{};
};

Contender ours(AeadEngine engine, const classic::EncryptionRequest &request, RandomSource &random)
{
    return {description(engine), [engine, &request, &random] {
                ByteBuffer response;
                return classic::answer(request, random, response, engine).has_value();
            }};
}

} // namespace

int main()
{
    SystemRandom random;
    ByteBuffer out;
    const auto agent = classic::AgentHandshake::begin(random, out);
    const auto request = classic::decodeRequest(out.bytes());
    if (!agent || !request)
        return 1;

    std::vector<Contender> list;
    for (const auto engine : aeadEngines) {
        if (isAvailable(engine))
            list.push_back(ours(engine, request->packet, random));
    }
    floor::Random floorRandom;
    floor::Agreement agreement;
    list.push_back({"plain calls, X25519 alone", [&] {
                        const auto *bytes =
                            reinterpret_cast<const floor::Byte *>(out.bytes().data());
                        return floor::agree(bytes, floorRandom, agreement);
                    }});

    for (int round = 0; round < rounds; ++round) { // in turn, as bench_aead
        for (auto &contender : list)
            contender.slices.push_back(nanosecondsEach(contender.handshake, slice));
    }
    std::printf("CPU per request answered: median of %d rounds, and interquartile range\n", rounds);
    for (auto &contender : list) {
        const auto [median, spread] = summary(std::move(contender.slices));
        std::printf(
            "%-26s %6.2f us +-%2.0f%%\n", contender.name.c_str(), median / 1000, spread * 100);
    }
    return 0;
}
