// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/recordreader.h"

#include "core/protocol/endian.h"

#include <string>

namespace sealcord::sealed {

namespace {

Failure failureOf(Failure::Reason reason)
{
    switch (reason) {
    case Failure::Reason::NotAuthentic:
        return {reason, "record failed authentication"};
    case Failure::Reason::KeyExhausted:
        return {reason, "the peer sealed more records than one connection allows"};
    default:
        return {reason, "opening a record failed"};
    }
}

// Whether a record with a body of \a length bytes is the next part of \a message, if it is a part.
bool fits(std::size_t length, const Assembly &message)
{
    return message.isUnderWay()
        && (length == message.missing() || (length >= leastPart && length < message.missing()));
}

} // namespace

std::expected<OpenedRecord, Undecoded> RecordReader::next(
    std::span<std::byte> &in, Assembly &message, ByteBuffer *beside)
{
    if (in.size() < Record::lengthSize)
        return std::unexpected<Undecoded>(NeedBytes{Record::lengthSize});
    const std::size_t length = fromBigEndian<std::uint16_t>(in.first<Record::lengthSize>());
    if (length < Record::smallestLength)
        return std::unexpected<Undecoded>(Failure{Failure::Reason::BadFrameLength,
            "a record of length " + std::to_string(length) + " cannot hold a type"});
    if (in.size() < Record::lengthSize + length)
        return std::unexpected<Undecoded>(NeedBytes{Record::lengthSize + length});
    const auto frame = in.first(Record::lengthSize + length);
    if (beside) {
        beside->clear();
        beside->append(frame);
    }
    const auto sealed = frame.subspan(Record::lengthSize);
    const auto bodySize = length - Record::smallestLength;
    const auto plaintext = fits(bodySize, message) ? message.room(bodySize)
                                                   : sealed.first(bodySize + Record::typeSize);
    if (const auto opened = m_direction.open(sealed, plaintext); !opened)
        return std::unexpected<Undecoded>(failureOf(opened.error()));
    in = in.subspan(frame.size());
    return OpenedRecord{plaintext.back(), plaintext.first(bodySize),
        beside ? beside->bytes() : std::span<std::byte>()};
}

} // namespace sealcord::sealed
