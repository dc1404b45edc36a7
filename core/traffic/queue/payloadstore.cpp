// SPDX-License-Identifier: MIT
#include "core/traffic/queue/payloadstore.h"

#include <cstring>
#include <utility>

namespace sealcord {

std::span<const std::byte> PayloadStore::keep(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return {};
    if (bytes.size() > chunkSize / 4) { // so that no chunk is left with more than that unused
        auto own = std::make_unique_for_overwrite<std::byte[]>(bytes.size());
        std::memcpy(own.get(), bytes.data(), bytes.size());
        return {m_full.emplace_back(std::move(own)).get(), bytes.size()};
    }
    if (m_chunk && chunkSize - m_used < bytes.size()) {
        m_full.push_back(std::move(m_chunk));
        m_used = 0;
    }
    if (!m_chunk)
        m_chunk = std::make_unique_for_overwrite<std::byte[]>(chunkSize);
    auto *const place = m_chunk.get() + m_used;
    std::memcpy(place, bytes.data(), bytes.size());
    m_used += bytes.size();
    return {place, bytes.size()};
}

std::vector<PayloadStore::Chunk> PayloadStore::takeFullChunks()
{
    return std::exchange(m_full, {});
}

} // namespace sealcord
