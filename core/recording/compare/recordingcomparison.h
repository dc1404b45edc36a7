// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/compare/changedbytes.h"
#include "core/recording/compare/messagealignment.h"
#include "core/recording/compare/recordingindex.h"

#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <string>

namespace sealcord {

/// One of two recordings that are compared.
struct ComparedRecording {
    RecordingReader &reader;
    const RecordingIndex &index;
};

/// How the second recording differs from the first in one message, or in a connection.
struct RecordingDifference {
    /// A message, or a connection.
    struct Place {
        quint64 number = 0; ///< of the message, from 1: among those of its speaker and connection
        quint64 line = 0; ///< in the file
        quint64 size = 0; ///< of a message its bytes; of a connection its messages
    };

    DifferenceKind kind = DifferenceKind::Missing; ///< of a connection: Missing or Extra
    std::size_t connection = 1; ///< in the order of their opening, from 1
    std::optional<Role> speaker = {}; ///< of the message; none: it is the connection that differs
    std::optional<Place> first = {};
    std::optional<Place> second = {};
    std::optional<ByteDifference> bytes = {}; ///< of Changed
};

/// Gives each difference to \a taker (false: no more of them): connection by connection in the
/// order of their opening, what agents said before what servers said. The recorders may have been
/// at different ends. The error, for a person: a file is not what it was.
[[nodiscard]] std::expected<void, std::string> compareRecordings(ComparedRecording first,
    ComparedRecording second, const std::function<bool(const RecordingDifference &)> &taker);

} // namespace sealcord
