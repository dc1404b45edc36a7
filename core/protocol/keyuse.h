// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sealcord {

/// How far one direction of a connection has used its keys, where each key is replaced after a
/// number of records: so many under the first, so many under the next.
struct KeyUse {
    std::uint64_t records = 0; ///< so far
    std::uint64_t perKey = 1;

    /// How often the key was replaced: before the record that would have been one too many.
    [[nodiscard]] constexpr std::uint64_t rekeys() const
    {
        return records == 0 ? 0 : (records - 1) / perKey;
    }
    /// Records that the key may still be used for.
    [[nodiscard]] constexpr std::uint64_t left() const
    {
        return perKey - (records - rekeys() * perKey);
    }
};

} // namespace sealcord
