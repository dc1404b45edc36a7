// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <chrono>

namespace sealcord {

/// When a watcher asks which connections stand: after something happened that it was not told of,
/// so that what it shows becomes true again, and at most once a second.
class StandingQuestion
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr auto interval = std::chrono::seconds(1);

    /// Whether to ask at \a now, having taken \a batch, which carries the question then.
    [[nodiscard]] bool isDue(TrafficBatch &batch, Clock::time_point now)
    {
        m_isOpen = m_isOpen || batch.isIncomplete();
        if (!m_isOpen || now < m_next)
            return false;
        m_isOpen = false;
        m_next = now + interval;
        batch.question = ++m_last;
        return true;
    }

private:
    bool m_isOpen = false;
    Clock::time_point m_next{};
    quint64 m_last = 0;
};

} // namespace sealcord
