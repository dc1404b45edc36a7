// SPDX-License-Identifier: MIT
#include "core/net/server/memoryrelief.h"

#include <limits>
#include <utility>

namespace sealcord {

// Milliseconds that \a holder needs for what it holds. Who holds little is not worth much, however
// slow it is: below this many bytes a second, slower counts as this.
static std::uint64_t timeNeeded(const MemoryRelief::Holder &holder)
{
    constexpr std::size_t slowest = 16 * 1024;
    return std::uint64_t{holder.bytes} * 1000 / (holder.bytesPerSecond + slowest);
}

void MemoryRelief::setWorkers(std::size_t workers)
{
    const std::scoped_lock lock(m_mutex);
    m_workers = workers;
}

bool MemoryRelief::begin()
{
    const std::scoped_lock lock(m_mutex);
    if (m_missing > 0)
        return false;
    m_missing = m_workers;
    return true;
}

std::optional<std::vector<ConnectionId>> MemoryRelief::report(
    std::span<const Holder> holders, std::size_t toFree)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &holder : holders)
        m_holders.add({.site = holder.connection.peer.site(),
            .turn = std::numeric_limits<std::uint64_t>::max() - timeNeeded(holder),
            .id = holder.connection.id,
            .weight = holder.bytes});
    if (--m_missing > 0)
        return std::nullopt;

    std::vector<ConnectionId> ends;
    std::size_t freed = 0;
    while (freed < toFree) {
        const auto first = m_holders.first();
        if (!first)
            break;
        m_holders.remove(*first);
        freed += first->weight;
        ends.push_back(first->id);
    }
    m_holders = {};
    return ends;
}

} // namespace sealcord
