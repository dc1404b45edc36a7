// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/recordingline.h"
#include "core/records/recordtime.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficbatch.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sealcord {

/// So many messages and events that no line tells of.
struct RecordGap {
    RecordTime time;
    quint64 missing = 0;
    std::string_view reason; ///< one word
    std::string_view text; ///< for people
};

/// What one line of a recording is made of. Views a batch, which outlives it.
using RecordItem = std::variant<const TrafficRow *, const ConnectionNews *, RecordGap>;

/// What \a batch holds, as lines are written of it: rows in their order, and what became of a
/// connection where its row stands; what has no row there comes last.
[[nodiscard]] std::vector<RecordItem> recordItems(const TrafficBatch &batch);

/// Whether a recording of what passes \a filter has \a item. A packet of a handshake is where the
/// opening of its connection is; gaps always are.
[[nodiscard]] bool passes(const Filter &filter, const RecordItem &item);

/// When it happened.
[[nodiscard]] RecordTime timeOf(const RecordItem &item);

/// How many messages and events are missing where \a item is not written.
[[nodiscard]] quint64 countOf(const RecordItem &item);

/// Writes the line behind \a out.
void addLine(std::string &out, const RecordingLines &lines, const RecordItem &item);

} // namespace sealcord
