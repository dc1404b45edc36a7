// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/streams/streammodel.h"

#include <QString>

namespace sealcord {

/// What the list of streams shows at \a now.
[[nodiscard]] QString cellText(
    const StreamInfo &info, StreamModel::Column column, TrafficRow::Clock::time_point now);
/// The exact value, fit for a tool tip: where it holds a stranger's text, that is no markup.
[[nodiscard]] QString cellToolTip(
    const StreamInfo &info, StreamModel::Column column, TrafficRow::Clock::time_point now);
/// The title of a column.
[[nodiscard]] QString columnTitle(StreamModel::Column column);

/// "open", "closed", "reset", "refused", "out of sight" in the user's language, with their glyphs
/// where \a withGlyph: "● open", "– closed", "✕ reset", "✕ refused", "– out of sight".
[[nodiscard]] QString describe(StreamInfo::State state, bool withGlyph);
/// Where it leads, what a stranger would ask for made visible.
[[nodiscard]] QString targetOf(const StreamInfo &info);

} // namespace sealcord
