// SPDX-License-Identifier: MIT
#include "core/protocol/growingbuffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sealcord {

std::span<std::byte> GrowingBuffer::space(std::size_t count)
{
    const auto size = m_bytes.size();
    const auto space = m_bytes.extend(count);
    m_bytes.truncate(size); // what does not arrive leaves no trace
    return space;
}

// A length that was announced is the peer's word alone.
void GrowingBuffer::makeRoom(std::size_t count, std::size_t total)
{
    constexpr std::size_t mostAhead = 1024 * 1024; // at once, unless an eighth of it all is more
    const auto size = m_bytes.size();
    if (size == 0)
        borrow(total);
    if (m_bytes.capacity() >= size + count)
        return;
    if (m_source && size >= BufferSource::large) {
        if (auto large = m_source->takeLarge(total); large.capacity() > 0) {
            large.append(m_bytes.bytes());
            release();
            m_bytes = std::move(large);
        }
    }
    const auto ahead = std::min(size, std::max(mostAhead, size / 8));
    m_bytes.reserve(std::max(size + count, std::min(total, size + ahead)));
}

void GrowingBuffer::assign(std::span<const std::byte> bytes, std::size_t total)
{
    if (!isLent() && capacity() > 2 * bytes.size())
        release(); // what was there before needed too much for this
    borrow(total);
    m_bytes.clear();
    m_bytes.append(bytes);
}

void GrowingBuffer::keepLast(std::size_t count)
{
    const auto kept = m_bytes.bytes();
    if (count < kept.size())
        std::memmove(kept.data(), kept.last(count).data(), count);
    m_bytes.truncate(count);
}

void GrowingBuffer::borrow(std::size_t wanted)
{
    if (!m_source || capacity() > 0)
        return;
    m_bytes = m_source->take(wanted);
    m_lent = capacity();
}

void GrowingBuffer::release()
{
    if (capacity() == 0)
        return;
    if (m_source)
        m_source->giveBack(std::exchange(m_bytes, ByteBuffer()), std::exchange(m_lent, 0));
    else
        m_bytes.release();
}

} // namespace sealcord
