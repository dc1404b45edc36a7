// SPDX-License-Identifier: MIT
// bench_handshake: what answering an agent's request costs with each engine, what either end of a
// Noise handshake costs, and beside them what OpenSSL's plain calls for the key agreement alone
// cost, as the floors make them.
#include "core/protocol/classic/handshake.h"
#include "tests/benchmarks/aead/timing.h"
#include "tests/benchmarks/floor/agreement.h"
#include "tests/benchmarks/handshake/noiseend.h"

#include <cstdio>
#include <functional>
#include <memory>
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

// One end; the other's messages are made beforehand.
Contender noiseEnd(NoiseEnd::Role role, AeadEngine engine, const Secret<32> *psk)
{
    const bool isInitiator = role == NoiseEnd::Role::Initiator;
    const auto end = std::make_shared<NoiseEnd>(role, engine, psk);
    const NoiseEnd peer(
        isInitiator ? NoiseEnd::Role::Responder : NoiseEnd::Role::Initiator, engine, psk);
    const auto messages = std::make_shared<NoiseMessages>();
    if (!end->runWith(peer, *messages))
        std::abort();
    return {std::string(psk ? "XXpsk3, " : "XX, ") + (isInitiator ? "initiator, " : "responder, ")
            + std::string(name(engine)),
        [end, messages] { return end->run(*messages); }};
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
    const Secret<32> psk;
    for (const auto engine : aeadEngines) {
        for (const auto role : {NoiseEnd::Role::Initiator, NoiseEnd::Role::Responder}) {
            if (isAvailable(engine)) {
                list.push_back(noiseEnd(role, engine, nullptr));
                list.push_back(noiseEnd(role, engine, &psk));
            }
        }
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
    std::printf(
        "CPU per handshake at one end: median of %d rounds, and interquartile range\n", rounds);
    for (auto &contender : list) {
        const auto [median, spread] = summary(std::move(contender.slices));
        std::printf(
            "%-28s %6.2f us +-%2.0f%%\n", contender.name.c_str(), median / 1000, spread * 100);
    }
    return 0;
}
