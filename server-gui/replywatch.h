// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <chrono>
#include <optional>

namespace sealcord {

/// Finds agents that wait for a reply and are about to be disconnected because nothing is said.
/// Each is told of once for each time that it waits.
class ReplyWatch
{
public:
    /// So long before the end at most; half of the limit where that is less.
    static constexpr std::chrono::seconds mostAhead{15};

    struct Due {
        ConnectionName agent;
        std::chrono::seconds left; ///< until its end, about
    };

    /// The one that is due first and was not told of; \a idleTimeout zero: nobody ever is.
    [[nodiscard]] std::optional<Due> look(const ConnectionModel &connections,
        std::chrono::milliseconds idleTimeout, TrafficRow::Clock::time_point now);

private:
    TrafficRow::Clock::time_point m_toldUpTo; ///< those that wait since then or before
};

} // namespace sealcord
