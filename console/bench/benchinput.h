// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <cstddef>
#include <span>

namespace sealcord {

/// What a connection of a load generator has read of a frame whose rest is under way.
///
/// Unlike a server's InputBuffer it reserves what a frame announces at once and keeps that memory:
/// the generator knows how long its own messages are, and growing and freeing would cost it more
/// than the server's work.
class BenchInput
{
public:
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_front.bytes(); }

    /// Where the next read may write: behind the front, in \a shared or in memory of its own.
    [[nodiscard]] std::span<std::byte> space(std::span<std::byte> shared);

    /// All that is unread, now that \a count bytes were written to what space() returned.
    [[nodiscard]] std::span<std::byte> filled(std::size_t count, std::span<std::byte> shared);

    /// Keeps \a rest, the end of what filled() returned, as the front of \a needed bytes.
    void keep(std::span<const std::byte> rest, std::size_t needed);

    void release();

private:
    /// Longer fronts are completed where they are instead of being copied back.
    static constexpr std::size_t copiedFront = 16 * 1024;

    [[nodiscard]] bool completesInPlace(std::span<std::byte> shared) const
    {
        return m_front.size() > copiedFront || m_needed > shared.size();
    }

    ByteBuffer m_front;
    std::size_t m_needed = 0;
};

} // namespace sealcord
