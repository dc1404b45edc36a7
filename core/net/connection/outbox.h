// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <cstddef>
#include <deque>
#include <span>

namespace sealcord {

/// What a connection owes its peer: sealed bytes, in order, that the kernel has not taken yet. Its
/// memory shrinks as they go.
class Outbox
{
public:
    /// Bytes owed.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// Memory that they take.
    [[nodiscard]] std::size_t memory() const { return m_memory; }

    /// Owes \a bytes behind what is owed already.
    void append(std::span<const std::byte> bytes);
    /// The same for what \a buffer holds from \a from on, in its own memory.
    void append(ByteBuffer buffer, std::size_t from);

    /// The next bytes to go, in one piece. Not when empty.
    [[nodiscard]] std::span<const std::byte> front() const;
    /// \a count bytes of front() have gone. The memory of what has gone as a whole, for others.
    ByteBuffer taken(std::size_t count);

private:
    struct Piece {
        ByteBuffer bytes;
        std::size_t gone = 0;
    };

    void add(Piece piece);

    std::deque<Piece> m_pieces; // none is empty
    std::size_t m_size = 0;
    std::size_t m_memory = 0;
};

} // namespace sealcord
