// SPDX-License-Identifier: MIT
#include "core/traffic/queue/payloadstore.h"

#include <algorithm>
#include <utility>

namespace sealcord {

void PayloadStore::keep(TrafficRow &row)
{
    const auto size = row.content.size() + row.frame.size();
    if (size == 0)
        return;
    const std::span all(room(size), size);
    const auto frame = std::ranges::copy(row.content, all.begin()).out;
    std::ranges::copy(row.frame, frame);
    row.content = all.first(row.content.size());
    row.frame = all.subspan(row.content.size());
}

std::byte *PayloadStore::room(std::size_t size)
{
    if (size > chunkSize / 4) // so that no chunk is left with more than that unused
        return m_full.emplace_back(std::make_unique_for_overwrite<std::byte[]>(size)).get();
    if (m_chunk && chunkSize - m_used < size) {
        m_full.push_back(std::move(m_chunk));
        m_used = 0;
    }
    if (!m_chunk)
        m_chunk = std::make_unique_for_overwrite<std::byte[]>(chunkSize);
    auto *const place = m_chunk.get() + m_used;
    m_used += size;
    return place;
}

std::vector<PayloadStore::Chunk> PayloadStore::takeFullChunks()
{
    return std::exchange(m_full, {});
}

} // namespace sealcord
