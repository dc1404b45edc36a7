// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"
#include "core/protocol/endian.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"
#include "core/protocol/sealed/direction.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/stream.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <expected>
#include <optional>
#include <span>

namespace sealcord::sealed {

/// Puts records into a send buffer. Short messages that are written between two calls of flush()
/// wait at the buffer's end and leave in one record. On an error the buffer is as before.
class RecordWriter
{
public:
    using Result = Direction::Result;

    explicit RecordWriter(Direction direction)
        : m_direction(std::move(direction))
    { }

    /// \a message, in the record under way, one of its own, or several.
    [[nodiscard]] Result message(std::span<const std::byte> message, ByteBuffer &out)
    {
        if (message.size() > longestShared)
            return alone(message, out);
        if (m_waiting.messages > 1)
            addToBatch(message, out.extend(batchLengthSize + message.size()));
        else
            beginBatch(message, out);
        ++m_waiting.messages;
        return out.size() - m_waiting.from < fullRecord ? Result() : seal(out);
    }
    /// One record, behind what waits.
    [[nodiscard]] Result record(RecordType type, std::span<const std::byte> body, ByteBuffer &out);
    /// Room at the end of \a out, behind what waits, for up to \a most bytes of a stream. data()
    /// follows before anything else.
    [[nodiscard]] std::expected<std::span<std::byte>, Failure::Reason> dataRoom(
        std::size_t most, ByteBuffer &out);
    /// Seals the first \a count bytes there as DATA of stream \a number; 0: there were none. On an
    /// error what was there is cut off.
    [[nodiscard]] Result data(StreamNumber number, std::size_t count, ByteBuffer &out);
    /// Seals what waits in \a out. On an error it is cut off: it must not leave as it is.
    [[nodiscard]] Result flush(ByteBuffer &out)
    {
        return m_waiting.messages == 0 ? Result() : seal(out);
    }

    /// Where in the buffer messages wait, if any do.
    [[nodiscard]] std::optional<std::size_t> waitingFrom() const
    {
        return m_waiting.messages == 0 ? std::nullopt : std::optional(m_waiting.from);
    }
    /// Records sealed so far.
    [[nodiscard]] std::uint64_t count() const { return m_direction.count(); }

private:
    /// A message up to this long shares its record: beyond that a record of its own costs little
    /// beside the message.
    static constexpr std::size_t longestShared = 1024;
    /// A record with this much in it is closed: a longer one saves nothing more, and its reader
    /// would wait longer for the first message.
    static constexpr std::size_t fullRecord = 16 * 1024;

    struct Waiting {
        std::size_t from = 0; // of the record, in the buffer
        std::size_t messages = 0;
    };

    static void putLength(std::size_t length, std::byte *at)
    {
        toBigEndian(static_cast<std::uint16_t>(length),
            std::span<std::byte, batchLengthSize>(at, batchLengthSize));
    }
    static void addToBatch(std::span<const std::byte> message, std::span<std::byte> room)
    {
        putLength(message.size(), room.data());
        std::memcpy(room.data() + batchLengthSize, message.data(), message.size());
    }

    void beginBatch(std::span<const std::byte> message, ByteBuffer &out);
    [[nodiscard]] Result alone(std::span<const std::byte> message, ByteBuffer &out);
    [[nodiscard]] Result seal(ByteBuffer &out);
    [[nodiscard]] Result sealFrom(std::size_t from, RecordType type, ByteBuffer &out);
    [[nodiscard]] Result append(RecordType type, std::span<const std::byte> body, ByteBuffer &out);
    [[nodiscard]] Result inParts(std::span<const std::byte> message, ByteBuffer &out);

    Direction m_direction;
    Waiting m_waiting;
    std::size_t m_dataFrom = 0; // of the record for which there is room, in the buffer
};

/// What whoever had it written is told.
[[nodiscard]] SendResult sendResult(const RecordWriter::Result &written);

} // namespace sealcord::sealed
