// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sealcord {

/// Copies of what rows view, which stay where they are until the store is emptied. Asks for memory
/// in chunks, not per copy.
class PayloadStore
{
public:
    using Chunk = std::unique_ptr<std::byte[]>;
    static constexpr std::size_t chunkSize = 64 * 1024;

    /// Lets \a row view copies, both in one chunk.
    void keep(TrafficRow &row);

    /// Those of the chunks that are full, or as full as they get.
    [[nodiscard]] std::vector<Chunk> takeFullChunks();
    /// What the chunk that is being filled holds. reset() lets it be filled anew.
    [[nodiscard]] std::span<const std::byte> rest() const { return {m_chunk.get(), m_used}; }
    void reset() { m_used = 0; }

private:
    [[nodiscard]] std::byte *room(std::size_t size);

    std::vector<Chunk> m_full;
    Chunk m_chunk; // of chunkSize, once needed
    std::size_t m_used = 0;
};

} // namespace sealcord
