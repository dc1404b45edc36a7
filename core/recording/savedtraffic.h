// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/recordingline.h"
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/trafficmodel.h"

#include <QString>

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace sealcord {

/// Rows of a list with all that they view, to be written down on another thread.
struct SavedTraffic {
    struct Row {
        TrafficRow row;
        TrafficMemory memory; ///< keeps alive what it views
        std::optional<std::string> mark; ///< its note, in UTF-8; none: it is not marked
    };

    std::vector<Row> rows; ///< in the order of their numbers
    std::map<ConnectionId, ConnectionInfo> connections; ///< that the rows are about
};

/// The rows that \a messages shows, all or those that are marked, and what \a connections know of
/// theirs.
[[nodiscard]] SavedTraffic savedTraffic(
    const TrafficModel &messages, const ConnectionModel &connections, bool onlyMarked);

/// Writes \a traffic as a recording into a new file at \a path, which whoever owns it alone can
/// read, or gives up when \a end wants that. The error says why it is not there, for a person;
/// empty where it was given up. A file that could not be finished is not left behind.
[[nodiscard]] std::expected<void, QString> save(const SavedTraffic &traffic, RecordingHead head,
    const QString &path, const std::stop_token &end);

} // namespace sealcord
