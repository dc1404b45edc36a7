// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sealcord {

/// Why an end says goodbye: the byte of the sealed protocol. The classic one knows Done alone.
enum class CloseReason : std::uint8_t {
    Done = 0,
    ShuttingDown = 1,
    NotAuthorised = 2,
    WaitsForApproval = 3,
    Idle = 4, ///< idle too long
};

} // namespace sealcord
