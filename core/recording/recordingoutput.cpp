// SPDX-License-Identifier: MIT
#include "core/recording/recordingoutput.h"

#include "core/recording/recordingnames.h"

#include <QFile>
#include <QString>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace sealcord {

namespace {

// What is written at once, unless a batch ends before or a line is longer.
constexpr std::size_t bufferLength = std::size_t{256} * 1024;

bool isNoReader(std::error_code error)
{
    return error == std::errc::no_such_device_or_address || error == std::errc::broken_pipe;
}

bool isDiskFull(std::error_code error)
{
    return error == std::errc::no_space_on_device || error == std::errc::file_too_large
        || error == std::error_code(EDQUOT, std::generic_category());
}

std::string_view gapReason(std::error_code error)
{
    if (isDiskFull(error))
        return "disk-full";
    if (isNoReader(error))
        return "no-reader";
    if (error == std::errc::no_such_file_or_directory)
        return "file-removed";
    return "write-failed";
}

std::string failureText(std::error_code error)
{
    if (isNoReader(error))
        return "nobody reads it";
    return error.message();
}

} // namespace

RecordingOutput::RecordingOutput(const RecordingSettings &settings, RecordingHead head,
    const StandingConnections &standing, TakeReport report)
    : m_settings(settings)
    , m_stem(QFile::encodeName(settings.path.value_or(QString())).toStdString())
    , m_form(RecordingForm::make(settings.form, std::move(head)))
    , m_standing(standing)
    , m_report(std::move(report))
    , m_giveUpAt(std::numeric_limits<std::chrono::steady_clock::rep>::max())
    , m_path(settings.isStandardOutput() ? std::string("standard output") : m_stem)
{ }

void RecordingOutput::giveUpAt(Time when)
{
    m_giveUpAt.store(when.time_since_epoch().count(), std::memory_order_relaxed);
}

std::error_code RecordingOutput::open()
{
    const auto error = openNext();
    if (error && !isNoReader(error) && !isDiskFull(error))
        return error;
    if (error)
        fail(error);
    return {};
}

// The file that comes now, with what it begins with in the buffer.
std::error_code RecordingOutput::openNext()
{
    m_started = RecordTime::clock::now();
    if (const auto error = openFile())
        return error;
    m_written = 0;
    m_hasLines = false;
    m_begun = std::chrono::steady_clock::now();
    m_rest.clear();
    if (m_settings.hasParts() && m_settings.keep)
        removeOldParts(m_stem, std::max<std::size_t>(1, *m_settings.keep));
    addPrelude();
    return {};
}

std::error_code RecordingOutput::openFile()
{
    if (m_settings.isStandardOutput()) {
        auto file = RecordingFile::standardOutput();
        if (!file)
            return file.error();
        m_file = std::move(*file);
        return {};
    }
    auto [path, file] = m_settings.hasParts() ? openPart(m_stem, m_started)
                                              : NewPart{m_stem, RecordingFile::open(m_stem)};
    m_path = std::move(path);
    if (!file)
        return file.error();
    m_file = std::move(*file);
    return {};
}

void RecordingOutput::addPrelude()
{
    m_form->begin(m_buffer, m_started);
    endLine(0);
    for (const auto &item : m_standing.items()) {
        if (passes(m_settings.filter, item))
            addBuffered(item, 0);
    }
}

void RecordingOutput::addBuffered(const RecordItem &item, quint64 count)
{
    m_form->add(m_buffer, item);
    endLine(count);
}

void RecordingOutput::endLine(quint64 count)
{
    m_buffered.push_back({m_buffer.size(), count});
}

void RecordingOutput::begin()
{
    if (m_failure && std::chrono::steady_clock::now() >= m_retryAt)
        retry();
    if (!m_failure && m_hasLines && isOld())
        rotate();
}

bool RecordingOutput::isOld() const
{
    return m_settings.maxAge && std::chrono::steady_clock::now() - m_begun >= *m_settings.maxAge;
}

bool RecordingOutput::isTooLarge() const
{
    return m_settings.maxSize && m_written + m_buffer.size() > *m_settings.maxSize;
}

void RecordingOutput::add(const RecordItem &item)
{
    if (!passes(m_settings.filter, item))
        return;
    const auto count = countOf(item);
    if (!m_failure) {
        const auto before = m_buffer.size();
        m_form->add(m_buffer, item);
        if (m_buffer.size() == before) // of which there is no line
            return;
        if (m_hasLines && isTooLarge()) {
            m_buffer.resize(before);
            rotate(); // its line says since when that part counts
            if (!m_failure)
                m_form->add(m_buffer, item);
        }
    }
    if (m_failure) {
        m_missing += count;
        return;
    }
    endLine(count);
    m_hasLines = true;
    if (m_buffer.size() >= bufferLength)
        flush();
}

void RecordingOutput::rotate()
{
    flush();
    if (m_failure)
        return;
    m_file.reset();
    if (const auto error = openNext())
        fail(error);
}

void RecordingOutput::flush()
{
    if (m_failure || m_buffer.empty())
        return;
    if (const auto error = writeBuffer())
        fail(error);
}

// Afterwards the buffer is empty, whatever became of it.
std::error_code RecordingOutput::writeBuffer()
{
    auto error = std::make_error_code(std::errc::no_such_file_or_directory);
    std::size_t bytes = 0;
    if (!m_file->isRemoved()) {
        const auto written = m_file->write(m_buffer, m_giveUpAt);
        error = written.error;
        bytes = written.bytes;
    }
    keepWhole(bytes);
    m_buffer.clear();
    m_buffered.clear();
    if (m_buffer.capacity() > 2 * bufferLength) // a long line's
        m_buffer.shrink_to_fit();
    return error;
}

// A regular file keeps the whole lines of what was written; of a line that a stream has begun it
// will get the rest.
void RecordingOutput::keepWhole(std::size_t bytes)
{
    const auto isWhole = [bytes](const BufferedLine &line) { return line.end <= bytes; };
    auto line = std::ranges::find_if_not(m_buffered, isWhole);
    const auto whole = line == m_buffered.begin() ? 0 : std::prev(line)->end;
    auto kept = whole;
    if (bytes > whole && !m_file->isRegular()) {
        m_rest.assign(m_buffer, bytes, line->end - bytes);
        kept = line->end;
        ++line;
    }
    m_written += kept;
    m_total.fetch_add(kept, std::memory_order_relaxed);
    for (; line != m_buffered.end(); ++line)
        m_missing += line->count;
}

void RecordingOutput::fail(std::error_code error)
{
    const bool isNew = !m_failure;
    m_failure = error;
    m_retryAt = std::chrono::steady_clock::now() + retryDelay;
    m_buffer.clear(); // what a file that could not be opened begins with
    m_buffered.clear();
    if (m_file && m_file->isRegular())
        std::ignore = m_file->cutTo(m_written); // or before anything else is written
    if (isNoReader(error) || error == std::errc::no_such_file_or_directory) {
        m_file.reset(); // whoever comes next begins at the beginning
        m_rest.clear();
    }
    if (isNew)
        m_report({RecordingReport::Kind::Stopped, m_path, failureText(error), 0});
}

void RecordingOutput::retry()
{
    if (!m_file) {
        if (const auto error = openNext())
            return fail(error);
    } else {
        if (m_file->isRegular() && !m_file->cutTo(m_written))
            return fail({errno, std::generic_category()});
        m_buffer = std::exchange(m_rest, {});
        if (!m_buffer.empty())
            endLine(0);
        if (m_written == 0)
            addPrelude();
    }
    const auto missing = std::exchange(m_missing, 0);
    if (missing > 0) {
        const auto text = failureText(m_failure);
        addBuffered(
            RecordGap{RecordTime::clock::now(), missing, gapReason(m_failure), text}, missing);
    }
    if (const auto error = writeBuffer())
        return fail(error);
    m_failure.clear();
    m_hasLines = m_hasLines || missing > 0;
    m_report({RecordingReport::Kind::Resumed, m_path, {}, missing});
}

void RecordingOutput::finish()
{
    flush();
    if (m_failure)
        retry();
    if (m_failure)
        return;
    m_form->end(m_buffer);
    endLine(0);
    flush();
}

} // namespace sealcord
