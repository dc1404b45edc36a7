// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/models/trafficring.h"

#include <vector>

namespace sealcord {

/// One slice of looking for the rows that are to be shown: those of \a ring from \a at on and
/// before \a end that are gaps or match \a filter. It ends after 5 ms, so that other events of the
/// thread have their turn; \a at is where the next slice begins then.
[[nodiscard]] std::vector<TrafficRing::Position> scanSlice(const TrafficRing &ring,
    const Filter &filter, TrafficRing::Position &at, TrafficRing::Position end);

} // namespace sealcord
