// SPDX-License-Identifier: MIT
#include "core/net/connection/inputbuffer.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <utility>

namespace sealcord {

std::span<std::byte> InputBuffer::space(std::span<std::byte> shared)
{
    if (!completesInPlace()) {
        std::ranges::copy(m_kept.bytes(), shared.begin());
        return shared.subspan(m_kept.size());
    }
    if (m_kept.size() == m_kept.capacity())
        makeRoom();
    // Up to the item's end and no further: what comes after it belongs to the shared buffer.
    const auto size = m_kept.size();
    const auto room = m_kept.extend(std::min(m_needed, m_kept.capacity()) - size);
    m_kept.truncate(size); // a read that fails or is not made leaves no trace
    return room;
}

// In proportion to what has arrived: a header is the peer's word alone.
void InputBuffer::makeRoom()
{
    const auto size = m_kept.size();
    if (size >= SpareBuffers::mostMemory) {
        if (auto large = m_spares.takeLarge(m_needed); large.capacity() > 0) {
            large.append(m_kept.bytes());
            giveBack();
            m_kept = std::move(large);
            return;
        }
    }
    const auto ahead = std::min(size, std::max(mostAhead, size / 8));
    m_kept.reserve(std::min(m_needed, size + ahead));
}

std::span<std::byte> InputBuffer::filled(std::size_t count, std::span<std::byte> shared)
{
    if (!completesInPlace())
        return shared.first(m_kept.size() + count);
    std::ignore = m_kept.extend(count);
    return m_kept.bytes();
}

void InputBuffer::keep(std::span<const std::byte> rest, std::size_t needed)
{
    m_needed = needed;
    if (rest.empty())
        return release();
    if (keepOwn(rest))
        return;
    if (m_kept.capacity() != m_lent && m_kept.capacity() > 2 * rest.size())
        giveBack(); // what the item before needed is too much for this
    if (m_kept.capacity() == 0) {
        m_kept = m_spares.take(needed);
        m_lent = m_kept.capacity();
    }
    m_kept.clear();
    m_kept.append(rest);
}

// True where \a rest is the end of what is kept already.
bool InputBuffer::keepOwn(std::span<const std::byte> rest)
{
    const auto kept = m_kept.bytes();
    if (kept.empty() || rest.data() + rest.size() != kept.data() + kept.size())
        return false;
    if (rest.data() != kept.data())
        std::memmove(kept.data(), rest.data(), rest.size());
    m_kept.truncate(rest.size());
    return true;
}

void InputBuffer::release()
{
    giveBack();
    m_needed = 0;
}

void InputBuffer::giveBack()
{
    m_spares.giveBack(std::move(m_kept), std::exchange(m_lent, 0));
}

} // namespace sealcord
