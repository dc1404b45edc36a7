// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamwriter.h"

#include "core/protocol/sealed/streamrecord.h"

#include <algorithm>

namespace sealcord::sealed {

SendResult StreamWriter::say(const StreamOrder &order, ByteBuffer &out)
{
    if (const auto result = m_table->say(order); result != SendResult::Sent)
        return result;
    const StreamRecord record(order);
    return sendResult(m_records->record(record.type(), record.body(), out));
}

std::span<std::byte> StreamWriter::dataRoom(std::size_t most, ByteBuffer &out)
{
    return m_records->dataRoom(std::min(most, mostStreamData), out)
        .value_or(std::span<std::byte>());
}

SendResult StreamWriter::sendData(StreamNumber number, std::size_t count, ByteBuffer &out)
{
    const auto result = count == 0 ? SendResult::Sent : m_table->sayData(number, count);
    const auto written = m_records->data(number, result == SendResult::Sent ? count : 0, out);
    return written ? result : sendResult(written);
}

} // namespace sealcord::sealed
