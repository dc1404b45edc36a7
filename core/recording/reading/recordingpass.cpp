// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingpass.h"

#include "core/records/recordtime.h"

#include <QFileInfo>
#include <QString>

#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// A part ends when it has reached one of these.
constexpr std::size_t mostRows = 4096;
constexpr int mostLines = 65'536; // of which none may be a row
constexpr qint64 mostRead = 16 * 1024 * 1024; // of which nothing may be kept
constexpr std::size_t mostBytes = 4 * 1024 * 1024;

// What a window keeps for as long as it is open, whatever a file says.
constexpr std::size_t mostStanding = 10'000; // connections
constexpr quint64 mostMarks = 10'000;
constexpr int mostPackets = 10'000; // of handshakes
constexpr qsizetype longestNote = 200; // as much as can be written in a window

std::span<const std::byte> kept(std::span<const std::byte> bytes, BatchMemory &memory)
{
    if (bytes.empty())
        return {};
    const auto copy = std::make_shared_for_overwrite<std::byte[]>(bytes.size());
    std::ranges::copy(bytes, copy.get());
    memory.add(copy.get(), {copy, copy.get()});
    return {copy.get(), bytes.size()};
}

quint64 rowAt(const std::optional<RecordingPlace> &place)
{
    return place ? place->row : 1;
}

class Survey final : public RecordingPass
{
public:
    explicit Survey(RecordingReader reader)
        : RecordingPass(std::move(reader), {})
    { }

private:
    bool take(const RecordedLine &line) override
    {
        addNews();
        addPacket(line.record);
        const auto *const row = rows().row();
        if (!row)
            return true;
        if (row->kind == TrafficRow::Kind::Gap)
            loaded().missing += row->missing;
        else
            ++loaded().messages;
        if (row->kind == TrafficRow::Kind::Notice)
            add(*row);
        if (row->kind == TrafficRow::Kind::Message)
            count(*row);
        if (line.record.find("mark"))
            addMark(row->number, line.record.text("mark"));
        return true;
    }

    void addNews()
    {
        const auto add = [this]<typename News>(const News &news) {
            if constexpr (!std::is_same_v<News, std::monostate>) {
                if (follows(news))
                    part().batch.news.emplace_back(rows().time()).what = news;
            }
        };
        std::visit(add, rows().news());
    }

    void addPacket(const Record &record)
    {
        auto packet = handshakeOf(record, rows().connection());
        if (packet && follows(*packet) && m_packets++ < mostPackets)
            part().batch.news.emplace_back(rows().time()).what = *std::move(packet);
    }

    // Whether the connection is one of those that there is room for.
    template <typename News> [[nodiscard]] bool follows(const News &news)
    {
        const auto id = news.connection.id;
        if (m_standing.size() >= mostStanding && !m_standing.contains(id))
            return false;
        if constexpr (std::is_same_v<News, ConnectionEnded>)
            m_standing.erase(id);
        else
            m_standing.try_emplace(id);
        return true;
    }

    void count(const TrafficRow &row)
    {
        const auto found = m_standing.find(row.connection.id);
        if (found == m_standing.end())
            return;
        auto &[count, last] = found->second;
        const bool isIn = row.direction == Direction::In;
        ++(isIn ? count.messagesIn : count.messagesOut);
        (isIn ? count.bytesIn : count.bytesOut) += rows().length();
        last = row.time;
        m_counted.try_emplace(row.connection.id, row.connection);
    }

    void endPart() override
    {
        for (const auto &[id, connection] : m_counted) {
            if (const auto found = m_standing.find(id); found != m_standing.end())
                part().batch.news.emplace_back(found->second.last).what =
                    ConnectionCounted{connection, found->second.count};
        }
        m_counted.clear();
    }

    void addMark(quint64 number, std::string_view note)
    {
        if (m_marked++ < mostMarks)
            part().marks.push_back(
                {number, QString::fromUtf8(note.substr(0, 4 * longestNote)).left(longestNote)});
    }

    quint64 m_marked = 0; // in all
    int m_packets = 0;
    struct Said {
        TrafficCount count;
        TrafficRow::Clock::time_point last;
    };

    std::unordered_map<ConnectionId, Said> m_standing;
    std::map<ConnectionId, ConnectionName> m_counted; // in the part, and standing
};

class Stretch final : public RecordingPass
{
public:
    Stretch(RecordingReader reader, const RecordingStretch &wanted)
        : RecordingPass(std::move(reader), wanted.from)
        , m_filter(wanted.filter)
        , m_limits(wanted.limits)
    {
        if (wanted.file && wanted.file != loaded().file)
            fail(u"another file has taken its name since it was opened"_s);
    }

private:
    bool take(const RecordedLine & /*line*/) override
    {
        const auto *const row = rows().row();
        if (!row)
            return true;
        const auto isGap = row->kind == TrafficRow::Kind::Gap;
        if (!isGap && !m_filter.isEmpty() && !m_filter.matches(*row))
            return true;
        if (m_rows > 0 && (m_rows >= m_limits.rows || m_bytes + bytesOf(*row) > m_limits.bytes))
            return false;
        ++m_rows;
        m_bytes += bytesOf(*row);
        add(*row);
        if (!isGap)
            ++loaded().messages;
        return true;
    }

    const Filter m_filter;
    const TrafficLimits m_limits;
    std::size_t m_rows = 0; // in all its parts
    std::size_t m_bytes = 0;
};

} // namespace

RecordingPass::RecordingPass(RecordingReader reader, const std::optional<RecordingPlace> &from)
    : m_reader(std::move(reader))
    , m_rows(m_reader.role(), rowAt(from))
{
    const auto &head = m_reader.head().record;
    const auto started = recordTime(head.text("time"));
    m_loaded.hasBegin = started.has_value();
    m_loaded.head = {m_reader.role(), std::string(head.text("version")),
        std::string(head.text("protocol")), started.value_or(RecordTime()), head.isTrue("frames")};
    m_loaded.file = m_reader.fileId();
    m_time = from ? from->time : m_loaded.head.started;
    if (from)
        m_reader.goTo(from->line, from->offset);
}

RecordingPart RecordingPass::next(const std::stop_token &end)
{
    m_part = {};
    m_part.begin = here();
    m_bytes = 0;
    for (int lines = 0; lines < mostLines && !m_loaded.isOver && !end.stop_requested()
        && m_part.batch.rows.size() < mostRows && m_bytes < mostBytes
        && m_reader.nextOffset() - m_part.begin.offset < mostRead;
        ++lines) {
        m_place = here();
        m_loaded.next.reset();
        std::visit([this](const auto &found) { read(found); }, m_reader.next());
    }
    if (!m_loaded.isOver)
        m_loaded.next = here();
    endPart();
    m_loaded.size = std::max(m_loaded.read, QFileInfo(m_reader.path()).size());
    m_part.loaded = m_loaded;
    return std::move(m_part);
}

void RecordingPass::read(const RecordedLine &line)
{
    if (!m_rows.take(m_reader, line)) {
        countDamaged(line.number);
    } else if (!take(line)) {
        m_loaded.isOver = true;
        m_loaded.next = m_place;
        return;
    } else if (m_rows.row()) {
        m_time = m_rows.time();
    }
    m_loaded.read = line.offset + line.length;
}

void RecordingPass::read(const DamagedLine &line)
{
    countDamaged(line.number);
    m_loaded.read = m_reader.nextOffset() - 1;
}

void RecordingPass::fail(const QString &why)
{
    m_loaded.error = m_reader.path() + u": "_s + why;
    m_loaded.isOver = true;
}

void RecordingPass::add(TrafficRow row)
{
    m_bytes += bytesOf(row);
    row.content = kept(row.content, m_part.batch.memory);
    row.frame = kept(row.frame, m_part.batch.memory);
    m_part.batch.rows.push_back(row);
}

void RecordingPass::countDamaged(quint64 line)
{
    if (m_loaded.damagedLines++ == 0)
        m_loaded.firstDamaged = line;
}

RecordingPlace RecordingPass::here() const
{
    return {m_reader.nextNumber(), m_reader.nextOffset(), m_rows.nextNumber(), m_time};
}

std::unique_ptr<RecordingPass> surveyOf(RecordingReader reader)
{
    return std::make_unique<Survey>(std::move(reader));
}

std::unique_ptr<RecordingPass> passThrough(RecordingReader reader, const RecordingStretch &stretch)
{
    return std::make_unique<Stretch>(std::move(reader), stretch);
}

} // namespace sealcord
