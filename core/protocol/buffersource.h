// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <cstddef>

namespace sealcord {

/// Where the memory of messages comes from that arrive in parts, so that one after another can use
/// the same. Not thread safe.
class BufferSource
{
public:
    virtual ~BufferSource() = default;

    /// Bytes of a message that have to be there before takeLarge() is asked.
    static constexpr std::size_t large = 4 * 1024 * 1024;

    /// An empty buffer that has room for \a wanted bytes, or for less, or for nothing.
    [[nodiscard]] virtual ByteBuffer take(std::size_t wanted) = 0;
    /// The same for a message so long that much of it has arrived already.
    [[nodiscard]] virtual ByteBuffer takeLarge(std::size_t wanted) = 0;
    /// \a lent is the capacity that the buffer had when it was taken; 0: it was not.
    virtual void giveBack(ByteBuffer buffer, std::size_t lent) = 0;

protected:
    BufferSource() = default;
    BufferSource(const BufferSource &) = default;
    BufferSource &operator=(const BufferSource &) = default;
};

} // namespace sealcord
