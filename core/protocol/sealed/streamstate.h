// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

/// The states of a stream at one end, and what leads from one to another: the table of
/// docs/protocols/streams.md.
namespace sealcord::sealed {

enum class StreamState : std::uint8_t {
    Opening, ///< this end has said OPEN
    Offered, ///< the peer has
    Open,
    EndedHere, ///< this end has said END
    EndedThere, ///< the peer has
    Gone, ///< both have; and after a reset
};

/// What is said or heard. A reset ends the stream in each state.
enum class StreamStep : std::uint8_t {
    SayWindow,
    SayData,
    SayEnd,
    HearWindow,
    HearData,
    HearEnd,
};

/// The state that \a step leads to; none: it may not be taken.
[[nodiscard]] std::optional<StreamState> after(StreamState state, StreamStep step);

} // namespace sealcord::sealed
