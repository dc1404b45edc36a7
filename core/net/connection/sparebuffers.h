// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/buffersource.h"

#include <cstddef>
#include <vector>

namespace sealcord {

/// The memory of frames that are complete, lent to those that begin, so that a thread whose
/// connections receive long messages one after another does not ask the system for new pages each
/// time. Kept and lent are bounded together: a peer that begins frames and does not go on withholds
/// that much from the others, and no more. Belongs to one thread.
///
/// What a message beyond that needed, on its way in or out, is kept for the next one as well, and
/// for a second: one block for each way, which nobody gets for a header alone.
class SpareBuffers final : public BufferSource
{
public:
    /// Bytes that are kept and lent at most: a few frames of a megabyte.
    static constexpr std::size_t mostMemory = large;
    /// Buffers that are kept at most, so that looking for one costs next to nothing.
    static constexpr std::size_t mostBuffers = 16;

    /// The smallest buffer with room for \a wanted bytes, or else the largest, empty. Without
    /// memory where there is none.
    [[nodiscard]] ByteBuffer take(std::size_t wanted) override;
    /// A buffer of \a wanted bytes or more for a message of more than mostMemory, of which that
    /// much is there already. Without memory where there is none.
    [[nodiscard]] ByteBuffer takeLarge(std::size_t wanted) override;
    /// \a lent is the capacity that the buffer had when it was taken; 0: it was not.
    void giveBack(ByteBuffer buffer, std::size_t lent) override;
    /// Gives large blocks back to the system that were not wanted lately. To be called every
    /// deadlineTick.
    void tick();
    [[nodiscard]] bool keepsLarge() const { return !m_large.empty(); }

private:
    static constexpr std::size_t largest = 32 * 1024 * 1024;
    static constexpr std::size_t mostLarge = 2;
    static constexpr int ticksKept = 4;

    std::vector<ByteBuffer> m_buffers;
    std::size_t m_memory = 0; // kept and lent
    std::vector<ByteBuffer> m_large; // by size
    int m_ticksUnwanted = 0; // since one of them was given back
};

} // namespace sealcord
