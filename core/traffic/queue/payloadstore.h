// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/queue/chunkpool.h"
#include "core/traffic/trafficrow.h"

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace sealcord {

/// Copies of what rows view, which stay where they are until the store is emptied. Takes memory
/// in chunks from a pool, not per copy.
class PayloadStore
{
public:
    using Piece = std::shared_ptr<std::byte[]>; ///< shared by the rows in it
    /// Of a chunk that is full: what is longer than the rest of it has memory of its own.
    static constexpr std::size_t leastFilled = ChunkPool::chunkSize / 4 * 3;

    explicit PayloadStore(std::shared_ptr<ChunkPool> pool)
        : m_pool(std::move(pool))
    { }

    /// Lets \a row view copies, both in one chunk.
    void keep(TrafficRow &row);
    /// A copy of \a bytes, in one chunk.
    [[nodiscard]] std::span<const std::byte> keep(std::span<const std::byte> bytes);

    /// Those of the chunks that are full, or as full as they get, and what is too long for one.
    [[nodiscard]] std::vector<Piece> takeFull();
    /// What the chunk that is being filled holds. reset() lets it be filled anew.
    [[nodiscard]] std::span<const std::byte> rest() const { return {m_chunk.get(), m_used}; }
    void reset() { m_used = 0; }

private:
    [[nodiscard]] std::byte *room(std::size_t size);

    std::shared_ptr<ChunkPool> m_pool;
    std::vector<Piece> m_full;
    Piece m_chunk; // of the pool, once needed
    std::size_t m_used = 0;
};

} // namespace sealcord
