// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"

#include <new>
#include <string>

namespace sealcord {

/// Why a connection ends: for programs, and in words for people, printable ASCII only.
struct Ending {
    EndReason reason = EndReason::ClosedByUs;
    std::string text;
    CloseReason goodbye = CloseReason::Done; ///< what the peer is told, where it is told anything
};

/// The peer said goodbye.
[[nodiscard]] Ending endingOf(const PeerClosed &goodbye, Role role);
/// The session cannot go on.
[[nodiscard]] Ending endingOf(const Failure &failure);
/// The peer's stream ended without a goodbye.
[[nodiscard]] Ending endingOf(StreamEnd where);
/// \a said, and the peer had to answer the goodbye and has not. \a why, where that is known.
[[nodiscard]] Ending unanswered(Ending said, const std::string &why);
/// There is no memory for what a peer made us ask for. Other connections go on.
[[nodiscard]] Ending endingOf(const std::bad_alloc &);
/// The socket failed with \a error, an errno.
[[nodiscard]] Ending endingOfSocket(int error);

} // namespace sealcord
