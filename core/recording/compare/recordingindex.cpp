// SPDX-License-Identifier: MIT
#include "core/recording/compare/recordingindex.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <algorithm>
#include <cstring>
#include <tuple>

namespace sealcord {

namespace {

QByteArrayView viewOf(std::span<const std::byte> bytes)
{
    return {bytes.data(), qsizetype(bytes.size())};
}

auto partOf(const IndexedMessage &message)
{
    return std::tuple(message.connection, message.speaker);
}

} // namespace

std::expected<void, std::string> RecordingIndex::add(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows)
{
    const auto *const row = rows.row();
    if (!row)
        return {};
    m_missing += row->missing;
    const bool isMessage = row->kind == TrafficRow::Kind::Message;
    if (!isMessage && !std::holds_alternative<ConnectionOpened>(rows.news()))
        return {};
    const auto connection = numberOf(rows.connection().id, line.number);
    if (!isMessage)
        return {};

    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (row->content.size() == rows.length()) {
        hash.addData(viewOf(row->content));
    } else { // the row has the beginning alone
        const auto read = reader.readBytes(line, [&hash](std::span<const std::byte> piece) {
            hash.addData(viewOf(piece));
            return true;
        });
        if (!read)
            return read;
    }
    IndexedMessage message{.length = rows.length(),
        .offset = line.offset,
        .line = line.number,
        .connection = connection,
        .speaker = speakerOf(row->direction, rows.role())};
    std::memcpy(message.digest.data(), hash.result().constData(), message.digest.size());
    m_messages.push_back(message);
    return {};
}

void RecordingIndex::finish()
{
    std::ranges::sort(m_messages, {}, [](const IndexedMessage &message) {
        return std::tuple(message.connection, message.speaker, message.line);
    });
}

std::span<const IndexedMessage> RecordingIndex::messages(std::size_t connection, Role speaker) const
{
    const auto [begin, end] =
        std::ranges::equal_range(m_messages, std::tuple(quint32(connection), speaker), {}, partOf);
    return {begin, end};
}

quint32 RecordingIndex::numberOf(ConnectionId connection, quint64 line)
{
    const auto [found, isNew] = m_numbers.try_emplace(connection, quint32(m_beginnings.size()));
    if (isNew)
        m_beginnings.push_back(line);
    return found->second;
}

} // namespace sealcord
