// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"
#include "core/protocol/outcome.h"
#include "core/protocol/sealed/recordwriter.h"
#include "core/protocol/sealed/streamtable.h"
#include "core/protocol/stream.h"

#include <cstddef>
#include <expected>
#include <span>

namespace sealcord::sealed {

/// Says what this end has to say of its streams, where its table allows that, in records. Each
/// function does what Session's of the same name promises. An open session makes one for a call;
/// it is not kept: it has neither the table nor the writer.
class StreamWriter
{
public:
    StreamWriter(StreamTable &table, RecordWriter &records)
        : m_table(&table)
        , m_records(&records)
    { }

    [[nodiscard]] bool hasStreams() const { return m_table->hasPeerStreams(); }
    [[nodiscard]] std::expected<StreamNumber, SendResult> nextStream() const
    {
        return m_table->next();
    }
    [[nodiscard]] std::size_t streamCredit(StreamNumber number) const
    {
        return m_table->credit(number);
    }
    [[nodiscard]] SendResult say(const StreamOrder &order, ByteBuffer &out);
    [[nodiscard]] std::span<std::byte> dataRoom(std::size_t most, ByteBuffer &out);
    [[nodiscard]] SendResult sendData(StreamNumber number, std::size_t count, ByteBuffer &out);

private:
    StreamTable *m_table;
    RecordWriter *m_records;
};

} // namespace sealcord::sealed
