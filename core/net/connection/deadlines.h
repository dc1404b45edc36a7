// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/ending.h"
#include "core/net/limits.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace sealcord {

/// When what of one connection happened last, and whether it is late for what must follow. It has
/// no clock and no timer: who owns it tells the time and looks.
class Deadlines
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a limits outlive it. The connection begins at \a now.
    Deadlines(const ConnectionLimits &limits, Clock::time_point now)
        : m_limits(limits)
        , m_since(now)
    { }

    /// Bytes went in or out.
    void progressed() { m_madeProgress = true; }
    /// The peer is owed something from now on.
    void owingBegan(Clock::time_point now);
    /// The peer has \a bytes more of what it is owed.
    void taken(std::size_t bytes, Clock::time_point now);
    /// The front of an unfinished frame is there.
    void frameBegan(Clock::time_point now) { m_frameBegan = now; }
    void closeBy(Clock::time_point time) { m_closedBy = std::min(m_closedBy, time); }

    [[nodiscard]] Clock::time_point since() const { return m_since; }
    /// When bytes last went in or out, as look() saw it.
    [[nodiscard]] Clock::time_point lastProgress() const { return m_lastProgress; }

    /// Takes in what happened since it was called last. \a reads: the connection takes what
    /// arrives.
    void look(Clock::time_point now, bool reads);

    /// Where a connection stands.
    struct Standing {
        bool isHandshake = false;
        bool hasEnded = false;
        bool owes = false;
        std::size_t unfinished = 0; ///< bytes that the frame under way will have; 0: there is none
    };
    /// What the connection is late for at \a now and ends at once for.
    [[nodiscard]] std::optional<Ending> late(Clock::time_point now, const Standing &standing) const;
    /// That nothing was said for too long, which ends it with a goodbye.
    [[nodiscard]] std::optional<Ending> idle(Clock::time_point now) const;

private:
    [[nodiscard]] bool isFrameLate(Clock::time_point now, std::size_t length) const;
    [[nodiscard]] std::string tooSlow(Clock::time_point now) const;

    const ConnectionLimits &m_limits;
    bool m_madeProgress = false; // since the last look
    Clock::time_point m_since;
    Clock::time_point m_lastLook = m_since;
    Clock::time_point m_lastProgress = m_since;
    Clock::time_point m_frameBegan = m_since;
    // Each byte that the peer takes puts the end off by its time at the least rate, to sendTimeout
    // from now at most. Since when it has not been that far off, and what was taken since:
    Clock::time_point m_takeBy = m_since;
    Clock::time_point m_slowSince = m_since;
    std::size_t m_takenSince = 0;
    Clock::time_point m_closedBy = Clock::time_point::max();
};

} // namespace sealcord
