// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <chrono>
#include <deque>

namespace sealcord {

/// How many messages a second a connection has carried each way, over the last seconds.
class ConnectionRate
{
public:
    using TimePoint = TrafficRow::Clock::time_point;

    static constexpr int seconds = 5; ///< that it is taken over

    /// The connection has carried \a count up to \a now. To be called once a second.
    void add(TimePoint now, const TrafficCount &count);

    [[nodiscard]] double inPerSecond() const { return perSecond(&TrafficCount::messagesIn); }
    [[nodiscard]] double outPerSecond() const { return perSecond(&TrafficCount::messagesOut); }

private:
    struct Tick {
        TimePoint time;
        TrafficCount count;
    };

    [[nodiscard]] double perSecond(quint64 TrafficCount::*messages) const;

    std::deque<Tick> m_ticks; // the last ones, oldest first
};

} // namespace sealcord
