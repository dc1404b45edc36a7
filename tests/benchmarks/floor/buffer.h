// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include <malloc.h>

namespace sealcord::floor {

using Byte = unsigned char;

/// Has the allocator keep all that is freed, and take nothing from the system for one use.
inline void keepFreedMemory()
{
    constexpr int largest = 32 * 1024 * 1024; // that glibc takes as a threshold
    mallopt(M_MMAP_THRESHOLD, largest);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

/// Bytes that grow at the end, uninitialized, and keep their memory.
class Buffer
{
public:
    [[nodiscard]] Byte *data() { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    void clear() { m_size = 0; }
    void swap(Buffer &other) noexcept { std::swap(*this, other); }

    void reserve(std::size_t capacity)
    {
        if (capacity <= m_capacity)
            return;
        auto data = std::make_unique_for_overwrite<Byte[]>(capacity);
        if (m_size > 0)
            std::memcpy(data.get(), m_data.get(), m_size);
        m_data = std::move(data);
        m_capacity = capacity;
    }

    /// Where \a count bytes can be written behind the end; extend() makes them part of it.
    Byte *room(std::size_t count)
    {
        if (m_capacity - m_size < count)
            reserve(std::max(m_size + count, m_capacity + m_capacity / 2));
        return data() + m_size;
    }

    /// Makes it \a count bytes longer and returns these.
    Byte *extend(std::size_t count)
    {
        auto *bytes = room(count);
        m_size += count;
        return bytes;
    }

    void append(const Byte *bytes, std::size_t count)
    {
        if (count > 0)
            std::memcpy(extend(count), bytes, count);
    }

private:
    std::unique_ptr<Byte[]> m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace sealcord::floor
