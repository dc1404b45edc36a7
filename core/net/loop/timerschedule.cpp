// SPDX-License-Identifier: MIT
#include "core/net/loop/timerschedule.h"

#include <algorithm>
#include <array>

namespace sealcord {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

namespace {

// A coarse timer's intervals: QTimer's documentation promises 5 %.
constexpr auto longestPrecise = 20ms;
constexpr auto shortestVeryCoarse = 20s;
constexpr int toleranceDivisor = 20;

// What a coarse timer is moved to a multiple of: the first that is near enough. 2 ms always is, as
// the shortest interval may be 1 ms off.
constexpr std::array<milliseconds, 9> roundTimes{
    1000ms, 500ms, 250ms, 100ms, 50ms, 25ms, 10ms, 4ms, 2ms};

Qt::TimerType effective(nanoseconds interval, Qt::TimerType type)
{
    if (type != Qt::CoarseTimer)
        return type;
    if (interval <= longestPrecise)
        return Qt::PreciseTimer;
    return interval < shortestVeryCoarse ? Qt::CoarseTimer : Qt::VeryCoarseTimer;
}

TimerSchedule::Time coarse(TimerSchedule::Time exact, nanoseconds interval)
{
    const auto tolerance = interval / toleranceDivisor;
    for (const auto step : roundTimes) {
        const auto sinceStep = exact.time_since_epoch() % step;
        const auto round = exact - sinceStep + (sinceStep * 2 < step ? 0ms : step);
        if (std::chrono::abs(round - exact) <= tolerance)
            return round;
    }
    return exact;
}

} // namespace

TimerSchedule::TimerSchedule(nanoseconds interval, Qt::TimerType type, Time now)
    : m_interval(interval)
    , m_type(effective(interval, type))
    , m_due(now + interval)
{
    if (m_type == Qt::CoarseTimer) {
        m_due = coarse(m_due, m_interval);
    } else if (m_type == Qt::VeryCoarseTimer) {
        m_interval = std::max<seconds>(std::chrono::round<seconds>(interval), 1s);
        m_due = std::chrono::round<seconds>(now) + m_interval;
    }
}

void TimerSchedule::advance(Time now)
{
    m_due += m_interval;
    if (m_due < now)
        m_due =
            (m_type == Qt::VeryCoarseTimer ? std::chrono::floor<seconds>(now) : now) + m_interval;
    if (m_type == Qt::CoarseTimer)
        m_due = std::max(coarse(m_due, m_interval), now);
}

} // namespace sealcord
