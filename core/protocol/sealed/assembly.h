// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/growingbuffer.h"
#include "core/protocol/outcome.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace sealcord::sealed {

/// A message that arrives in parts. Its memory grows with what has arrived, whatever length was
/// announced.
class Assembly
{
public:
    /// \a buffers outlive it; null: each message has memory of its own.
    explicit Assembly(BufferSource *buffers)
        : m_bytes(buffers)
    { }

    /// A message of \a total bytes follows.
    void begin(std::size_t total)
    {
        drop();
        m_total = total;
        m_records = 1; // that says so
    }
    [[nodiscard]] bool isUnderWay() const { return m_bytes.size() < m_total; }
    [[nodiscard]] std::size_t missing() const { return m_total - m_bytes.size(); }
    [[nodiscard]] Unfinished progress() const
    {
        return isUnderWay() ? Unfinished{m_bytes.size(), m_total} : Unfinished{};
    }

    /// Where \a count bytes of the message and one more can be put. Throws std::bad_alloc.
    [[nodiscard]] std::span<std::byte> room(std::size_t count)
    {
        m_bytes.makeRoom(count + typeByte, m_total + typeByte);
        return m_bytes.space(count + typeByte);
    }
    /// The first \a count of them are the next part of the message.
    void add(std::size_t count)
    {
        m_bytes.add(count);
        ++m_records;
    }
    /// Records so far, with the one that began it.
    [[nodiscard]] std::uint32_t records() const { return m_records; }
    [[nodiscard]] std::span<const std::byte> message() const { return m_bytes.bytes(); }

    /// Gives the memory back, and what was in it.
    void drop()
    {
        m_bytes.release();
        m_total = 0;
    }

private:
    static constexpr std::size_t typeByte = 1; // of a part, overwritten by the next one

    GrowingBuffer m_bytes;
    std::size_t m_total = 0;
    std::uint32_t m_records = 0;
};

} // namespace sealcord::sealed
