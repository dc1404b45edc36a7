// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/loop/timerschedule.h"

#include <QObject>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The running timers of one thread, in the order in which they are due.
///
/// Nothing is allocated but in add(). A call costs the logarithm of the number of timers, but for
/// those that ask about all timers of an object, which look at each.
class TimerList
{
public:
    using Clock = TimerSchedule::Clock;

    void add(int id, std::chrono::nanoseconds interval, Qt::TimerType type, QObject &receiver);
    /// Whether there was one.
    bool remove(int id);
    /// Whether there was any.
    bool removeAll(const QObject &receiver);

    struct Running {
        int id;
        std::chrono::nanoseconds interval;
        Qt::TimerType type;
    };
    [[nodiscard]] std::vector<Running> timersOf(const QObject &receiver) const;
    /// The time until timer \a id is due, 0 if it is late; nothing if it is unknown.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> remaining(int id) const;
    /// When an event loop must call fire(); nothing if no timer runs. A timer whose event is being
    /// handled does not count: see fire().
    [[nodiscard]] std::optional<Clock::time_point> nextDue() const;

    /// Sends an event for each timer that is due, at most one for each, and none for those that are
    /// added meanwhile. A timer whose event is still being handled, further down the stack, misses
    /// its turn. Returns how many were due, those of interval 0 excepted: a loop that goes on while
    /// something happens would never end.
    int fire();

private:
    struct Timer {
        int id;
        TimerSchedule schedule;
        QObject *receiver;
        std::uint64_t lastPass; // the fire() in which it was added or last looked at
        bool isBeingHandled = false;
    };
    using Queue = std::multimap<Clock::time_point, Timer>;

    void sendFirst(Clock::time_point now, std::uint64_t pass);

    Queue m_queue; // by the time when it is due; of equal ones, the last to be added is last
    std::unordered_map<int, Queue::iterator> m_byId;
    std::uint64_t m_lastPass = 0;
};

} // namespace sealcord
