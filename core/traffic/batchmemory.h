// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// What the rows of a batch view, in pieces, so that whoever keeps one row keeps its piece alive
/// and not the whole batch.
class BatchMemory
{
public:
    /// \a owner keeps a piece alive, which begins at \a begin.
    void add(const std::byte *begin, TrafficMemory owner);
    /// Of what \a row views: one piece, or two where its frame is another message's too. Null for
    /// one that views nothing.
    [[nodiscard]] TrafficMemory of(const TrafficRow &row) const;

private:
    [[nodiscard]] TrafficMemory of(std::span<const std::byte> bytes) const;

    struct Piece {
        const std::byte *begin = nullptr;
        TrafficMemory owner;
    };

    std::vector<Piece> m_pieces; // by their addresses
};

} // namespace sealcord
