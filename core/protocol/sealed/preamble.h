// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/undecoded.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>

/// The first 8 bytes of each end: docs/protocols/sealed.md.
namespace sealcord::sealed {

enum class Mode : std::uint8_t {
    XX = 0,
    XXpsk3 = 1, ///< with a pre-shared key
};

struct Preamble {
    static constexpr std::size_t length = 8;
    static constexpr std::array<std::byte, 5> magic{
        std::byte{0xc5}, std::byte{'S'}, std::byte{'E'}, std::byte{'A'}, std::byte{'L'}};
    static constexpr std::size_t versionOffset = magic.size();
    static constexpr std::size_t modeOffset = versionOffset + 1;
    static constexpr std::size_t statusOffset = modeOffset + 1;
    static constexpr std::byte version{1};

    using Bytes = std::array<std::byte, length>;
};

/// What an agent says that wants \a mode, and the answer of a server that goes on with it.
[[nodiscard]] Preamble::Bytes question(Mode mode);
[[nodiscard]] Preamble::Bytes goOn(Mode mode);

/// A failure, and for the agent's question what is to be said before the end: nothing where it is
/// empty.
struct RefusedPreamble {
    Undecoded why;
    std::optional<Preamble::Bytes> answer = {};
};

/// Looks at the front of what an agent says to a server that takes \a mode. Nothing is wrong with
/// it where all of it is there.
[[nodiscard]] std::expected<void, RefusedPreamble> checkQuestion(
    std::span<const std::byte> in, Mode mode);

/// Looks at the front of what a server answers to question() of \a mode.
[[nodiscard]] std::expected<void, Undecoded> checkAnswer(std::span<const std::byte> in, Mode mode);

} // namespace sealcord::sealed
