// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace sealcord::fuzz {

/// One event as it can be compared with another run's. Of a failure the reason counts and not the
/// text: that one quotes as many of the peer's first bytes as were there.
struct Step {
    enum class Kind { Established, Message, Goodbye, UnprotectedClose, Failed };

    Kind kind = Kind::Failed;
    std::vector<std::byte> plaintext; ///< of a message
    std::optional<Failure::Reason> reason; ///< of a failure

    friend bool operator==(const Step &, const Step &) = default;
};

/// All that a session told and wrote while it read one stream.
struct Trace {
    std::vector<Step> steps;
    std::vector<std::byte> out;
    std::size_t consumed = 0; ///< bytes
    std::size_t needed = 0; ///< the last NeedBytes, 0 when the session is over
    std::optional<StreamEnd> end; ///< what the end of the stream means; nothing when over

    friend bool operator==(const Trace &, const Trace &) = default;
};

} // namespace sealcord::fuzz
