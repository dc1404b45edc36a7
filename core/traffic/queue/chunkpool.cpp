// SPDX-License-Identifier: MIT
#include "core/traffic/queue/chunkpool.h"

#include <new>
#include <tuple>

#include <sys/mman.h>

namespace sealcord {

static std::byte *fromSystem()
{
    auto *const memory = ::mmap(
        nullptr, ChunkPool::chunkSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc(); // as operator new does
    return static_cast<std::byte *>(memory);
}

static void toSystem(std::byte *chunk)
{
    std::ignore = ::munmap(chunk, ChunkPool::chunkSize);
}

ChunkPool::~ChunkPool()
{
    for (auto *const chunk : m_free)
        toSystem(chunk);
}

std::shared_ptr<std::byte[]> ChunkPool::take(const std::shared_ptr<ChunkPool> &pool)
{
    auto *const waiting = pool->takeFree();
    return {waiting ? waiting : fromSystem(), [pool](std::byte *chunk) { pool->giveBack(chunk); }};
}

std::byte *ChunkPool::takeFree()
{
    const std::scoped_lock lock(m_mutex);
    if (m_free.empty())
        return nullptr;
    auto *const chunk = m_free.back();
    m_free.pop_back();
    return chunk;
}

void ChunkPool::giveBack(std::byte *chunk)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_free.size() < m_mostFree) {
            m_free.push_back(chunk);
            return;
        }
    }
    toSystem(chunk);
}

} // namespace sealcord
