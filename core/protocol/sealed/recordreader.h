// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"
#include "core/protocol/sealed/assembly.h"
#include "core/protocol/sealed/direction.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/undecoded.h"

#include <cstddef>
#include <expected>
#include <span>

namespace sealcord::sealed {

/// A record whose tag was verified, and nothing else.
struct OpenedRecord {
    std::byte type;
    std::span<std::byte> body; ///< where it arrived, or at the end of the message under way
    std::span<const std::byte> frame; ///< as it was on the wire, where that was wanted
};

/// Opens one record after another.
class RecordReader
{
public:
    explicit RecordReader(Direction direction)
        : m_direction(std::move(direction))
    { }

    /// Takes the record at the front of \a in, and opens it there, or to the end of \a message
    /// where it can be the next part of that. \a beside gets the record as it was, unless it is
    /// null. Throws std::bad_alloc.
    [[nodiscard]] std::expected<OpenedRecord, Undecoded> next(
        std::span<std::byte> &in, Assembly &message, ByteBuffer *beside);

    /// Records opened so far.
    [[nodiscard]] std::uint64_t count() const { return m_direction.count(); }

private:
    Direction m_direction;
};

} // namespace sealcord::sealed
