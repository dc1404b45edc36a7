// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/recording/reading/recordingreader.h"
#include "core/records/recordtime.h"

#include <QString>

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

/// A message as it stands in a recording.
struct RecordedMessage {
    quint64 line = 0; ///< its number in the file
    RecordTime time;
    std::vector<std::byte> content;
};

/// What one end said on one connection of a recording, message after message, in the memory of one
/// of them. The connection is the first on which a message of an agent is recorded.
class RecordedSpeech
{
public:
    /// What \a speaker said, in the recording at \a path. No message may have more bytes than
    /// \a longest. The error is for a person, and names the file.
    [[nodiscard]] static std::expected<RecordedSpeech, QString> open(
        const QString &path, Role speaker, std::size_t longest);

    /// The next message; none: there are no more. The error, for a person, says which line is
    /// damaged, or has too long a message.
    [[nodiscard]] std::expected<std::optional<RecordedMessage>, std::string> next();
    /// The number of the last line where it was found to be cut off: nothing of it was said.
    [[nodiscard]] std::optional<quint64> cutOffLine() const { return m_cutOffLine; }
    /// next() begins again with the first.
    void rewind();

private:
    RecordedSpeech(RecordingReader reader, Role speaker, std::size_t longest)
        : m_reader(std::move(reader))
        , m_speaker(speaker)
        , m_longest(longest)
    { }

    [[nodiscard]] std::optional<ConnectionId> findConnection();
    [[nodiscard]] bool isMessageOf(Role speaker, const Record &record) const;
    [[nodiscard]] std::expected<RecordedMessage, std::string> read(const RecordedLine &line);

    RecordingReader m_reader;
    Role m_speaker;
    std::size_t m_longest;
    std::optional<ConnectionId> m_connection;
    std::optional<quint64> m_cutOffLine;
};

} // namespace sealcord
