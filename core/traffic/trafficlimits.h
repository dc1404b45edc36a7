// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

/// How much traffic is kept: whatever is reached first makes room for newer rows.
struct TrafficLimits {
    std::size_t bytes = 64 * 1024 * 1024; ///< of plaintext and frames
    std::size_t rows = 100'000;
};

} // namespace sealcord
