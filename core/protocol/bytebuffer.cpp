// SPDX-License-Identifier: MIT
#include "core/protocol/bytebuffer.h"

#include <algorithm>
#include <new>
#include <tuple>
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

// Large blocks are what peers make us ask for. None of them takes the last memory that there is:
// whoever needs a few bytes next could not go on.
static bool leavesSome(std::size_t capacity)
{
    constexpr std::size_t large = 256 * 1024;
    constexpr std::size_t some = 1024 * 1024;
    if (capacity < large)
        return true;
    const std::unique_ptr<void, decltype(&std::free)> tried(std::malloc(some), &std::free);
    return tried != nullptr;
}

void ByteBuffer::grow(std::size_t capacity)
{
    const auto resize = [this](std::size_t to) {
        auto *const data = static_cast<std::byte *>(std::realloc(m_data.get(), to));
        if (!data)
            throw std::bad_alloc();
        std::ignore = m_data.release(); // it is where data is, or gone
        m_data.reset(data);
    };
    resize(capacity);
    if (!leavesSome(capacity)) {
        resize(std::max<std::size_t>(m_capacity, 1));
        throw std::bad_alloc();
    }
    m_capacity = capacity;
}

} // namespace sealcord
