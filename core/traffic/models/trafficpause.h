// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficring.h"

#include <optional>

namespace sealcord {

/// While it is on, newcomers of a TrafficRing are kept as far as there is room, but not shown.
class TrafficPause
{
public:
    using Position = TrafficRing::Position;

    /// Messages and events that came since it began.
    struct HeldBack {
        quint64 kept = 0; ///< shown once it ends
        quint64 notKept = 0; ///< there was no room for them
    };

    /// \a ring outlives this.
    explicit TrafficPause(const TrafficRing &ring)
        : m_ring(ring)
    { }

    void begin(); ///< anew, where it was on
    void end();
    [[nodiscard]] bool isOn() const { return m_at.has_value(); }
    /// While it is on: rows from there on are not shown.
    [[nodiscard]] const std::optional<Position> &at() const { return m_at; }

    [[nodiscard]] HeldBack heldBack() const;
    /// Whether \a row came too late: since one had no room within \a limits, none has.
    [[nodiscard]] bool refuses(const TrafficRow &row, const TrafficLimits &limits);
    void leavePast(); ///< rows that are not recent any more count as shown

private:
    const TrafficRing &m_ring;
    std::optional<Position> m_at;
    HeldBack m_before; // what there was when it began
    bool m_isFull = false; // a newcomer was not kept
};

} // namespace sealcord
