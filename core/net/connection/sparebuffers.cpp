// SPDX-License-Identifier: MIT
#include "core/net/connection/sparebuffers.h"

#include <algorithm>
#include <utility>

namespace sealcord {

ByteBuffer SpareBuffers::take(std::size_t wanted)
{
    const auto worse = [wanted](const ByteBuffer &a, const ByteBuffer &b) {
        const bool hasRoom = b.capacity() >= wanted;
        if ((a.capacity() >= wanted) != hasRoom)
            return hasRoom;
        return hasRoom ? a.capacity() > b.capacity() : a.capacity() < b.capacity();
    };
    const auto best = std::ranges::max_element(m_buffers, worse);
    if (best == m_buffers.end())
        return {};
    auto buffer = std::move(*best);
    *best = std::move(m_buffers.back());
    m_buffers.pop_back();
    return buffer;
}

ByteBuffer SpareBuffers::takeLarge(std::size_t wanted)
{
    if (wanted <= mostMemory)
        return {};
    const auto fits = std::ranges::find_if( // the smallest
        m_large, [wanted](const ByteBuffer &buffer) { return buffer.capacity() >= wanted; });
    if (fits == m_large.end())
        return {};
    auto buffer = std::move(*fits);
    m_large.erase(fits);
    return buffer;
}

void SpareBuffers::tick()
{
    if (!m_large.empty() && ++m_ticksUnwanted > ticksKept)
        m_large.clear();
}

void SpareBuffers::giveBack(ByteBuffer buffer, std::size_t lent)
{
    m_memory -= lent;
    if (buffer.capacity() > mostMemory && buffer.capacity() <= largest) {
        buffer.clear();
        m_ticksUnwanted = 0;
        m_large.push_back(std::move(buffer));
        std::ranges::sort(m_large, {}, &ByteBuffer::capacity);
        if (m_large.size() > mostLarge)
            m_large.erase(m_large.begin());
        return;
    }
    if (buffer.capacity() == 0 || buffer.capacity() > mostMemory - m_memory
        || m_buffers.size() == mostBuffers)
        return;
    buffer.clear();
    m_memory += buffer.capacity();
    m_buffers.push_back(std::move(buffer));
}

} // namespace sealcord
