// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedrow.h"

#include "core/recording/reading/base64decoder.h"
#include "core/records/recordtime.h"

#include <algorithm>
#include <limits>
#include <span>

namespace sealcord {

namespace {

// Beyond it no gap leads: numbers only grow, and all that is missing can be added up, whatever a
// file says.
constexpr quint64 lastNumber = std::numeric_limits<qint64>::max();

template <typename T> T numberOf(const Record &record, std::string_view name, T otherwise)
{
    const auto count = record.count(name);
    return count && *count <= std::numeric_limits<T>::max() ? static_cast<T>(*count) : otherwise;
}

} // namespace

std::expected<void, std::string> RecordedRows::take(
    RecordingReader &reader, const RecordedLine &line)
{
    return take(&reader, line);
}

std::expected<void, std::string> RecordedRows::take(const RecordedLine &line)
{
    return take(nullptr, line);
}

std::expected<void, std::string> RecordedRows::take(
    RecordingReader *reader, const RecordedLine &line)
{
    const auto &record = line.record;
    const auto event = record.text("event");
    const auto time = recordTime(record.text("time"));
    m_wire.reset();
    m_news = {};
    m_row = {};
    m_hasRow = false;
    m_length = 0;
    if (event.empty() || !time)
        return std::unexpected(event.empty() ? "no record: it has no event" : "it has no time");
    m_row.time = *time;
    m_row.connection = m_peers.connection(record);
    m_news = newsOf(record, m_row.connection, m_role);
    if (event == "message" || event == "stream-data") {
        if (const auto taken = takeMessage(reader, line); !taken)
            return taken;
        if (event == "stream-data") {
            m_row.kind = TrafficRow::Kind::StreamData;
            takeStream(record);
        }
    } else if (m_news.index() > 0) {
        takeNews();
    } else if (event == "gap") {
        takeGap(record);
    } else if (const auto kind = parseEvent(event)) {
        takeNotice(record, *kind);
    } else {
        return {};
    }
    m_hasRow = true;
    number();
    return {};
}

std::expected<void, std::string> RecordedRows::takeContent(const Record &record)
{
    m_length = record.count("length").value_or(0);
    if (!record.find("bytes"))
        return {};
    Base64Decoder decoder;
    if (!decoder.add(record.text("bytes"), m_content) || !decoder.isWhole())
        return std::unexpected("the message's bytes are no base64");
    m_length = m_content.size();
    return {};
}

std::expected<void, std::string> RecordedRows::takeMessage(
    RecordingReader *reader, const RecordedLine &line)
{
    const auto &record = line.record;
    const auto direction = parseDirection(record.text("direction"));
    if (!direction)
        return std::unexpected("the message has no direction");
    m_content.clear();
    const auto keep = [this](std::span<const std::byte> piece) {
        m_length += piece.size();
        const auto room = longestContent - m_content.size();
        m_content.insert(m_content.end(), piece.begin(),
            piece.begin() + std::ptrdiff_t(std::min(piece.size(), room)));
        return true;
    };
    if (const auto read = reader ? reader->readBytes(line, keep) : takeContent(record); !read)
        return read;
    m_frame.clear();
    if (!Base64Decoder().add(record.text("frame"), m_frame)) // beyond a long line's beginning: none
        return std::unexpected("the message's frame is no base64");

    m_row.kind = TrafficRow::Kind::Message;
    m_row.direction = *direction;
    m_row.content = m_content;
    m_row.frame = m_frame;
    m_row.inFrame = std::max<quint16>(1, numberOf<quint16>(record, "in_frame", 1));
    m_row.index = numberOf<quint16>(record, "index", 0);
    m_row.sender = parseSender(record.text("sent_by"));
    m_row.frames = std::max<quint32>(1, numberOf<quint32>(record, "frames", 1));
    return {};
}

void RecordedRows::takeStream(const Record &record)
{
    m_row.stream = numberOf<StreamNumber>(record, "stream", 0);
    if (const auto target = record.text("target"); !target.empty())
        m_row.target = StreamTarget(target.substr(0, longestTarget));
}

void RecordedRows::takeNews()
{
    const auto make = [this]<typename News>(const News &news) {
        if constexpr (!std::is_same_v<News, std::monostate>)
            m_wire.emplace(WireEvent(news));
    };
    std::visit(make, m_news);
    const auto time = m_row.time;
    m_row = *m_wire->row();
    m_row.time = time;
}

void RecordedRows::takeNotice(const Record &record, EventKind event)
{
    m_row.kind = TrafficRow::Kind::Notice;
    m_row.event = event;
    m_row.level = parseLevel(record.text("level"));
    takeStream(record);
    m_row.content = std::as_bytes(std::span(record.text("text")));
}

void RecordedRows::takeGap(const Record &record)
{
    m_row.kind = TrafficRow::Kind::Gap;
    m_row.connection = {};
    const auto room = lastNumber - std::min(lastNumber, m_nextNumber);
    m_row.missing = std::min(record.count("missing").value_or(0), room);
    m_row.gap = parseGapReason(record.text("reason"));
}

void RecordedRows::number()
{
    m_row.number = m_nextNumber;
    m_nextNumber += countOf(m_row);
}

} // namespace sealcord
