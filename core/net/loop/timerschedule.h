// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

#include <chrono>

namespace sealcord {

/// When a timer is due, in Qt's three precisions. Times near each other are moved onto each other,
/// so that the thread wakes up once for many timers.
///
/// - precise: exactly after the interval;
/// - coarse: at a round time, at most 5 % of the interval off. Up to 20 ms it is precise, from 20 s
///   on very coarse, since there 5 % are more than a second;
/// - very coarse: at a full second. The interval is whole seconds then, one at least.
class TimerSchedule
{
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    TimerSchedule(std::chrono::nanoseconds interval, Qt::TimerType type, Time now);

    [[nodiscard]] std::chrono::nanoseconds interval() const { return m_interval; }
    [[nodiscard]] Qt::TimerType type() const { return m_type; }
    [[nodiscard]] Time due() const { return m_due; }

    /// Goes on to the next time that is due, at \a now. A timer that comes late misses turns and
    /// does not catch up on them.
    void advance(Time now);

private:
    std::chrono::nanoseconds m_interval;
    Qt::TimerType m_type;
    Time m_due;
};

} // namespace sealcord
