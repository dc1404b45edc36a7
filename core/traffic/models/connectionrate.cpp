// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionrate.h"

namespace sealcord {

using namespace std::chrono_literals;

void ConnectionRate::add(TimePoint now, const TrafficCount &count)
{
    m_ticks.push_back({now, count});
    if (m_ticks.size() > seconds + 1) // from the first to the last
        m_ticks.pop_front();
}

double ConnectionRate::perSecond(quint64 TrafficCount::*messages) const
{
    if (m_ticks.empty())
        return 0;
    const auto &first = m_ticks.front();
    const auto &last = m_ticks.back();
    const std::chrono::duration<double> time = last.time - first.time;
    const auto count = last.count.*messages - first.count.*messages;
    return time > 0s ? static_cast<double>(count) / time.count() : 0; // the clock may be set
}

} // namespace sealcord
