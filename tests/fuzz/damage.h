// SPDX-License-Identifier: MIT
#pragma once

#include "tests/fuzz/inputreader.h"
#include "tests/fuzz/rehearsal.h"

#include <cstddef>
#include <vector>

namespace sealcord::fuzz {

/// What \a rehearsal's peer sends, after somebody on the way has done to it what \a input says. An
/// empty input does nothing.
///
/// Each damage is five bytes: what, which piece, offset in it (two bytes), value. Pieces are the
/// handshake packet and the frames.
[[nodiscard]] std::vector<std::byte> damagedStream(const Rehearsal &rehearsal, InputReader &input);

} // namespace sealcord::fuzz
