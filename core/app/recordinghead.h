// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/recordingline.h"

namespace sealcord {

/// What a recording of this program says of itself, at an end of that \a role which takes or speaks
/// \a protocol; None: both. When it starts is left open.
[[nodiscard]] RecordingHead recordingHead(Role role, Protocol protocol, bool hasFrames);

} // namespace sealcord
