// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/ending.h"

#include <chrono>
#include <memory>
#include <variant>

/// The phases of a connection, one after the other. What belongs to a phase lives in it.
///
/// | phase | it reads | it writes | it goes on to |
/// |---|---|---|---|
/// | Agreeing | the handshake | the handshake | Talking; Flushing where it ends |
/// | Talking | messages | messages, the goodbye | Flushing where it ends |
/// | Flushing | nothing | what is owed | Lingering when the kernel has it |
/// | Lingering | the peer's goodbye, then throws away, until FIN | nothing | Released |
/// | Released | nothing | nothing | its deletion |
///
/// An abort, a socket that fails and a peer that is done lead to Released at once. The owner is
/// told of the end on the way into Flushing, or, where the protocol has the peer answer a goodbye,
/// when it has or when it cannot any more.
namespace sealcord::phase {

/// That it ends when it has answered what has arrived, or at some time.
struct Finish {
    Ending ending;
    std::chrono::steady_clock::time_point drainUntil;
};

/// What Agreeing and Talking have in common.
struct Open {
    bool isReadingPaused = false;
    bool isShortOfMemory = false; ///< and waits until others have given back some
    std::unique_ptr<Finish> finish; ///< once it was told to
};
struct Agreeing : Open { };
struct Talking : Open { };
/// What Flushing and Lingering have in common.
struct Closing {
    std::unique_ptr<Ending> untold; ///< while the peer's answer to a goodbye may come
};
struct Flushing : Closing {
    bool isPeerDone = false; ///< it said goodbye, and nothing is behind that
};
struct Lingering : Closing { };
struct Released { };

} // namespace sealcord::phase

namespace sealcord {

using ConnectionPhase = std::variant<phase::Agreeing, phase::Talking, phase::Flushing,
    phase::Lingering, phase::Released>;

} // namespace sealcord
