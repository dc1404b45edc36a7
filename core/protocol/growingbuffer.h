// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/buffersource.h"
#include "core/protocol/bytebuffer.h"

#include <cstddef>
#include <span>
#include <tuple>

namespace sealcord {

/// What has arrived of something whose length was announced. Its memory is in proportion to what
/// has arrived, whatever was announced, and it is lent where the source has some to lend. Where
/// there is none, growing throws std::bad_alloc and changes nothing. Not thread safe.
class GrowingBuffer
{
public:
    /// \a source outlives it; null: nothing is lent.
    explicit GrowingBuffer(BufferSource *source)
        : m_source(source)
    { }
    ~GrowingBuffer() { release(); }
    GrowingBuffer(GrowingBuffer &&) = default; // of the other nothing is left to give back
    GrowingBuffer(const GrowingBuffer &) = delete;
    GrowingBuffer &operator=(const GrowingBuffer &) = delete;

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] std::size_t capacity() const { return m_bytes.capacity(); }
    [[nodiscard]] std::span<std::byte> bytes() { return m_bytes.bytes(); }
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes.bytes(); }
    /// The memory of its own. Of what is lent only what has arrived: the rest is the source's.
    [[nodiscard]] std::size_t memory() const { return isLent() ? size() : capacity(); }

    /// The memory behind what has arrived: \a count bytes, for which there is room once
    /// makeRoom() was called.
    [[nodiscard]] std::span<std::byte> space(std::size_t count);
    /// The first \a count bytes of space() have arrived.
    void add(std::size_t count) { std::ignore = m_bytes.extend(count); }
    /// Sees to it that \a count bytes more have room, of something that has \a total in the end.
    void makeRoom(std::size_t count, std::size_t total);

    /// Holds \a bytes instead, the beginning of something of \a total bytes.
    void assign(std::span<const std::byte> bytes, std::size_t total);
    /// Keeps the last \a count bytes alone.
    void keepLast(std::size_t count);

    /// Gives the memory back, and what was in it.
    void release();

private:
    [[nodiscard]] bool isLent() const { return m_lent > 0 && capacity() == m_lent; }
    void borrow(std::size_t wanted);

    BufferSource *m_source;
    ByteBuffer m_bytes;
    std::size_t m_lent = 0; // its capacity when it was lent, until it is given back
};

} // namespace sealcord
