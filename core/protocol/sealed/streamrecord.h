// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/endian.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/stream.h"

#include <array>
#include <cstddef>
#include <span>

/// The bodies of the records of streams: docs/protocols/streams.md.
namespace sealcord::sealed {

/// Each ends in the stream's number, so that the bytes of DATA stand where a message's do.
constexpr std::size_t streamNumberSize = sizeof(StreamNumber);
constexpr std::size_t openHead = sizeof(std::uint32_t); ///< of OPEN: the opener's window

static_assert(mostStreamData == Record::mostBody - streamNumberSize);

/// The number at the end of \a body, which has room for one.
[[nodiscard]] inline StreamNumber streamOf(std::span<const std::byte> body)
{
    return fromBigEndian<StreamNumber>(body.last<streamNumberSize>());
}

/// A record that says \a order.
class StreamRecord
{
public:
    explicit StreamRecord(const StreamOrder &order);

    [[nodiscard]] RecordType type() const { return m_type; }
    [[nodiscard]] std::span<const std::byte> body() const
    {
        return std::span(m_body).first(m_length);
    }

private:
    void put(const OpenStream &open);
    void put(const GrantCredit &grant);
    void put(const EndStream &end);
    void put(const ResetStream &reset);
    void add(std::uint32_t number);

    RecordType m_type = RecordType::End;
    std::size_t m_length = 0;
    std::array<std::byte, openHead + longestTarget + streamNumberSize> m_body;
};

} // namespace sealcord::sealed
