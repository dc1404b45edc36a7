// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"
#include "widgets/look/appearance.h"

#include <QString>

namespace sealcord {

class WindowState;

/// What a person chooses of how a window shows things: it is remembered.
struct ViewSettings {
    TrafficLimits kept; ///< of the traffic list, within the bounds below
    TrafficModel::TimeFormat timeFormat = TrafficModel::TimeFormat::OfDay;
    Appearance appearance = Appearance::System;
    QString language; ///< "en", "de", or empty: the system's
    bool keepsContents = false; ///< from one run to the next: former messages and filters

    static constexpr qint64 leastKeptBytes = qint64{1} << 20;
    static constexpr qint64 mostKeptBytes = qint64{1} << 36;
    static constexpr int leastKeptRows = 100;
    static constexpr int mostKeptRows = 1'000'000;
};

/// What \a state remembers; where it has nothing, or nothing that makes sense, the default.
[[nodiscard]] ViewSettings storedView(const WindowState &state);
void storeView(WindowState &state, const ViewSettings &view);

} // namespace sealcord
