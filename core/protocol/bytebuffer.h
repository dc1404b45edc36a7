// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>

namespace sealcord {

/// Bytes that grow at the end, for what goes out and for what has not arrived whole.
///
/// Unlike std::vector it does not zero what will be overwritten anyway, and it keeps its memory
/// when cleared, so that a buffer used over and over allocates nothing. It grows by realloc(),
/// which moves a large block's pages instead of copying them where the system can. Where there is
/// no memory, growing throws std::bad_alloc and changes nothing. Not thread safe.
class ByteBuffer
{
public:
    ByteBuffer() = default;
    ByteBuffer(ByteBuffer &&other) noexcept;
    ByteBuffer &operator=(ByteBuffer &&other) noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] std::size_t capacity() const noexcept { return m_capacity; }
    [[nodiscard]] bool isEmpty() const noexcept { return m_size == 0; }
    [[nodiscard]] std::span<std::byte> bytes() noexcept { return {m_data.get(), m_size}; }
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept
    {
        return {m_data.get(), m_size};
    }

    /// Makes the buffer \a count bytes longer and returns those bytes, uninitialized. Spans handed
    /// out before are invalid afterwards.
    std::span<std::byte> extend(std::size_t count)
    {
        if (m_capacity - m_size < count)
            growFor(count);
        m_size += count;
        return {m_data.get() + m_size - count, count};
    }
    /// \a bytes are not the buffer's own.
    void append(std::span<const std::byte> bytes);

    /// Sees to it that the buffer can grow to \a capacity bytes without moving; no memory beyond
    /// that.
    void reserve(std::size_t capacity);

    /// Cuts the buffer to its first \a size bytes, at most size(). Keeps the memory.
    void truncate(std::size_t size) noexcept
    {
        assert(size <= m_size);
        m_size = size;
    }
    void clear() noexcept { truncate(0); }

    /// Gives the memory back, and what was in it.
    void release() noexcept;

private:
    struct Free {
        void operator()(std::byte *data) const noexcept { std::free(data); }
    };

    void growFor(std::size_t count);
    void grow(std::size_t capacity);

    std::unique_ptr<std::byte[], Free> m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace sealcord
