// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/assembly.h"

#include <algorithm>
#include <utility>

namespace sealcord::sealed {

namespace {

constexpr std::size_t typeByte = 1; // of the part that is opened here, overwritten by the next one
constexpr std::size_t large = 4 * 1024 * 1024; // by then nobody has announced a length for nothing
// Memory asked for at once, ahead of what arrives, unless an eighth of that is more.
constexpr std::size_t mostAhead = 1024 * 1024;

} // namespace

std::span<std::byte> Assembly::room(std::size_t count)
{
    if (m_bytes.capacity() < m_bytes.size() + count + typeByte)
        makeRoom(count);
    const auto size = m_bytes.size();
    const auto room = m_bytes.extend(count + typeByte);
    m_bytes.truncate(size);
    return room;
}

void Assembly::makeRoom(std::size_t count)
{
    const auto size = m_bytes.size();
    if (m_buffers && (size == 0 || size >= large)) {
        auto other = size == 0 ? m_buffers->take(m_total + typeByte)
                               : m_buffers->takeLarge(m_total + typeByte);
        if (other.capacity() > m_bytes.capacity()) {
            other.append(m_bytes.bytes());
            giveBack(std::exchange(m_bytes, std::move(other)), std::exchange(m_lent, 0));
            m_lent = size == 0 ? m_bytes.capacity() : 0;
        }
    }
    const auto ahead = std::min(size, std::max(mostAhead, size / 8));
    m_bytes.reserve(
        std::max(size + count + typeByte, std::min(m_total + typeByte, size + count + ahead)));
}

void Assembly::drop()
{
    m_total = 0;
    if (m_bytes.capacity() > 0)
        giveBack(std::exchange(m_bytes, ByteBuffer()), std::exchange(m_lent, 0));
}

void Assembly::giveBack(ByteBuffer buffer, std::size_t lent)
{
    if (m_buffers)
        m_buffers->giveBack(std::move(buffer), lent);
}

} // namespace sealcord::sealed
