// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/peer.h"
#include "core/protocol/sealed/direction.h"
#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/fixedrandom.h"

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// Who is at the two ends of a sealed connection, and what they draw: the same every time.
struct SealedEnds {
    explicit SealedEnds(bool hasPreSharedKey);

    [[nodiscard]] const Identity &identity(Role role) const
    {
        return role == Role::Agent ? agent : server;
    }

    Identity agent;
    Identity server;
};

/// What the generator of \a role hands out: its ephemeral key first.
[[nodiscard]] FixedRandom::Script sealedDraws(Role role);

/// The peer of a session of one role: what it says in the handshake, which goes as the session
/// under test draws, and what it seals with afterwards.
class SealedPeer
{
public:
    SealedPeer(const SealedEnds &ends, Role tested);

    [[nodiscard]] std::span<const std::byte> handshake() const { return m_handshake; }
    /// A record with whatever type and body. The peer's first is a server's ADMIT.
    [[nodiscard]] std::vector<std::byte> record(std::byte type, std::span<const std::byte> body);

private:
    std::vector<std::byte> m_handshake;
    std::optional<sealed::Direction> m_sending;
};

/// How many streams the peer takes at once.
constexpr std::uint32_t streamsOfPeer = 2;

/// What is sealed into the record: what a peer says of itself.
[[nodiscard]] std::vector<std::byte> helloOfPeer();

} // namespace sealcord::fuzz
