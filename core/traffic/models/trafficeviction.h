// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmarks.h"
#include "core/traffic/models/trafficring.h"

#include <cstddef>
#include <functional>

namespace sealcord {

/// Which rows of a TrafficRing make room for newer ones: the oldest first. What is marked or chosen
/// stays, as far as the ring has room for such rows; what is chosen, even beyond.
class TrafficEviction
{
public:
    using Position = TrafficRing::Position;
    /// Calls the given change of the ring, which is to the rows from the first position on and
    /// before the second, and shows what that leaves of them.
    using Rework =
        std::function<void(Position begin, Position end, const std::function<void()> &change)>;

    /// \a ring, \a marks and \a limits outlive this.
    TrafficEviction(
        TrafficRing &ring, TrafficMarks &marks, const TrafficLimits &limits, Rework rework);

    /// Until \a rows more of \a bytes fit. A mark for which there is no room any more goes.
    void makeRoom(std::size_t rows, std::size_t bytes);

private:
    void trimPast(std::size_t rows, std::size_t bytes);
    void retire(Position end);
    [[nodiscard]] Position firstPinned(Position begin, Position end) const;

    TrafficRing &m_ring;
    TrafficMarks &m_marks;
    const TrafficLimits &m_limits;
    Rework m_rework;
};

} // namespace sealcord
