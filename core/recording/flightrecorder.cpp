// SPDX-License-Identifier: MIT
#include "core/recording/flightrecorder.h"

#include "core/recording/recordingfile.h"
#include "core/recording/recordingnames.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

namespace sealcord {

namespace {

// So many chunks at least: what is forgotten at once is a small part.
constexpr std::size_t leastChunks = 64;
constexpr std::size_t longestChunk = std::size_t{256} * 1024;

RecordingReport failed(std::string path, std::error_code error)
{
    return {RecordingReport::Kind::FlightFailed, std::move(path), error.message(), 0};
}

} // namespace

FlightRecorder::FlightRecorder(
    std::size_t size, Filter filter, RecordingHead head, const StandingConnections &standing)
    : m_size(size)
    , m_chunkSize(std::min(size / leastChunks, longestChunk))
    , m_filter(std::move(filter))
    , m_lines(std::move(head))
    , m_standing(standing)
{ }

void FlightRecorder::add(const RecordItem &item)
{
    if (!passes(m_filter, item))
        return;
    m_line.clear();
    addLine(m_line, m_lines, item);
    if (m_chunks.empty() || m_chunks.back().lines.size() + m_line.size() > m_chunkSize) {
        m_chunks.emplace_back();
        m_chunks.back().begin = timeOf(item);
        m_chunks.back().lines.reserve(std::max(m_chunkSize, m_line.size()));
    }
    auto &chunk = m_chunks.back();
    chunk.lines += m_line;
    chunk.count += countOf(item);
    m_bytes += m_line.size();
    if (m_line.capacity() > longestChunk) // a long line's
        m_line.shrink_to_fit();
    while (m_bytes > m_size && m_chunks.size() > 1)
        forgetOldest();
}

void FlightRecorder::forgetOldest()
{
    m_bytes -= m_chunks.front().lines.size();
    m_forgotten += m_chunks.front().count;
    m_chunks.pop_front();
}

std::string FlightRecorder::beginning(RecordTime now) const
{
    std::string text;
    m_lines.addHead(text);
    const auto begin = m_chunks.empty() ? now : m_chunks.front().begin;
    for (const auto &item : m_standing.items()) {
        if (timeOf(item) < begin && passes(m_filter, item)) // else it is among the lines
            addLine(text, m_lines, item);
    }
    if (m_forgotten > 0)
        m_lines.addGap(
            text, now, m_forgotten, "forgotten", "what is older made room for what is newer");
    return text;
}

RecordingReport FlightRecorder::writeInto(const std::string &folder) const
{
    const RecordingFile::Deadline never(
        std::numeric_limits<RecordingFile::Deadline::value_type>::max());
    const auto stem = (std::filesystem::path(folder) / "sealcord-flight.sealcord").string();
    const auto now = RecordTime::clock::now();
    const auto [path, file] = openPart(stem, now);
    if (!file)
        return failed(path, file.error());

    if (const auto written = file->write(beginning(now), never); written.error)
        return failed(path, written.error);
    for (const auto &chunk : m_chunks) {
        if (const auto written = file->write(chunk.lines, never); written.error)
            return failed(path, written.error);
    }
    return {RecordingReport::Kind::FlightWritten, path, {}, 0};
}

} // namespace sealcord
