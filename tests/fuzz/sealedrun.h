// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"
#include "core/protocol/sessionsettings.h"
#include "tests/fuzz/fixedrandom.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sealcord::fuzz {

/// How a session of the sealed protocol is set up that reads a stream.
struct SealedSetup {
    SessionSettings settings;
    FixedRandom::Script random;
    bool hasAsked = false; ///< once established it has pinged, where it can, and wants to compare
    /// It sends back each message and what comes on streams, accepts those, and has opened one.
    bool echoes = false;
};

/// What an end that echoes does with streams: the window of its own, and the credit that accepts.
constexpr std::uint32_t echoWindow = 500;
constexpr std::uint32_t echoCredit = 1000;

/// One event as it can be compared with another run's.
struct SealedStep {
    enum class Kind { Established, Message, Pong, Asked, Code, Stream, Closed, Failed };

    Kind kind = Kind::Failed;
    std::vector<std::byte> message = {};
    std::optional<Failure::Reason> reason = {};
    /// Of a stream: the type of its record, or 0 for a reset; its number; window, credit or reason.
    std::array<std::uint32_t, 3> stream = {};

    friend bool operator==(const SealedStep &, const SealedStep &) = default;
};

/// All that a session told and wrote while it read one stream.
struct SealedTrace {
    std::vector<SealedStep> steps;
    std::vector<std::byte>
        out; ///< not compared where it echoes: what shares a record goes by the cuts
    std::optional<StreamEnd> end; ///< what the end of the stream means; nothing when over

    friend bool operator==(const SealedTrace &, const SealedTrace &) = default;
};

/// Shows \a stream to sessions set up as \a setup says: whole, byte by byte, and in pieces that
/// \a cutSeed tells, watched and not. All must tell the same, and none may keep more of it than has
/// arrived.
SealedTrace runSealedInAllCuts(
    const SealedSetup &setup, std::span<const std::byte> stream, std::uint64_t cutSeed);

} // namespace sealcord::fuzz
