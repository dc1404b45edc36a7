// SPDX-License-Identifier: MIT
#include "core/traffic/batchmemory.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace sealcord {

// Of pointers into different objects, std::less alone is an order.
static constexpr std::less<const std::byte *> byAddress;

void BatchMemory::add(const std::byte *begin, TrafficMemory owner)
{
    const auto next = std::ranges::upper_bound(m_pieces, begin, byAddress, &Piece::begin);
    m_pieces.insert(next, {begin, std::move(owner)});
}

TrafficMemory BatchMemory::of(const TrafficRow &row) const
{
    const auto viewed = row.content.empty() ? row.frame : row.content;
    if (viewed.empty())
        return {};
    const auto next = std::ranges::upper_bound(m_pieces, viewed.data(), byAddress, &Piece::begin);
    return next == m_pieces.begin() ? TrafficMemory() : std::prev(next)->owner;
}

} // namespace sealcord
