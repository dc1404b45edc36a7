// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingloader.h"

#include "core/net/startthread.h"
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"

#include <QFileInfo>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <variant>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// A batch is handed out when it has reached one of these: what is first to be seen comes soon, and
// nobody who takes it is held up.
constexpr std::size_t mostRows = 4096;
constexpr int mostLines = 65'536; // of which none may be a row
constexpr std::size_t mostBytes = 4 * 1024 * 1024;

// What a window keeps for as long as it is open, whatever a file says.
constexpr std::size_t mostStanding = 10'000; // connections
constexpr quint64 mostMarks = 10'000;
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

} // namespace

/// One run through a file, on the reading thread.
class RecordingLoader::Reading
{
public:
    explicit Reading(RecordingReader reader)
        : m_reader(std::move(reader))
        , m_rows(m_reader.role())
    {
        m_loaded.role = m_reader.role();
        m_loaded.started = recordTime(m_reader.head().record.text("time"));
    }

    /// What follows, until it is enough for a batch.
    [[nodiscard]] Part next(const std::stop_token &end)
    {
        m_batch = {};
        m_marks.clear();
        m_bytes = 0;
        for (int lines = 0; lines < mostLines && !end.stop_requested() && !m_loaded.isOver
            && m_batch.rows.size() < mostRows && m_bytes < mostBytes;
            ++lines)
            std::visit([this](const auto &found) { take(found); }, m_reader.next());
        m_loaded.size = std::max(m_loaded.read, QFileInfo(m_reader.path()).size());
        return {m_loaded, std::move(m_batch), std::move(m_marks)};
    }

private:
    void take(const RecordedLine &line)
    {
        m_loaded.read = line.offset + line.length;
        if (!m_rows.take(m_reader, line)) {
            countDamaged(line.number);
            return;
        }
        addNews();
        if (const auto *row = m_rows.row()) {
            add(*row);
            if (line.record.find("mark"))
                addMark(row->number, line.record.text("mark"));
        }
    }
    void take(const DamagedLine &line) { countDamaged(line.number); }
    void take(const CutOffLine & /*line*/) { m_loaded.isOver = m_loaded.isCutOff = true; }
    void take(const EndOfRecording & /*end*/) { m_loaded.isOver = true; }

    void addNews()
    {
        const auto add = [this]<typename News>(const News &news) {
            if constexpr (!std::is_same_v<News, std::monostate>) {
                if (follows(news))
                    m_batch.news.push_back({m_rows.time(), news});
            }
        };
        std::visit(add, m_rows.news());
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
            m_standing.insert(id);
        return true;
    }

    void addMark(quint64 number, std::string_view note)
    {
        if (m_marked++ < mostMarks)
            m_marks.push_back(
                {number, QString::fromUtf8(note.substr(0, 4 * longestNote)).left(longestNote)});
    }

    void add(TrafficRow row)
    {
        if (row.kind == TrafficRow::Kind::Gap)
            m_loaded.missing += row.missing;
        else
            ++m_loaded.messages;
        m_bytes += bytesOf(row);
        row.content = kept(row.content, m_batch.memory);
        row.frame = kept(row.frame, m_batch.memory);
        m_batch.rows.push_back(row);
    }

    void countDamaged(quint64 line)
    {
        if (m_loaded.damagedLines++ == 0)
            m_loaded.firstDamaged = line;
    }

    RecordingReader m_reader;
    RecordedRows m_rows;
    LoadedRecording m_loaded;
    TrafficBatch m_batch;
    std::vector<LoadedMark> m_marks;
    quint64 m_marked = 0; // in all
    std::unordered_set<ConnectionId> m_standing;
    std::size_t m_bytes = 0; // in it
};

RecordingLoader::RecordingLoader(QObject *parent)
    : QObject(parent)
{
    connect(this, &RecordingLoader::batchReady, this, &RecordingLoader::take, Qt::QueuedConnection);
}

RecordingLoader::~RecordingLoader() = default; // the thread ends first

void RecordingLoader::load(const QString &path)
{
    auto thread = startThread([this, path](const std::stop_token &end) { read(end, path); });
    if (thread) {
        m_thread = std::move(*thread);
        return;
    }
    m_part.emplace();
    m_part->loaded.isOver = true;
    m_part->loaded.error = QString::fromStdString(thread.error().message());
    Q_EMIT batchReady();
}

void RecordingLoader::stop()
{
    m_thread.request_stop();
    m_isStopped = true;
    m_loaded.isOver = true;
    Q_EMIT happened({}, {});
}

void RecordingLoader::read(const std::stop_token &end, const QString &path)
{
    std::optional<Reading> reading;
    QString error;
    // A pipe may never say anything, and a device never end.
    if (const QFileInfo file(path); file.exists() && !file.isFile())
        error = path + u" is no regular file"_s;
    else if (auto reader = RecordingReader::open(path))
        reading.emplace(std::move(*reader));
    else
        error = reader.error();
    for (bool isOver = false; !isOver && !end.stop_requested();) {
        auto part = reading ? reading->next(end) : Part();
        if (!reading) {
            part.loaded.error = error;
            part.loaded.isOver = true;
        }
        isOver = part.loaded.isOver;
        std::unique_lock lock(m_mutex);
        if (!m_taken.wait(lock, end, [this] { return !m_part.has_value(); }))
            return;
        m_part = std::move(part);
        lock.unlock();
        Q_EMIT batchReady();
    }
}

void RecordingLoader::take()
{
    std::optional<Part> part;
    {
        const std::lock_guard lock(m_mutex);
        part = std::exchange(m_part, std::nullopt);
    }
    m_taken.notify_all();
    if (!part || m_isStopped)
        return;
    m_loaded = std::move(part->loaded);
    Q_EMIT happened(part->batch, part->marks);
}

} // namespace sealcord
