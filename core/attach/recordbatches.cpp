// SPDX-License-Identifier: MIT
#include "core/attach/recordbatches.h"

#include "core/recording/reading/recordedevents.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sealcord {

void RecordBatches::end()
{
    // A question that nobody is an answer to: it is asked behind all that was.
    batch().question = ++m_question;
    auto &next = m_batches.emplace_back();
    next.answers.push_back({m_question, 1});
    next.areStreamsLost = true;
}

TrafficBatch &RecordBatches::batch()
{
    return m_batches.empty() ? m_batches.emplace_back() : m_batches.back();
}

std::vector<TrafficBatch> RecordBatches::take()
{
    m_records = 0;
    m_bytes = 0;
    return std::exchange(m_batches, {});
}

void RecordBatches::number(ConnectionName &connection)
{
    if (connection.id == 0)
        return;
    connection.id += m_base;
    m_last = std::max(m_last, connection.id);
}

template <typename News> void RecordBatches::add(News news)
{
    number(news.connection);
    if constexpr (requires { news.established->connection; }) {
        if (news.established)
            number(news.established->connection);
    }
    batch().news.emplace_back(m_made.time()).what = std::move(news);
}

bool RecordBatches::add(std::string_view text)
{
    auto record = parseRecord(text);
    if (!record)
        return false;
    const RecordedLine line{
        .length = static_cast<qint64>(text.size()), .text = {}, .record = *std::move(record)};
    if (!m_made.take(line) || m_made.connection().id > mostConnections)
        return false;
    ++m_records;
    m_bytes += text.size(); // of which no more is kept
    const auto addIfAny = [this]<typename News>(const News &news) {
        if constexpr (!std::is_same_v<News, std::monostate>)
            add(news);
    };
    std::visit(addIfAny, m_made.news());
    if (addNews(line.record) || !m_made.row())
        return true;
    addRow(*m_made.row());
    return true;
}

// What only a server that is followed tells.
bool RecordBatches::addNews(const Record &record)
{
    const auto event = record.text("event");
    const auto &connection = m_made.connection();
    if (auto packet = handshakeOf(record, connection)) {
        add(*std::move(packet));
    } else if (auto stream = streamNewsOf(record, connection, m_made.time())) {
        number(stream->connection);
        batch().streams.push_back(*std::move(stream));
    } else if (event == "connection-stands") {
        add(standsOf(record, connection));
    } else if (event == "connection-measured") {
        add(measuredOf(record, connection));
    } else if (event != "connection-counted") {
        return false;
    }
    if (event == "connection-counted" || event == "connection-stands")
        add(ConnectionCounted{connection, countsOf(record)});
    return true;
}

void RecordBatches::addRow(TrafficRow row)
{
    if (row.kind == TrafficRow::Kind::Message && row.content.size() != m_made.length()) {
        row = gapFor(row, GapReason::QueueFull); // too long to be told
        row.missing = 1;
    }
    number(row.connection);
    auto memory = copyContents(row);
    batch().memory.add(row.content.data(), std::move(memory));
    batch().rows.push_back(row);
}

} // namespace sealcord
