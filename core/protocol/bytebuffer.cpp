// SPDX-License-Identifier: MIT
#include "core/protocol/bytebuffer.h"

#include <algorithm>
#include <utility>

namespace sealcord {

ByteBuffer::ByteBuffer(ByteBuffer &&other) noexcept
    : m_data(std::move(other.m_data))
    , m_size(std::exchange(other.m_size, 0))
    , m_capacity(std::exchange(other.m_capacity, 0))
{ }

ByteBuffer &ByteBuffer::operator=(ByteBuffer &&other) noexcept
{
    m_data = std::move(other.m_data);
    m_size = std::exchange(other.m_size, 0);
    m_capacity = std::exchange(other.m_capacity, 0);
    return *this;
}

void ByteBuffer::growFor(std::size_t count)
{
    grow(std::max(m_size + count, m_capacity + m_capacity / 2));
}

void ByteBuffer::append(std::span<const std::byte> bytes)
{
    std::ranges::copy(bytes, extend(bytes.size()).begin());
}

void ByteBuffer::reserve(std::size_t capacity)
{
    if (m_capacity < capacity)
        grow(capacity);
}

void ByteBuffer::release() noexcept
{
    m_data.reset();
    m_size = m_capacity = 0;
}

void ByteBuffer::grow(std::size_t capacity)
{
    auto data = std::make_unique_for_overwrite<std::byte[]>(capacity);
    std::ranges::copy(bytes(), data.get());
    m_data = std::move(data);
    m_capacity = capacity;
}

} // namespace sealcord
