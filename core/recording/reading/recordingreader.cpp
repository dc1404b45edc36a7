// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingreader.h"

#include "core/recording/reading/base64decoder.h"
#include "core/records/recordingline.h"
#include "core/text/escape.h"

#include <QFileInfo>
#include <QString>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t chunkLength = 64 * 1024;

QString inWords(const NextOfRecording &first)
{
    if (const auto *damaged = std::get_if<DamagedLine>(&first))
        return u": its first line is "_s + QString::fromStdString(damaged->text);
    if (std::holds_alternative<CutOffLine>(first))
        return u": its first line has no end"_s;
    return u": it is empty"_s;
}

RecordingReader::FileId idOf(const struct stat &file)
{
    return {file.st_dev, file.st_ino};
}

std::string inWords(const RecordError &error)
{
    return "no record: " + printable(error.text) + " (column " + std::to_string(error.offset + 1)
        + ')';
}

} // namespace

std::expected<RecordingReader, QString> RecordingReader::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    const QFileInfo info(*file);
    if (info.exists()
        && !info.isFile()) // a pipe would be waited for, and has no place to go back to
        return std::unexpected(path + u": not a file"_s);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::unexpected(path + u": "_s + file->errorString());
    RecordingReader reader(std::move(file));
    auto first = reader.next();
    auto *const line = std::get_if<RecordedLine>(&first);
    if (!line)
        return std::unexpected(path + u": not a recording"_s + inWords(first));
    reader.m_head = std::move(*line);
    if (const auto checked = reader.checkHead(); !checked)
        return std::unexpected(checked.error());
    return reader;
}

std::expected<void, QString> RecordingReader::checkHead() const
{
    const auto &record = m_head.record;
    if (record.text("event") != "recording")
        return std::unexpected(path() + u": not a recording: its first line is no head"_s);
    const auto format = record.text("format");
    int major = 0;
    const auto [end, error] = std::from_chars(format.data(), format.data() + format.size(), major);
    if (error != std::errc() || end == format.data() + format.size() || *end != '.')
        return std::unexpected(path() + u": not a recording: its head has no format"_s);
    if (major != recordingMajor)
        return std::unexpected(u"%1: written in form %2, and this program reads %3.x"_s.arg(path(),
            QString::fromStdString(printable(format.substr(0, 16))), // of a stranger
            QString::number(recordingMajor)));
    return {};
}

Role RecordingReader::role() const
{
    return m_head.record.text("program") == "agent" ? Role::Agent : Role::Server;
}

NextOfRecording RecordingReader::next()
{
    for (;;) {
        const auto rest = std::string_view(m_chunk).substr(m_next);
        const auto end = rest.find('\n');
        takeOfLine(rest.substr(0, end));
        if (end != std::string_view::npos) {
            m_next += end + 1;
            return endLine();
        }
        m_next = m_chunk.size();
        if (fill())
            continue;
        if (m_line.length > 0)
            return CutOffLine{m_line.number, m_line.length};
        return EndOfRecording();
    }
}

void RecordingReader::goTo(quint64 number, qint64 offset)
{
    m_chunk.clear();
    m_next = 0;
    m_read = offset;
    m_line = {.number = number, .offset = offset};
}

// False at the end of the file.
bool RecordingReader::fill()
{
    m_next = 0;
    m_chunk.resize(chunkLength);
    const auto count =
        m_file->seek(m_read) ? m_file->read(m_chunk.data(), qint64(m_chunk.size())) : qint64(-1);
    m_chunk.resize(count > 0 ? std::size_t(count) : 0);
    m_read += qint64(m_chunk.size());
    return !m_chunk.empty();
}

void RecordingReader::takeOfLine(std::string_view part)
{
    const auto wasWhole = m_line.isWhole();
    m_line.length += qint64(part.size());
    if (!wasWhole)
        return;
    m_line.text += part;
    if (m_line.text.size() > longestWhole) {
        m_line.text.resize(keptOfLong);
        m_line.text.shrink_to_fit();
    }
}

NextOfRecording RecordingReader::endLine()
{
    auto line = std::exchange(m_line,
        RecordedLine{.number = m_line.number + 1, .offset = m_line.offset + m_line.length + 1});
    auto record = line.isWhole() ? parseRecord(line.text) : parseRecordBeginning(line.text);
    if (!record)
        return DamagedLine{line.number, inWords(record.error())};
    line.record = *std::move(record);
    return line;
}

std::expected<void, std::string> RecordingReader::readBytes(
    const RecordedLine &line, const Taker &taker)
{
    const auto *const value = line.record.find("bytes");
    const auto *const text = value ? std::get_if<std::string>(value) : nullptr;
    const auto *const cut = value ? std::get_if<Record::CutString>(value) : nullptr;
    if (!text && !cut)
        return std::unexpected("the message has no bytes");

    Base64Decoder decoder;
    std::vector<std::byte> piece;
    bool isRight = true;
    bool isOver = false;
    bool isWanted = true;
    quint64 length = 0;
    const auto decode = [&](std::string_view part) {
        const auto end = cut ? part.find('"') : std::string_view::npos;
        piece.clear();
        isRight = decoder.add(part.substr(0, end), piece);
        length += piece.size();
        isOver = end != std::string_view::npos;
        isWanted = isRight && taker(piece);
        return isWanted && !isOver;
    };
    if (cut) {
        const auto read =
            readFrom(line.offset + qint64(cut->offset), line.offset + line.length, decode);
        if (!read)
            return read;
    } else {
        for (std::size_t at = 0; at < text->size(); at += chunkLength) {
            if (!decode(std::string_view(*text).substr(at, chunkLength)))
                break;
        }
    }
    if (isRight && !isWanted)
        return {};
    if (!isRight || !decoder.isWhole() || (cut && !isOver))
        return std::unexpected("the message's bytes are no base64");
    if (const auto told = line.record.count("length"); told && *told != length)
        return std::unexpected("the message has " + std::to_string(length)
            + " bytes, and its length is given as " + std::to_string(*told));
    return {};
}

std::expected<void, std::string> RecordingReader::readLine(
    const RecordedLine &line, const Taker &taker)
{
    const auto give = [&taker](
                          std::string_view part) { return taker(std::as_bytes(std::span(part))); };
    if (!line.isWhole())
        return readFrom(line.offset, line.offset + line.length, give);
    give(line.text);
    return {};
}

std::expected<void, std::string> RecordingReader::readFrom(
    qint64 offset, qint64 end, const std::function<bool(std::string_view)> &taker)
{
    std::string chunk(chunkLength, '\0');
    while (offset < end) {
        const auto count = m_file->seek(offset)
            ? m_file->read(chunk.data(), std::min(qint64(chunk.size()), end - offset))
            : qint64(-1);
        if (count <= 0)
            return std::unexpected("the file has become shorter");
        offset += count;
        if (!taker(std::string_view(chunk).substr(0, std::size_t(count))))
            break;
    }
    return {};
}

RecordingReader::FileId RecordingReader::fileId() const
{
    struct stat open{};
    return fstat(m_file->handle(), &open) == 0 ? idOf(open) : FileId();
}

RecordingReader::Change RecordingReader::change() const
{
    struct stat open{};
    struct stat named{};
    if (fstat(m_file->handle(), &open) != 0 || open.st_size < m_read)
        return Change::Truncated;
    const auto isThere = stat(QFile::encodeName(m_file->fileName()).constData(), &named) == 0;
    return isThere && idOf(open) != idOf(named) ? Change::Replaced : Change::None;
}

} // namespace sealcord
