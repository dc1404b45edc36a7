// SPDX-License-Identifier: MIT
#include "tests/fuzz/rehearsal.h"

#include "core/protocol/session.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <variant>

namespace sealcord::fuzz {

namespace {

FixedRandom::Script randomOfThePeer(std::uint64_t seed)
{
    return {.seed = 2 * seed + 1, .first = {}};
}

// Shows all of \a from to \a session, which must be established by it.
void establish(Session &session, ByteBuffer &from, ByteBuffer &out)
{
    auto in = from.bytes();
    require(std::holds_alternative<Established>(session.next(in, out)) && in.empty(),
        "two sessions agree");
}

std::vector<std::byte> withAnotherToken(std::span<const std::byte> request)
{
    auto other = exactCopy(request);
    require(!other.empty(), "there is a request");
    other.back() ^= std::byte{0x80};
    return other;
}

// What the peer, as a server, answers an agent that chose another token: the same key and nonce.
std::vector<std::byte> answerToAnotherToken(std::span<const std::byte> request, std::uint64_t seed)
{
    FixedRandom random(randomOfThePeer(seed));
    Session server({.role = Role::Server}, random);
    auto other = withAnotherToken(request);
    std::span<std::byte> in(other);
    ByteBuffer out;
    require(std::holds_alternative<Established>(server.next(in, out)), "any token will do");
    return exactCopy(out.bytes());
}

GenuineFrame seal(Session &session, std::vector<std::byte> message)
{
    ByteBuffer out;
    if (message.empty())
        session.close(out);
    else
        require(session.send(message, out) == SendResult::Sent, "an established session sends");
    return {.wire = exactCopy(out.bytes()), .plaintext = std::move(message)};
}

} // namespace

FixedRandom::Script randomOfTheTested(std::uint64_t seed)
{
    return {.seed = 2 * seed, .first = {}};
}

Rehearsal rehearse(Role tested, std::uint64_t seed, std::span<const std::size_t> lengths)
{
    FixedRandom peerRandom(randomOfThePeer(seed));
    FixedRandom twinRandom(randomOfTheTested(seed));
    const bool testsServer = tested == Role::Server;
    Session peer({.role = testsServer ? Role::Agent : Role::Server}, peerRandom);
    Session twin({.role = tested}, twinRandom);

    ByteBuffer fromPeer;
    ByteBuffer fromTwin;
    auto &agent = testsServer ? peer : twin;
    auto &server = testsServer ? twin : peer;
    auto &request = testsServer ? fromPeer : fromTwin;
    auto &response = testsServer ? fromTwin : fromPeer;
    ByteBuffer nothing;
    agent.start(request);
    establish(server, request, response);
    establish(agent, response, nothing);
    require(agent.fingerprint() == server.fingerprint(), "both ends show one fingerprint");

    Rehearsal rehearsal{.opening = exactCopy(fromPeer.bytes()),
        .openingWithAnotherToken = testsServer ? withAnotherToken(request.bytes())
                                               : answerToAnotherToken(request.bytes(), seed),
        .answer = exactCopy(fromTwin.bytes()),
        .frames = {},
        .reflected = {}};
    NumberStream content(seed);
    for (const auto length : lengths) {
        std::vector<std::byte> message(length);
        std::ranges::generate(message, [&] { return static_cast<std::byte>(content.next()); });
        rehearsal.frames.push_back(seal(peer, std::move(message)));
    }
    rehearsal.frames.push_back(seal(peer, {}));
    rehearsal.reflected = seal(twin, std::vector<std::byte>(5, std::byte{'r'}));
    return rehearsal;
}

} // namespace sealcord::fuzz
