// SPDX-License-Identifier: MIT
#include "core/traffic/watch/duetimer.h"

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

static constexpr std::chrono::milliseconds longestTimer = 1h; // what it counts in ends at 24 days

DueTimer::DueTimer(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DueTimer::look);
}

void DueTimer::begin()
{
    m_due = Clock::now();
}

void DueTimer::advance(Clock::duration pause)
{
    m_due += std::max(Clock::duration(0), pause);
}

void DueTimer::wait()
{
    m_timer.start(
        std::clamp(std::chrono::ceil<std::chrono::milliseconds>(left()), 0ms, longestTimer));
}

void DueTimer::stop()
{
    m_timer.stop();
}

void DueTimer::look()
{
    if (isDue())
        Q_EMIT due();
    else
        wait();
}

} // namespace sealcord
