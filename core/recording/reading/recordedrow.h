// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordedevents.h"
#include "core/recording/reading/recordingreader.h"
#include "core/traffic/wirerow.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

/// Makes of the lines of one recording the rows that were shown and judged when they were live, one
/// after another.
class RecordedRows
{
public:
    /// So much of a longer message is kept, and judged.
    static constexpr std::size_t longestContent = 64 * 1024 * 1024;

    /// \a next: the number of the row that comes first, where reading does not begin at the first.
    explicit RecordedRows(Role role, quint64 next = 1)
        : m_role(role)
        , m_nextNumber(next)
    { }

    /// What \a line says, which lives for as long as the row is looked at. An error, for a person:
    /// it is damaged. The bytes of a message are read and checked.
    [[nodiscard]] std::expected<void, std::string> take(
        RecordingReader &reader, const RecordedLine &line);

    /// The same of a line that is whole, and stands in no file. A message in it may lack its bytes:
    /// its content is empty then, and length() is what the line says.
    [[nodiscard]] std::expected<void, std::string> take(const RecordedLine &line);

    /// Of the line that was taken; none: no list shows it, as a packet of a handshake, or a line
    /// that is of a newer program.
    [[nodiscard]] const TrafficRow *row() const { return m_hasRow ? &m_row : nullptr; }
    /// What it says of a connection. Its row is of the same.
    [[nodiscard]] const RecordedNews &news() const { return m_news; }
    [[nodiscard]] const ConnectionName &connection() const { return m_row.connection; }
    [[nodiscard]] TrafficRow::Clock::time_point time() const { return m_row.time; }
    /// Of a message, in bytes, also where less is kept.
    [[nodiscard]] quint64 length() const { return m_length; }
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] quint64 nextNumber() const { return m_nextNumber; } ///< of a row

private:
    [[nodiscard]] std::expected<void, std::string> take(
        RecordingReader *reader, const RecordedLine &line);
    [[nodiscard]] std::expected<void, std::string> takeMessage(
        RecordingReader *reader, const RecordedLine &line);
    [[nodiscard]] std::expected<void, std::string> takeContent(const Record &record);
    void takeStream(const Record &record); ///< which one it is about, if it is about one
    void takeNews();
    void takeNotice(const Record &record, EventKind event);
    void takeGap(const Record &record);
    void number();

    const Role m_role;
    RecordedPeers m_peers;
    TrafficRow m_row;
    bool m_hasRow = false;
    RecordedNews m_news;
    std::optional<WireRow> m_wire; // of the news
    std::vector<std::byte> m_content;
    std::vector<std::byte> m_frame;
    quint64 m_length = 0;
    quint64 m_nextNumber;
};

} // namespace sealcord
