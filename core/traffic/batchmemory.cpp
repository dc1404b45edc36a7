// SPDX-License-Identifier: MIT
#include "core/traffic/batchmemory.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

namespace sealcord {

// Of pointers into different objects, std::less alone is an order.
static constexpr std::less<const std::byte *> byAddress;

void BatchMemory::add(const std::byte *begin, TrafficMemory owner)
{
    const auto next = std::ranges::upper_bound(m_pieces, begin, byAddress, &Piece::begin);
    m_pieces.insert(next, {begin, std::move(owner)});
}

TrafficMemory BatchMemory::of(std::span<const std::byte> bytes) const
{
    if (bytes.empty())
        return {};
    const auto next = std::ranges::upper_bound(m_pieces, bytes.data(), byAddress, &Piece::begin);
    return next == m_pieces.begin() ? TrafficMemory() : std::prev(next)->owner;
}

TrafficMemory BatchMemory::of(const TrafficRow &row) const
{
    auto content = of(row.content);
    auto frame = of(row.frame);
    if (!content || !frame || content == frame)
        return content ? content : frame;
    return std::make_shared<const std::pair<TrafficMemory, TrafficMemory>>(
        std::move(content), std::move(frame));
}

} // namespace sealcord
