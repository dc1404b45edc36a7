// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "core/records/record.h"

#include <QFile>
#include <QString>

#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace sealcord {

/// One line of a recording that is a record.
struct RecordedLine {
    quint64 number = 0; ///< in the file, from 1
    qint64 offset = 0; ///< in the file, of its first byte
    qint64 length = 0; ///< in bytes, without its newline
    std::string text = {}; ///< all of it, or of a long one the beginning
    Record record = {}; ///< what stands in the text

    [[nodiscard]] bool isWhole() const { return qint64(text.size()) == length; }
};

/// A line that is no record.
struct DamagedLine {
    quint64 number = 0;
    std::string text; ///< why, for a person, printable
};

/// The file ends in the middle of a line. It may grow.
struct CutOffLine {
    quint64 number = 0;
    qint64 length = 0; ///< of what is there, in bytes
};

/// The file ends behind its last line. It may grow.
struct EndOfRecording { };

using NextOfRecording = std::variant<RecordedLine, DamagedLine, CutOffLine, EndOfRecording>;

/// Reads a recording (docs/records.md) line by line, in bounded memory whatever the file holds: of
/// a long line it keeps the beginning, and reads the bytes of its message when they are wanted.
class RecordingReader
{
public:
    static constexpr std::size_t longestWhole = 1024 * 1024; ///< in bytes; a longer line is long
    static constexpr std::size_t keptOfLong = 64 * 1024;

    /// Opens the file at \a path, whose first line must be a head of a form that this program
    /// reads. The error is for a person, and names the file.
    [[nodiscard]] static std::expected<RecordingReader, QString> open(const QString &path);

    [[nodiscard]] const RecordedLine &head() const { return m_head; }
    /// Which program has recorded.
    [[nodiscard]] Role role() const;
    [[nodiscard]] QString path() const { return m_file->fileName(); }

    /// What follows, behind the head. At the end of the file it may be asked again.
    [[nodiscard]] NextOfRecording next();
    /// next() goes on with the line of that \a number, whose first byte is at \a offset.
    void goTo(quint64 number, qint64 offset);
    /// Of the line that next() goes on with, once it has given one.
    [[nodiscard]] quint64 nextNumber() const { return m_line.number; }
    [[nodiscard]] qint64 nextOffset() const { return m_line.offset; }

    /// Is given a message piece by piece; false: no more of it.
    using Taker = std::function<bool(std::span<const std::byte> piece)>;
    /// Gives the bytes of the message that \a line is about to \a taker. The error, for a person,
    /// says why the line is damaged; what was given before means nothing then.
    [[nodiscard]] std::expected<void, std::string> readBytes(
        const RecordedLine &line, const Taker &taker);
    /// Gives \a line as it stands in the file, without its newline, to \a taker.
    [[nodiscard]] std::expected<void, std::string> readLine(
        const RecordedLine &line, const Taker &taker);

    /// Which file it reads, whatever bears its name by now.
    struct FileId {
        quint64 device = 0;
        quint64 number = 0; ///< the inode's

        friend bool operator==(const FileId &, const FileId &) = default;
    };
    [[nodiscard]] FileId fileId() const;

    enum class Change { None, Truncated, Replaced };
    /// What has become of the file while it was read, other than that it grew.
    [[nodiscard]] Change change() const;

private:
    explicit RecordingReader(std::unique_ptr<QFile> file)
        : m_file(std::move(file))
    { }

    [[nodiscard]] bool fill();
    void takeOfLine(std::string_view part);
    [[nodiscard]] NextOfRecording endLine();
    [[nodiscard]] std::expected<void, QString> checkHead() const;
    [[nodiscard]] std::expected<void, std::string> readFrom(
        qint64 offset, qint64 end, const std::function<bool(std::string_view)> &taker);

    std::unique_ptr<QFile> m_file;
    RecordedLine m_head;
    std::string m_chunk; // what was read of the file and is not looked at yet, from m_next on
    std::size_t m_next = 0;
    qint64 m_read = 0; // bytes of the file up to the end of the chunk
    RecordedLine m_line{.number = 1}; // under way
};

} // namespace sealcord
