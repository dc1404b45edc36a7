// SPDX-License-Identifier: MIT
#include "core/recording/recorder.h"

#include "core/recording/flightrecorder.h"
#include "core/recording/recordingoutput.h"

#include <QFile>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// Between two batches, unless there is much.
constexpr std::chrono::milliseconds period{40};

// A period of the messages that a server carries at its fastest, or a part of it that comes in
// 32 MiB.
constexpr std::size_t mostMessages = 65'536;
constexpr std::size_t muchOfThem = mostMessages / 4;

TrafficQueueLimits queueLimits(const RecordingSettings &settings)
{
    TrafficQueueLimits limits;
    limits.messages = mostMessages;
    limits.wantsFrames = settings.hasFrames;
    return limits;
}

std::size_t bytesIn(const TrafficBatch &batch)
{
    std::size_t bytes = 0;
    for (const auto &row : batch.rows)
        bytes += bytesOf(row);
    return bytes;
}

bool isMuch(const TrafficBatch &batch)
{
    return batch.rows.size() >= muchOfThem || bytesIn(batch) >= TrafficQueueLimits().bytes / 4;
}

RecordingHead startedNow(RecordingHead head)
{
    head.started = RecordTime::clock::now();
    return head;
}

std::string folderOf(const RecordingSettings &settings)
{
    const auto path = QFile::encodeName(settings.path.value_or(QString())).toStdString();
    return std::filesystem::path(path).parent_path().string();
}

QString whyNot(const QString &path, std::error_code error)
{
    if (error == std::errc::file_exists)
        return u"cannot record to %1: it exists, and what it holds would be lost"_s.arg(path);
    return u"cannot record to %1: %2"_s.arg(path, QString::fromStdString(error.message()));
}

} // namespace

bool isViolation(EndReason reason)
{
    switch (reason) {
    case EndReason::HandshakeFailed:
    case EndReason::BadFrame:
    case EndReason::BadRecord:
    case EndReason::MessageTooLong:
    case EndReason::NotAuthentic:
    case EndReason::BadVerification:
        return true;
    default:
        return false;
    }
}

/// What the program's threads and the writing thread share, and the life of the latter.
class Recorder::Writer
{
public:
    Writer(const RecordingSettings &settings, RecordingHead head, TakeReport report)
        : queue(queueLimits(settings))
        , m_folder(folderOf(settings))
        , m_report(std::move(report))
    {
        head = startedNow(std::move(head));
        const auto tell = [this](const RecordingReport &what) { this->tell(what); };
        if (settings.path)
            m_output.emplace(settings, head, m_standing, tell);
        if (settings.flightSize)
            m_flight.emplace(*settings.flightSize, settings.filter, head, m_standing);
    }

    /// Where something could not be opened.
    [[nodiscard]] std::string path() const { return m_output ? m_output->path() : std::string(); }
    [[nodiscard]] std::error_code open() { return m_output ? m_output->open() : std::error_code(); }

    void run();

    /// run() ends; a disk that takes nothing is given up after `patience`.
    void close();
    /// Nobody listens any more.
    void forgetReport();

    void askForFlight()
    {
        m_isFlightAsked = true;
        wake();
    }
    void noteViolation() { m_isViolated = true; }
    void beginWith(std::vector<ConnectionNews> stand);
    [[nodiscard]] quint64 written() const { return m_output ? m_output->written() : 0; }

    TrafficQueue queue;

private:
    [[nodiscard]] bool waitForNext(bool isAtOnce);
    void wake();
    [[nodiscard]] bool record(const TrafficBatch &batch);
    void record(const RecordItem &item);
    [[nodiscard]] std::vector<ConnectionNews> takeStanding();
    [[nodiscard]] bool isFlightDue();
    void tell(const RecordingReport &report);

    void noteGap(const RecordItem &item);

    const std::string m_folder;
    StandingConnections m_standing;
    std::optional<RecordingOutput> m_output;
    std::optional<FlightRecorder> m_flight;
    bool m_isBehind = false; // and that was told
    std::atomic<bool> m_isFlightAsked = false;
    std::atomic<bool> m_isViolated = false;
    std::optional<std::chrono::steady_clock::time_point> m_violationTold;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    TakeReport m_report; // guarded by m_mutex, as all below; none: nobody listens any more
    bool m_isAwake = false; // something is to be done before the period is over
    bool m_isClosed = false;
    std::vector<ConnectionNews> m_standingBefore; // not recorded yet
};

void Recorder::Writer::run()
{
    bool isMore = true; // the head of the recording is written at once
    for (bool isLast = false; !isLast;) {
        isLast = waitForNext(isMore);
        const bool isDue = isFlightDue(); // first: what it is due for is in the batch then
        isMore = record(queue.take());
        if (isDue && m_flight)
            tell(m_flight->writeInto(m_folder));
    }
    if (m_output)
        m_output->finish();
}

// True where nothing will come after the next batch.
bool Recorder::Writer::waitForNext(bool isAtOnce)
{
    std::unique_lock lock(m_mutex);
    if (!isAtOnce)
        m_changed.wait_for(lock, period, [this] { return m_isClosed || m_isAwake; });
    m_isAwake = false;
    return m_isClosed;
}

// Whether the next batch should not be waited for.
bool Recorder::Writer::record(const TrafficBatch &batch)
{
    if (m_output)
        m_output->begin();
    // Behind the batch, which holds nothing that happened before these were given.
    for (const auto &news : takeStanding())
        record(&news);
    for (const auto &item : recordItems(batch))
        record(item);
    if (m_output)
        m_output->flush();
    return isMuch(batch);
}

void Recorder::Writer::record(const RecordItem &item)
{
    if (m_output)
        m_output->add(item);
    if (m_flight)
        m_flight->add(item);
    m_standing.note(item);
    noteGap(item);
}

void Recorder::Writer::noteGap(const RecordItem &item)
{
    const auto *const row = std::get_if<const TrafficRow *>(&item);
    const auto isGap =
        std::holds_alternative<RecordGap>(item) || (row && (*row)->kind == TrafficRow::Kind::Gap);
    if (isGap && m_output && !std::exchange(m_isBehind, true))
        tell({RecordingReport::Kind::FellBehind, m_output->path(), {}, 0});
}

void Recorder::Writer::beginWith(std::vector<ConnectionNews> stand)
{
    const std::lock_guard lock(m_mutex);
    m_standingBefore = std::move(stand);
}

std::vector<ConnectionNews> Recorder::Writer::takeStanding()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_standingBefore, {});
}

bool Recorder::Writer::isFlightDue()
{
    const bool isAsked = m_isFlightAsked.exchange(false);
    const auto now = std::chrono::steady_clock::now();
    if (m_violationTold && now - *m_violationTold < violationInterval) {
        m_isViolated = false;
        return isAsked;
    }
    if (!m_isViolated.exchange(false))
        return isAsked;
    m_violationTold = now;
    return true;
}

void Recorder::Writer::wake()
{
    const std::lock_guard lock(m_mutex);
    m_isAwake = true;
    m_changed.notify_all();
}

void Recorder::Writer::tell(const RecordingReport &report)
{
    const std::lock_guard lock(m_mutex);
    if (m_report)
        m_report(report);
}

void Recorder::Writer::close()
{
    if (m_output)
        m_output->giveUpAt(std::chrono::steady_clock::now() + patience);
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

void Recorder::Writer::forgetReport()
{
    const std::lock_guard lock(m_mutex);
    m_report = nullptr;
}

Recorder::Recorder(const RecordingSettings &settings, RecordingHead head, TakeReport report)
    : m_writer(std::make_shared<Writer>(settings, std::move(head), std::move(report)))
{
    if (const auto error = m_writer->open()) {
        m_errorString = whyNot(QFile::decodeName(m_writer->path().c_str()), error);
        return;
    }
    if (const auto error = m_thread.start([writer = m_writer] { writer->run(); }))
        m_errorString = u"cannot start the thread of the recording: "_s
            + QString::fromStdString(error.message());
}

Recorder::~Recorder()
{
    stop();
}

void Recorder::beginWith(std::vector<ConnectionNews> stand)
{
    m_writer->beginWith(std::move(stand));
}

quint64 Recorder::written() const
{
    return m_writer->written();
}

void Recorder::addEvent(EventKind event, EventLevel level, const std::string &text)
{
    m_writer->queue.addEvent(event, level, text);
}

void Recorder::writeFlight()
{
    m_writer->askForFlight();
}

void Recorder::stop()
{
    if (!m_thread.isRunning())
        return;
    m_writer->close();
    m_thread.finish(patience);
    m_writer->forgetReport();
}

TapInterest Recorder::interest() const noexcept
{
    return m_writer->queue.interest();
}

void Recorder::happened(WireEvent event)
{
    m_writer->queue.happened(event);
    if (const auto *ended = event.as<ConnectionEnded>(); ended && isViolation(ended->reason))
        m_writer->noteViolation();
}

} // namespace sealcord
