// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QString>

namespace sealcord {

/// What the event or gap \a row means and what can be done about it, in a sentence or two of the
/// user's language.
[[nodiscard]] QString meaningOf(const TrafficRow &row);

} // namespace sealcord
