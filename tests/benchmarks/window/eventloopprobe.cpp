// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/eventloopprobe.h"

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

static constexpr auto interval = 1ms;

EventLoopProbe::EventLoopProbe(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EventLoopProbe::fire);
}

void EventLoopProbe::start()
{
    m_waits.clear();
    m_due = Clock::now() + interval;
    m_timer.start(interval);
}

void EventLoopProbe::stop()
{
    fire();
    m_timer.stop();
}

void EventLoopProbe::fire()
{
    for (const auto now = Clock::now(); m_due <= now; m_due += interval)
        m_waits.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now - m_due));
}

std::chrono::microseconds EventLoopProbe::wait(double quantile) const
{
    if (m_waits.empty())
        return 0us;
    auto waits = m_waits;
    const auto last = static_cast<double>(waits.size() - 1);
    const auto at = waits.begin() + static_cast<std::ptrdiff_t>(quantile * last);
    std::ranges::nth_element(waits, at);
    return *at;
}

} // namespace sealcord
