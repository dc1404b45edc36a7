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

std::span<const std::byte> PayloadStore::keep(std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return {};
    const std::span copy(room(bytes.size()), bytes.size());
    std::ranges::copy(bytes, copy.begin());
    return copy;
}

std::byte *PayloadStore::room(std::size_t size)
{
    constexpr auto chunkSize = ChunkPool::chunkSize;
    if (size > chunkSize - leastFilled)
        return m_full.emplace_back(std::make_shared_for_overwrite<std::byte[]>(size)).get();
    if (m_chunk && chunkSize - m_used < size) {
        m_full.push_back(std::move(m_chunk));
        m_used = 0;
    }
    if (!m_chunk)
        m_chunk = ChunkPool::take(m_pool);
    auto *const place = m_chunk.get() + m_used;
    m_used += size;
    return place;
}

std::vector<PayloadStore::Piece> PayloadStore::takeFull()
{
    return std::exchange(m_full, {});
}

} // namespace sealcord
