// SPDX-License-Identifier: MIT
#include "core/net/connection/inputbuffer.h"

#include <algorithm>

namespace sealcord {

std::span<std::byte> InputBuffer::space(std::span<std::byte> shared)
{
    if (!completesInPlace()) {
        std::ranges::copy(m_kept.bytes(), shared.begin());
        return shared.subspan(m_kept.size());
    }
    m_kept.makeRoom(1, m_needed);
    // Up to the item's end and no further: what comes after it belongs to the shared buffer.
    return m_kept.space(std::min(m_needed, m_kept.capacity()) - m_kept.size());
}

std::span<std::byte> InputBuffer::filled(std::size_t count, std::span<std::byte> shared)
{
    if (!completesInPlace())
        return shared.first(m_kept.size() + count);
    m_kept.add(count);
    return m_kept.bytes();
}

void InputBuffer::keep(std::span<const std::byte> rest, std::size_t needed)
{
    m_needed = needed;
    if (rest.empty())
        return release();
    const auto kept = m_kept.bytes();
    if (!kept.empty() && rest.data() + rest.size() == kept.data() + kept.size())
        m_kept.keepLast(rest.size());
    else
        m_kept.assign(rest, needed);
}

void InputBuffer::release()
{
    m_kept.release();
    m_needed = 0;
}

} // namespace sealcord
