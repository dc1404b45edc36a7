// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/endian.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"
#include "core/protocol/sealed/assembly.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/sealed/recordreader.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>

namespace sealcord::sealed {

/// Makes messages of the records that hold them: one, several, or a part of one.
class IncomingMessages
{
public:
    IncomingMessages(std::size_t maxMessageLength, BufferSource *buffers)
        : m_maxMessageLength(maxMessageLength)
        , m_assembly(buffers)
    { }

    /// Nothing: the message goes on in later records.
    using Taken = std::expected<std::optional<MessageReceived>, Failure>;

    /// What \a record holds, of type Message, Batch, Begin or Part and of a length that such a
    /// record may have. \a in is what follows it; of a batch all but the first message are put back
    /// to its front.
    [[nodiscard]] Taken take(RecordType type, const OpenedRecord &record, std::span<std::byte> &in);

    /// Whether messages of a batch stand, opened, at the front of the input.
    [[nodiscard]] bool hasMore() const { return m_left > 0; }
    /// The next of them.
    [[nodiscard]] MessageReceived more(std::span<std::byte> &in)
    {
        const std::size_t length = fromBigEndian<std::uint16_t>(in.first<batchLengthSize>());
        const MessageReceived message{.plaintext = in.subspan(batchLengthSize, length),
            .index = m_index++,
            .inFrame = m_inBatch};
        in = in.subspan(batchLengthSize + length);
        m_left -= batchLengthSize + length;
        if (m_left == 0)
            in = in.subspan(Record::typeSize + Aead::tagLength);
        return message;
    }

    /// Where the next part of a message is to be opened.
    [[nodiscard]] Assembly &assembly() { return m_assembly; }
    [[nodiscard]] bool isInMessage() const { return m_assembly.isUnderWay(); }
    [[nodiscard]] Unfinished unfinished() const { return m_assembly.progress(); }
    /// Gives back the memory of a message in parts that was told.
    void seen()
    {
        if (!m_assembly.isUnderWay())
            m_assembly.drop();
    }
    /// Forgets what was not told yet.
    void drop()
    {
        m_assembly.drop();
        m_left = 0;
    }

private:
    [[nodiscard]] Taken takeBatch(const OpenedRecord &record, std::span<std::byte> &in);
    [[nodiscard]] Taken begin(std::span<const std::byte> body);
    [[nodiscard]] Taken takePart(std::size_t length);

    std::size_t m_maxMessageLength;
    std::size_t m_left = 0; // bytes at the front of the input that are opened already
    std::uint16_t m_index = 0; // of the next message of that batch
    std::uint16_t m_inBatch = 0;
    Assembly m_assembly;
};

} // namespace sealcord::sealed
