// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/sparebuffers.h"
#include "core/protocol/growingbuffer.h"

#include <cstddef>
#include <span>

namespace sealcord {

/// What a connection has read and not understood yet: the front of an item whose rest is under way.
///
/// It owns memory only while there is such a front, and asks for no more than twice what has
/// arrived, and beyond a mebibyte for a little more than that, whatever length was announced; a
/// spare buffer may be larger. Short fronts are put before the next bytes in the thread's shared
/// buffer; a long one is completed where it is, so that nothing is copied again and again when the
/// rest trickles in. Where there is no memory, space() and keep() throw std::bad_alloc.
class InputBuffer
{
public:
    /// \a spares are the thread's and outlive the buffer.
    explicit InputBuffer(SpareBuffers &spares)
        : m_kept(&spares)
    { }

    [[nodiscard]] bool isEmpty() const { return m_kept.size() == 0; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_kept.bytes(); }
    /// The same, of what was kept with keepOpened().
    [[nodiscard]] std::span<std::byte> opened() { return m_kept.bytes(); }
    /// How long the unfinished item will be, as far as its front tells. Only when not empty.
    [[nodiscard]] std::size_t needed() const { return m_needed; }
    /// Bytes that have arrived and wait for the rest: what the memory owned is in proportion to.
    [[nodiscard]] std::size_t held() const { return m_kept.size(); }
    /// The memory itself. Of what is lent only what has arrived: the rest is the thread's anyway.
    [[nodiscard]] std::size_t memory() const { return m_kept.memory(); }

    /// Where the next read may write: behind what was kept, in \a shared or in memory of its own.
    [[nodiscard]] std::span<std::byte> space(std::span<std::byte> shared);

    /// All that is unread, now that \a count bytes were written to what space() returned.
    [[nodiscard]] std::span<std::byte> filled(std::size_t count, std::span<std::byte> shared);

    /// Keeps \a rest, which is the end of what filled() returned and not enough for an item of
    /// \a needed bytes.
    void keep(std::span<const std::byte> rest, std::size_t needed);

    /// Keeps \a rest, which may hold whole items: opened() shows it again.
    void keepOpened(std::span<const std::byte> rest) { keep(rest, rest.size()); }

    void release();

private:
    /// A front up to this long is copied for every read until its item is whole.
    static constexpr std::size_t copiedFront = 4096;

    [[nodiscard]] bool completesInPlace() const { return m_kept.size() > copiedFront; }

    GrowingBuffer m_kept;
    std::size_t m_needed = 0;
};

} // namespace sealcord
