// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <chrono>
#include <optional>

namespace sealcord {

/// Finds agents that wait for a reply and are about to give up, or to be disconnected because
/// nothing is said. Each is told of once for either, each time that it waits.
class ReplyWatch
{
public:
    using TimePoint = TrafficRow::Clock::time_point;

    /// So long before the idle limit at most; half of it where that is less.
    static constexpr std::chrono::seconds mostAhead{15};

    struct Due {
        ConnectionName agent;
        /// Until the idle limit ends it, about. None: it may give up by itself. Nobody tells us
        /// when; this is half of what our own agents wait unless they are told otherwise.
        std::optional<std::chrono::seconds> left;
    };

    /// One that is due and was not told of. \a idleTimeout is the server's, zero: none.
    [[nodiscard]] std::optional<Due> look(
        const ConnectionModel &connections, std::chrono::milliseconds idleTimeout, TimePoint now);

private:
    // Those that wait since then or before were told of.
    TimePoint m_toldOfPatience;
    TimePoint m_toldOfSilence;
};

} // namespace sealcord
