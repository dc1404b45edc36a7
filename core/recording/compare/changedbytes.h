// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/byterange.h"
#include "core/recording/compare/recordingindex.h"
#include "core/recording/reading/recordingreader.h"

#include <expected>
#include <string>

namespace sealcord {

/// The bytes between what two messages begin with and end with alike. Reads the messages, one in
/// each recording, once more. Of a first one over RecordedRows::longestContent no more than that is
/// compared, and the bytes up to both ends count as changed. The error, for a person: a file is not
/// what it was.
[[nodiscard]] std::expected<ByteDifference, std::string> changedBytes(RecordingReader &firstReader,
    const IndexedMessage &first, RecordingReader &secondReader, const IndexedMessage &second);

} // namespace sealcord
