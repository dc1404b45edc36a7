// SPDX-License-Identifier: MIT
#include "tests/fuzz/sealedpeer.h"

#include "core/protocol/bytebuffer.h"
#include "core/protocol/noise/handshakestate.h"
#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/preamble.h"
#include "core/protocol/sealed/record.h"
#include "tests/fuzz/check.h"

#include <array>
#include <string_view>

namespace sealcord::fuzz {

namespace {

using NoiseRole = noise::HandshakeSettings::Role;

Identity identityOf(std::uint64_t seed, bool hasPreSharedKey)
{
    FixedRandom random({.seed = seed});
    auto key = X25519KeyPair::generate(random);
    require(key.has_value(), "a key can be made");
    Identity identity{.key = std::move(*key), .preSharedKey = std::nullopt, .name = "end"};
    if (hasPreSharedKey)
        identity.preSharedKey.emplace();
    return identity;
}

std::vector<std::byte> prologueOf(const sealed::Preamble::Bytes &question)
{
    constexpr std::string_view text = "Sealcord sealed protocol 1";
    const auto bytes = std::as_bytes(std::span(text));
    std::vector<std::byte> prologue(bytes.begin(), bytes.end());
    prologue.insert(prologue.end(), question.begin(), question.end());
    return prologue;
}

noise::HandshakeState handshakeOf(const Identity &identity, NoiseRole role,
    std::span<const std::byte> prologue, RandomSource &random)
{
    auto state = noise::HandshakeState::create(
        {.role = role,
            .identity = &identity.key,
            .psk = identity.preSharedKey ? &*identity.preSharedKey : nullptr,
            .prologue = prologue},
        random);
    require(state.has_value(), "a handshake can begin");
    return std::move(*state);
}

std::vector<std::byte> write(noise::HandshakeState &state, std::span<const std::byte> payload)
{
    ByteBuffer out;
    require(state.writeMessage(payload, out).has_value(), "a message can be written");
    return exactCopy(out.bytes());
}

void append(std::vector<std::byte> &all, std::span<const std::byte> bytes)
{
    all.insert(all.end(), bytes.begin(), bytes.end());
}

void appendWithLength(std::vector<std::byte> &all, std::span<const std::byte> message)
{
    all.push_back(static_cast<std::byte>(message.size() >> 8));
    all.push_back(static_cast<std::byte>(message.size()));
    append(all, message);
}

} // namespace

SealedEnds::SealedEnds(bool hasPreSharedKey)
    : agent(identityOf(1, hasPreSharedKey))
    , server(identityOf(2, hasPreSharedKey))
{ }

FixedRandom::Script sealedDraws(Role role)
{
    return {.seed = role == Role::Agent ? 3U : 4U};
}

std::vector<std::byte> helloOfPeer()
{
    const auto hello = sealed::encodeHello("peer", 1 << 20, streamsOfPeer);
    return {hello.begin(), hello.end()};
}

SealedPeer::SealedPeer(const SealedEnds &ends, Role tested)
{
    const auto mode = ends.agent.preSharedKey ? sealed::Mode::XXpsk3 : sealed::Mode::XX;
    const auto question = sealed::question(mode);
    const auto prologue = prologueOf(question);
    FixedRandom agentsDraws(sealedDraws(Role::Agent));
    FixedRandom serversDraws(sealedDraws(Role::Server));
    auto agent = handshakeOf(ends.agent, NoiseRole::Initiator, prologue, agentsDraws);
    auto server = handshakeOf(ends.server, NoiseRole::Responder, prologue, serversDraws);
    const auto first = write(agent, {});
    require(server.readMessage(first, {}).has_value(), "message 1 is read");
    const auto second = write(server, {});
    require(agent.readMessage(second, {}).has_value(), "message 2 is read");
    const auto third = write(agent, helloOfPeer());
    std::array<std::byte, sealed::Hello::length> hello;
    require(server.readMessage(third, hello).has_value(), "message 3 is read");
    if (tested == Role::Server) {
        append(m_handshake, question);
        appendWithLength(m_handshake, first);
        appendWithLength(m_handshake, third);
    } else {
        append(m_handshake, sealed::goOn(mode));
        appendWithLength(m_handshake, second);
    }
    const auto split = server.split();
    require(split.has_value(), "the keys are there");
    auto sending = sealed::Direction::create(
        tested == Role::Server ? split->initiatorKey : split->responderKey, sealedRecordsPerKey,
        fastestAeadEngine());
    require(sending.has_value(), "a key can be used");
    m_sending = std::move(*sending);
}

std::vector<std::byte> SealedPeer::record(std::byte type, std::span<const std::byte> body)
{
    std::vector<std::byte> wire(body.size() + sealed::Record::overhead);
    const auto length = wire.size() - sealed::Record::lengthSize;
    wire[0] = static_cast<std::byte>(length >> 8);
    wire[1] = static_cast<std::byte>(length);
    const std::span all(wire);
    require(m_sending
                ->seal(body, type, all.subspan(sealed::Record::lengthSize, body.size() + 1),
                    all.last<Aead::tagLength>())
                .has_value(),
        "a record can be sealed");
    return wire;
}

} // namespace sealcord::fuzz
