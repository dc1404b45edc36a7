// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <QString>

namespace sealcord {

/// What the list of connections says of a cell when somebody points at it: more than the cell does.
/// Rich text, broken into lines.
[[nodiscard]] QString cellToolTip(
    const ConnectionInfo &info, ConnectionModel::Column column, TrafficRow::Clock::time_point now);
/// What a column shows.
[[nodiscard]] QString columnToolTip(ConnectionModel::Column column);

} // namespace sealcord
