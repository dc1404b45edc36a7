// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filterfield.h"
#include "core/traffic/trafficrow.h"

namespace sealcord {

/// What a cell of \a column, one of TrafficModel's, says about its \a row.
[[nodiscard]] FilterField fieldOf(const TrafficRow &row, int column);

} // namespace sealcord
