// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <cstddef>
#include <vector>

namespace sealcord {

/// The memory of frames that are complete, kept for those that begin, so that a thread whose
/// connections receive long messages one after another does not ask the system for new pages each
/// time. What is kept is bounded; the rest is given back at once. Belongs to one thread.
class SpareBuffers
{
public:
    /// Bytes that are kept at most, in all buffers together: a few frames of a megabyte.
    static constexpr std::size_t keptCapacity = 4 * 1024 * 1024;

    /// The buffer that was given back last, empty, or one without memory.
    [[nodiscard]] ByteBuffer take();
    void giveBack(ByteBuffer buffer);

private:
    std::vector<ByteBuffer> m_buffers;
    std::size_t m_capacity = 0; // of all of them
};

} // namespace sealcord
