// SPDX-License-Identifier: MIT
#include "core/net/loop/alarm.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>

namespace sealcord {

using std::chrono::nanoseconds;
using std::chrono::seconds;

Alarm::Alarm()
    : m_descriptor(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{ }

Alarm::~Alarm()
{
    if (isOpen())
        close(m_descriptor);
}

void Alarm::ringBy(Clock::time_point time)
{
    if (m_time && *m_time <= time)
        return;
    m_time = time;
    set(std::max<Clock::duration>(time.time_since_epoch(), nanoseconds(1))); // 0 would stop it
}

void Alarm::stop()
{
    if (!m_time)
        return;
    m_time.reset();
    set(nanoseconds::zero());
}

// Fails for no time that a clock can show.
void Alarm::set(Clock::duration sinceEpoch)
{
    const auto whole = std::chrono::floor<seconds>(sinceEpoch);
    const itimerspec once{.it_interval = {},
        .it_value = {.tv_sec = whole.count(), .tv_nsec = nanoseconds(sinceEpoch - whole).count()}};
    timerfd_settime(m_descriptor, TFD_TIMER_ABSTIME, &once, nullptr);
}

} // namespace sealcord
