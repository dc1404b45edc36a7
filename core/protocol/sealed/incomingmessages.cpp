// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/incomingmessages.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/recordrules.h"

#include <string>

namespace sealcord::sealed {

namespace {

std::unexpected<Failure> badRecord(std::string what)
{
    return std::unexpected(Failure{Failure::Reason::BadRecord, std::move(what)});
}

} // namespace

IncomingMessages::Taken IncomingMessages::take(
    RecordType type, const OpenedRecord &record, std::span<std::byte> &in)
{
    if (type == RecordType::Batch)
        return takeBatch(record, in);
    if (type == RecordType::Begin)
        return begin(record.body);
    if (type == RecordType::Part)
        return takePart(record.body.size());
    if (record.body.size() > m_maxMessageLength)
        return std::unexpected(tooLong(record.body.size(), m_maxMessageLength));
    return MessageReceived{.plaintext = record.body, .frame = record.frame};
}

IncomingMessages::Taken IncomingMessages::takeBatch(
    const OpenedRecord &record, std::span<std::byte> &in)
{
    const auto count = messagesOfBatch(record.body, m_maxMessageLength);
    if (!count)
        return std::unexpected(count.error());
    m_index = 0;
    m_inBatch = static_cast<std::uint16_t>(*count);
    m_left = record.body.size();
    in = {record.body.data(), m_left + Record::typeSize + Aead::tagLength + in.size()};
    auto first = more(in);
    first.frame = record.frame;
    return first;
}

IncomingMessages::Taken IncomingMessages::begin(std::span<const std::byte> body)
{
    const std::size_t total = fromBigEndian<std::uint32_t>(body);
    if (total <= Record::mostBody)
        return badRecord("BEGIN of a message of " + std::to_string(total) + " bytes");
    if (total > m_maxMessageLength)
        return std::unexpected(tooLong(total, m_maxMessageLength));
    m_assembly.begin(total);
    return std::nullopt;
}

IncomingMessages::Taken IncomingMessages::takePart(std::size_t length)
{
    const auto missing = m_assembly.missing();
    if (length > missing)
        return badRecord("PART over the end of its message");
    if (length < missing && length < leastPart)
        return badRecord("a PART of " + std::to_string(length) + " bytes that is not the last");
    m_assembly.add(length);
    if (m_assembly.isUnderWay())
        return std::nullopt;
    return MessageReceived{.plaintext = m_assembly.message(), .frames = m_assembly.records()};
}

} // namespace sealcord::sealed
