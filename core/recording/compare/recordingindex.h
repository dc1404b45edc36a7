// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/sha256.h"
#include "core/protocol/sessionsettings.h"
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"

#include <cstddef>
#include <expected>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace sealcord {

/// A message of a recording, without its bytes.
struct IndexedMessage {
    Sha256Digest digest{}; ///< of its bytes
    quint64 length = 0; ///< in bytes
    qint64 offset = 0; ///< in the file, of its line
    quint64 line = 0; ///< its number in the file
    quint32 connection = 0; ///< counted in the order of their opening, from 0
    Role speaker = Role::Agent; ///< who said it
};

/// Which messages stand in a recording, and where: 64 bytes for each, however long it is.
class RecordingIndex
{
public:
    /// Takes \a line, of which \a rows have been made. The error, for a person: it is damaged.
    [[nodiscard]] std::expected<void, std::string> add(
        RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows);
    /// All lines were taken. What follows may be asked for now.
    void finish();

    /// How many connections there are. One begins where it is opened, or where it is first heard of
    /// when that is not recorded.
    [[nodiscard]] std::size_t connections() const { return m_beginnings.size(); }
    /// The line with which a connection begins.
    [[nodiscard]] quint64 beginning(std::size_t connection) const
    {
        return m_beginnings[connection];
    }
    /// What \a speaker said on a connection, in order. Lives as long as this.
    [[nodiscard]] std::span<const IndexedMessage> messages(
        std::size_t connection, Role speaker) const;
    /// Messages and events that the recording itself says it lacks.
    [[nodiscard]] quint64 missing() const { return m_missing; }

private:
    [[nodiscard]] quint32 numberOf(ConnectionId connection, quint64 line);

    std::map<ConnectionId, quint32> m_numbers;
    std::vector<quint64> m_beginnings;
    std::vector<IndexedMessage> m_messages;
    quint64 m_missing = 0;
};

} // namespace sealcord
