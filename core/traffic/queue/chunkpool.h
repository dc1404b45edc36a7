// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace sealcord {

/// Memory in chunks of one size that goes round: from the threads that fill it, over whoever keeps
/// what is in it, back to them. What nobody needs goes back to the system, not to an allocator:
/// that has an arena for each thread, and keeps in all of them what was ever needed in one. Any
/// thread.
class ChunkPool
{
public:
    static constexpr std::size_t chunkSize = 64 * 1024;

    /// Lets up to \a mostFree chunks wait for the next use: the system clears what it gives, and
    /// that costs more than what is copied into it.
    explicit ChunkPool(std::size_t mostFree)
        : m_mostFree(mostFree)
    { }
    ~ChunkPool();
    ChunkPool(const ChunkPool &) = delete;
    ChunkPool &operator=(const ChunkPool &) = delete;

    /// A chunk of \a pool, which is there as long as its chunks are. Holds anything.
    [[nodiscard]] static std::shared_ptr<std::byte[]> take(const std::shared_ptr<ChunkPool> &pool);

private:
    [[nodiscard]] std::byte *takeFree();
    void giveBack(std::byte *chunk);

    const std::size_t m_mostFree;
    std::mutex m_mutex;
    std::vector<std::byte *> m_free; // guarded by it
};

} // namespace sealcord
