// SPDX-License-Identifier: MIT
#include "core/app/log/log.h"

#include "core/app/log/linelimiter.h"
#include "core/app/log/logjson.h"
#include "core/app/log/logtext.h"
#include "core/app/process/linewriter.h"
#include "core/traffic/wirerow.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <mutex>

#include <unistd.h>

namespace sealcord {

namespace {

// At 10,000 lines a second what the output may lag behind by is near half a second, and twice that
// with the batch that is being written; under 2 MiB.
constexpr std::size_t queueCapacity = 4096;

// One line of ours that is not bounded elsewhere: a message of Qt's, say.
constexpr std::size_t longestText = 4096;

LogLevel levelForMessages(Role role, Direction direction)
{
    return role == Role::Server && direction == Direction::In ? LogLevel::Info : LogLevel::Debug;
}

LogLevel logLevel(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return LogLevel::Info;
    case EventLevel::Warning:
        return LogLevel::Warn;
    case EventLevel::Error:
        return LogLevel::Error;
    }
    std::unreachable();
}

ShowData defaultShowData(Role role, const LogOutput &output)
{
    return output.isTerminal || role == Role::Agent ? ShowData::Bytes : ShowData::None;
}

std::string boundedText(QStringView text)
{
    auto utf8 = text.toUtf8().toStdString();
    if (utf8.size() > longestText) {
        utf8.resize(longestText);
        utf8 += " ...";
    }
    return utf8;
}

} // namespace

/// What the program's threads and the writing thread share, and the life of the latter.
class Log::Writer
{
public:
    Writer(const LogStyle &style, const LogSettings &settings, int descriptor)
        : m_style(style)
        , m_line(settings.format == LogFormat::Json ? jsonLine : textLine)
        , m_level(settings.level)
        , m_output(descriptor)
        , m_limiter(settings.linesPerSecond)
    { }

    [[nodiscard]] const LogStyle &style() const { return m_style; }

    [[nodiscard]] LogLevel level() const { return m_level.load(std::memory_order_relaxed); }
    void setLevel(LogLevel level) { m_level.store(level, std::memory_order_relaxed); }

    void add(LogRecord &&record, LogQueue::Room room) { m_queue.add(std::move(record), room); }

    [[nodiscard]] bool admits(LineKind kind)
    {
        const std::lock_guard lock(m_limiterMutex);
        return m_limiter.admits(kind, std::chrono::steady_clock::now());
    }

    void run();

    /// What comes later is thrown away, and run() ends; an output that takes nothing is given up
    /// after `patience`.
    void close();

private:
    void writeNow(LogLevel level, decltype(LogRecord::what) what);
    void writeSuppressed(bool all);
    [[nodiscard]] std::optional<LogQueue::Time> nextDue();

    const LogStyle m_style;
    std::string (*const m_line)(const LogRecord &, const LogStyle &);
    std::atomic<LogLevel> m_level;
    LogQueue m_queue{queueCapacity};
    LineWriter m_output;

    std::mutex m_limiterMutex;
    LineLimiter m_limiter; // guarded by m_limiterMutex
};

void Log::Writer::run()
{
    std::vector<LogRecord> records;
    for (bool closed = false; !closed;) {
        const auto batch = m_queue.take(records, nextDue());
        for (const auto &record : records)
            m_output.add(m_line(record, m_style));
        if (batch.dropped > 0)
            writeNow(LogLevel::Warn, LinesDropped{batch.dropped});
        writeSuppressed(batch.closed);
        m_output.flush();
        closed = batch.closed;
    }
}

void Log::Writer::close()
{
    m_output.giveUpAt(std::chrono::steady_clock::now() + patience);
    m_queue.close();
}

void Log::Writer::writeNow(LogLevel level, decltype(LogRecord::what) what)
{
    m_output.add(m_line({std::chrono::system_clock::now(), level, std::move(what)}, m_style));
}

void Log::Writer::writeSuppressed(bool all)
{
    const auto now = std::chrono::steady_clock::now();
    std::vector<LineLimiter::Suppressed> suppressed;
    {
        const std::lock_guard lock(m_limiterMutex);
        suppressed = all ? m_limiter.takeAllSuppressed(now) : m_limiter.takeSuppressed(now);
    }
    for (const auto &[kind, count, within] : suppressed) {
        const auto level = kind.words().isFault ? LogLevel::Warn : LogLevel::Info;
        // The lines would have been shown, whatever the log's level is.
        writeNow(std::max(level, this->level()), LinesSuppressed{kind, count, within});
    }
}

std::optional<LogQueue::Time> Log::Writer::nextDue()
{
    const std::lock_guard lock(m_limiterMutex);
    return m_limiter.nextDue(std::chrono::steady_clock::now());
}

LogOutput LogOutput::standardError()
{
    const auto isTerminal = ::isatty(STDERR_FILENO) == 1;
    const auto colour = isTerminal && qEnvironmentVariableIsEmpty("NO_COLOR");
    return {STDERR_FILENO, isTerminal, colour};
}

Log::Log(Role role, const LogSettings &settings, LogOutput output)
    : m_role(role)
    , m_showIf(settings.showIf)
    , m_writer(std::make_shared<Writer>(
          LogStyle{role, settings.showData.value_or(defaultShowData(role, output)), output.colour},
          settings, output.descriptor))
{
    if (const auto error = m_thread.start([writer = m_writer] { writer->run(); }))
        m_errorString = QString::fromStdString(error.message());
}

Log::~Log()
{
    stop();
}

LogLevel Log::level() const noexcept
{
    return m_writer->level();
}

void Log::setLevel(LogLevel level)
{
    m_writer->setLevel(level);
}

TapInterest Log::interest() const noexcept
{
    return shows(levelForMessages(m_role, Direction::In)) ? TapInterest::Messages
                                                          : TapInterest::Lives;
}

ShowData Log::showData() const noexcept
{
    return m_writer->style().showData;
}

template <typename What> void Log::add(LogLevel level, What &&what, LogQueue::Room room)
{
    m_writer->add({std::chrono::system_clock::now(), level, std::forward<What>(what)}, room);
}

template <typename What> void Log::addLimited(LogLevel level, LineKind kind, const What &what)
{
    if (admits(kind))
        add(level, what);
}

bool Log::admits(LineKind kind)
{
    return m_writer->admits(kind);
}

void Log::write(
    LogLevel level, std::string_view event, QStringView text, std::vector<LogField> fields)
{
    if (shows(level))
        add(level, LogNote{std::string(event), boundedText(text), std::move(fields)});
}

void Log::writePlain(QStringView text)
{
    add(LogLevel::Error, PlainLine{boundedText(text)});
}

void Log::stop()
{
    if (!m_thread.isRunning())
        return;
    m_writer->close();
    m_thread.finish(patience);
}

bool Log::shows(LogLevel level, WireEvent event) const
{
    if (!shows(level))
        return false;
    if (m_showIf.isEmpty())
        return true;
    const WireRow made(event);
    auto row = *made.row();
    row.time = TrafficRow::Clock::now();
    return m_showIf.matches(row);
}

void Log::happened(WireEvent event)
{
    event.visit([this](const auto &record) { tell(record); });
}

void Log::tell(const ConnectionOpened &opened)
{
    const auto level = m_role == Role::Server ? LogLevel::Info : LogLevel::Debug;
    if (shows(level, opened))
        addLimited(level, LineKind(LineKind::Other::ConnectionOpened), opened);
}

void Log::tell(const ConnectionEstablished &established)
{
    const auto level = m_role == Role::Server ? LogLevel::Debug : LogLevel::Info;
    if (shows(level, established))
        addLimited(level, LineKind(LineKind::Other::HandshakeDone), established);
}

void Log::tell(const MessageSeen &message)
{
    const auto level = levelForMessages(m_role, message.direction);
    // What is not to be shown is not counted as left out either.
    if (!shows(level, message) || !admits(LineKind(message.direction)))
        return;
    LoggedMessage copy{message.connection, message.direction, message.plaintext.size(), {}};
    const auto shown = std::min(message.plaintext.size(), shownDataLength);
    std::ranges::copy(message.plaintext.first(shown), copy.beginning.begin());
    add(level, copy, LogQueue::Room::ForMessages);
}

void Log::tell(const ConnectionEnded &ended)
{
    const auto level = logLevel(levelOf(ended));
    if (shows(level, ended))
        addLimited(level, LineKind(ended.reason), ended);
}

void Log::tell(const ConnectionRefused &refused)
{
    if (shows(LogLevel::Warn, refused))
        addLimited(LogLevel::Warn, LineKind(refused.reason), refused);
}

void Log::tell(const AcceptingPaused &paused)
{
    if (shows(LogLevel::Warn))
        addLimited(LogLevel::Warn, LineKind(LineKind::Other::AcceptingPaused), paused);
}

// One line of each that carried something, however many there are: who reached what is not to be
// guessed from a number. What was refused cost who asked nothing.
void Log::tell(const StreamClosed &closed)
{
    const auto level = closed.wasOpened ? LogLevel::Info : LogLevel::Warn;
    if (shows(level, closed)
        && (closed.wasOpened || admits(LineKind(LineKind::Other::StreamRefused))))
        add(level, LoggedStream(closed));
}

} // namespace sealcord
