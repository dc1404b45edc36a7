// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/recordwriter.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/streamrecord.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace sealcord::sealed {

RecordWriter::Result RecordWriter::alone(std::span<const std::byte> message, ByteBuffer &out)
{
    if (const auto flushed = flush(out); !flushed)
        return flushed;
    return message.size() <= Record::mostBody ? append(RecordType::Message, message, out)
                                              : inParts(message, out);
}

RecordWriter::Result RecordWriter::record(
    RecordType type, std::span<const std::byte> body, ByteBuffer &out)
{
    if (const auto flushed = flush(out); !flushed)
        return flushed;
    return append(type, body, out);
}

// The first one stands there as the body of a record of its own, which is what it gets where it
// stays alone. A second one makes both a batch, in which each has its length in front.
void RecordWriter::beginBatch(std::span<const std::byte> message, ByteBuffer &out)
{
    const auto before = out.size();
    if (m_waiting.messages == 0) {
        const auto room = out.extend(Record::lengthSize + message.size());
        std::ranges::copy(message, room.begin() + Record::lengthSize);
        m_waiting.from = before;
        return;
    }
    // All at once: where there is no memory, what waits stays as it was.
    const auto room = out.extend(2 * batchLengthSize + message.size());
    auto *const body = out.bytes().data() + m_waiting.from + Record::lengthSize;
    const auto length = before - m_waiting.from - Record::lengthSize;
    std::memmove(body + batchLengthSize, body, length);
    putLength(length, body);
    addToBatch(message, room.subspan(batchLengthSize));
}

RecordWriter::Result RecordWriter::seal(ByteBuffer &out)
{
    const auto waiting = std::exchange(m_waiting, Waiting());
    std::ignore = out.extend(Record::typeSize + Aead::tagLength);
    return sealFrom(
        waiting.from, waiting.messages == 1 ? RecordType::Message : RecordType::Batch, out);
}

// Seals the record that the buffer ends in, whose body stands in its place, where it is. On an
// error it is cut off: it was never to be seen as it is.
RecordWriter::Result RecordWriter::sealFrom(std::size_t from, RecordType type, ByteBuffer &out)
{
    const auto record = out.bytes().subspan(from);
    const auto bodySize = record.size() - Record::overhead;
    putLength(record.size() - Record::lengthSize, record.data());
    const auto sealed = m_direction.seal(record.subspan(Record::lengthSize, bodySize),
        std::byte{std::to_underlying(type)},
        record.subspan(Record::lengthSize, bodySize + Record::typeSize),
        record.last<Aead::tagLength>());
    if (!sealed) {
        wipe(record);
        out.truncate(from);
    }
    return sealed;
}

// With room for what will stand behind the bytes as well, so that no memory is asked for once they
// are there.
std::expected<std::span<std::byte>, Failure::Reason> RecordWriter::dataRoom(
    std::size_t most, ByteBuffer &out)
{
    const auto flushed = flush(out);
    m_dataFrom =
        out.size(); // without room as well: data() of nothing follows, and cuts nothing off
    if (!flushed)
        return std::unexpected(flushed.error());
    return out.extend(most + streamNumberSize + Record::overhead).subspan(Record::lengthSize, most);
}

RecordWriter::Result RecordWriter::data(StreamNumber number, std::size_t count, ByteBuffer &out)
{
    if (count == 0) {
        out.truncate(m_dataFrom);
        return {};
    }
    out.truncate(m_dataFrom + count + streamNumberSize + Record::overhead);
    toBigEndian(number,
        out.bytes().subspan(m_dataFrom + Record::lengthSize + count).first<streamNumberSize>());
    return sealFrom(m_dataFrom, RecordType::Data, out);
}

RecordWriter::Result RecordWriter::append(
    RecordType type, std::span<const std::byte> body, ByteBuffer &out)
{
    const auto before = out.size();
    const auto record = out.extend(body.size() + Record::overhead);
    putLength(record.size() - Record::lengthSize, record.data());
    const auto sealed = m_direction.seal(body, std::byte{std::to_underlying(type)},
        record.subspan(Record::lengthSize, body.size() + Record::typeSize),
        record.last<Aead::tagLength>());
    if (!sealed)
        out.truncate(before);
    return sealed;
}

RecordWriter::Result RecordWriter::inParts(std::span<const std::byte> message, ByteBuffer &out)
{
    const auto before = out.size();
    std::array<std::byte, beginBody> length;
    toBigEndian(static_cast<std::uint32_t>(message.size()), length);
    auto sealed = append(RecordType::Begin, length, out);
    while (sealed && !message.empty()) {
        const auto part = message.first(std::min(message.size(), partLength));
        message = message.subspan(part.size());
        sealed = append(RecordType::Part, part, out);
    }
    if (!sealed)
        out.truncate(before);
    return sealed;
}

SendResult sendResult(const RecordWriter::Result &written)
{
    if (written)
        return SendResult::Sent;
    return written.error() == Failure::Reason::KeyExhausted ? SendResult::KeyExhausted
                                                            : SendResult::Internal;
}

} // namespace sealcord::sealed
