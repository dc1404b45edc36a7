// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <chrono>

namespace sealcord {

/// What an agent that connects anew does when a connection has ended.
struct NextAttempt {
    bool isFinal = false; ///< none: only a person can help
    std::chrono::milliseconds leastDelay{}; ///< before it, where the agent's own is shorter
};

/// What follows from \a how. What anybody on the way can cause stops no agent that knows its
/// server's key: docs/protocols/sealed.md.
[[nodiscard]] NextAttempt nextAfter(const ConnectionEnded &how, bool knowsServer);

} // namespace sealcord
