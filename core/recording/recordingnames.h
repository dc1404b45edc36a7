// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recordingfile.h"
#include "core/records/recordtime.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// The names of a recording's parts. Paths are in the system's encoding.
namespace sealcord {

/// "logs/name.sealcord" -> "logs/name-20261129T024700.123Z.sealcord".
[[nodiscard]] std::string partPath(std::string_view path, RecordTime begin);

/// A part that was just made.
struct NewPart {
    std::string path;
    std::expected<RecordingFile, std::error_code> file;
};
/// Makes the part of \a path that begins at \a begin; a name that is taken gets one of the next
/// milliseconds.
[[nodiscard]] NewPart openPart(std::string_view path, RecordTime begin);

/// The parts of the recording \a path that are in its folder, the oldest first: regular files whose
/// names have exactly the form of partPath().
[[nodiscard]] std::vector<std::string> partsOf(std::string_view path);

/// Removes the oldest parts of \a path but for \a keep of them.
void removeOldParts(std::string_view path, std::size_t keep);

} // namespace sealcord
