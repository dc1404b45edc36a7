// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/fixedrandom.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// A frame that was sealed under the connection's key, and what is in it.
struct GenuineFrame {
    std::vector<std::byte> wire;
    std::vector<std::byte> plaintext; ///< empty: a goodbye
};

/// What the peer of a session under test sends on a good day, written by a session of the other
/// role while it talks to a twin of the one under test. Repeatable: everything follows from a seed.
struct Rehearsal {
    std::vector<std::byte> opening; ///< the peer's handshake packet
    /// The same with another token in it: as a request a good one, as a response no proof.
    std::vector<std::byte> openingWithAnotherToken;
    std::vector<std::byte> answer; ///< what the twin wrote during the handshake
    std::vector<GenuineFrame> frames; ///< the peer's messages, then its goodbye
    GenuineFrame reflected; ///< a message of the twin: it opens at both ends, the key being one
};

/// What the generator of the session under test must hand out for a rehearsal to be of use.
[[nodiscard]] FixedRandom::Script randomOfTheTested(std::uint64_t seed);

/// Rehearses the part of \a tested's peer, with messages of \a lengths.
[[nodiscard]] Rehearsal rehearse(
    Role tested, std::uint64_t seed, std::span<const std::size_t> lengths);

} // namespace sealcord::fuzz
