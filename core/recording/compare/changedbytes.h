// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/compare/recordingindex.h"
#include "core/recording/reading/recordingreader.h"

#include <QtGlobal>

#include <expected>
#include <string>

namespace sealcord {

/// Bytes of a message, from 0; the end is the first behind them.
struct ByteRange {
    quint64 begin = 0;
    quint64 end = 0;

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// The bytes between what two messages begin with and end with alike.
struct ChangedBytes {
    ByteRange first;
    ByteRange second;
};

/// Reads the messages, one in each recording, once more. Of a first one over
/// RecordedRows::longestContent no more than that is compared, and the bytes up to both ends count
/// as changed. The error, for a person: a file is not what it was.
[[nodiscard]] std::expected<ChangedBytes, std::string> changedBytes(RecordingReader &firstReader,
    const IndexedMessage &first, RecordingReader &secondReader, const IndexedMessage &second);

} // namespace sealcord
