// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/limits.h"
#include "core/net/tap/tap.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace sealcord {

/// When what of one connection happened last, and whether it is late for what must follow. It has
/// no timer: who owns it looks.
class Deadlines
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a limits outlive it.
    explicit Deadlines(const ConnectionLimits &limits)
        : m_limits(limits)
    { }

    /// Bytes went in or out.
    void progressed() { m_madeProgress = true; }
    /// The peer took something of what it is owed, or is owed something from now on.
    void sendProgressed() { m_lastSendProgress = Clock::now(); }
    /// The front of an unfinished frame is there.
    void frameBegan() { m_frameBegan = Clock::now(); }
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
    struct Late {
        EndReason reason;
        std::string text;
    };
    /// What the connection is late for at \a now and ends at once for.
    [[nodiscard]] std::optional<Late> late(Clock::time_point now, const Standing &standing) const;
    /// That nothing was said for too long, which ends it with a goodbye.
    [[nodiscard]] std::optional<Late> idle(Clock::time_point now) const;

private:
    [[nodiscard]] bool isFrameLate(Clock::time_point now, std::size_t length) const;

    const ConnectionLimits &m_limits;
    bool m_madeProgress = false; // since the last look
    Clock::time_point m_since = Clock::now();
    Clock::time_point m_lastLook = m_since;
    Clock::time_point m_lastProgress = m_since;
    Clock::time_point m_lastSendProgress = m_since;
    Clock::time_point m_frameBegan = m_since;
    Clock::time_point m_closedBy = Clock::time_point::max();
};

} // namespace sealcord
