// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedspeech.h"

#include "core/recording/reading/recordedevents.h"

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

static std::string damage(quint64 line, const std::string &why)
{
    return "damaged in line " + std::to_string(line) + ": " + why;
}

std::expected<RecordedSpeech, QString> RecordedSpeech::open(
    const QString &path, Role speaker, std::size_t longest)
{
    auto reader = RecordingReader::open(path);
    if (!reader)
        return std::unexpected(std::move(reader.error()));
    RecordedSpeech speech(*std::move(reader), speaker, longest);
    speech.m_connection = speech.findConnection();
    if (!speech.m_connection)
        return std::unexpected(path + u": no message of an agent is recorded in it"_s);
    speech.rewind();
    return speech;
}

std::optional<ConnectionId> RecordedSpeech::findConnection()
{
    for (;;) {
        const auto next = m_reader.next();
        if (const auto *const line = std::get_if<RecordedLine>(&next)) {
            if (isMessageOf(Role::Agent, line->record))
                return line->record.count("connection").value_or(0);
        } else if (!std::holds_alternative<DamagedLine>(next)) {
            return std::nullopt;
        }
    }
}

void RecordedSpeech::rewind()
{
    const auto &head = m_reader.head();
    m_reader.goTo(head.number + 1, head.offset + head.length + 1);
}

bool RecordedSpeech::isMessageOf(Role speaker, const Record &record) const
{
    if (record.text("event") != "message")
        return false;
    const auto direction = parseDirection(record.text("direction"));
    return direction && speakerOf(*direction, m_reader.role()) == speaker;
}

std::expected<std::optional<RecordedMessage>, std::string> RecordedSpeech::next()
{
    for (;;) {
        const auto next = m_reader.next();
        if (const auto *const damaged = std::get_if<DamagedLine>(&next))
            return std::unexpected(damage(damaged->number, damaged->text));
        if (const auto *const cut = std::get_if<CutOffLine>(&next))
            m_cutOffLine = cut->number;
        const auto *const line = std::get_if<RecordedLine>(&next);
        if (!line)
            return std::nullopt;
        if (isMessageOf(m_speaker, line->record)
            && line->record.count("connection").value_or(0) == m_connection)
            return read(*line);
    }
}

std::expected<RecordedMessage, std::string> RecordedSpeech::read(const RecordedLine &line)
{
    const auto time = recordTime(line.record.text("time"));
    if (!time)
        return std::unexpected(damage(line.number, "it has no time"));
    RecordedMessage message{line.number, *time, {}};
    bool isTooLong = false;
    const auto keep = [&](std::span<const std::byte> piece) {
        isTooLong = message.content.size() + piece.size() > m_longest;
        if (!isTooLong)
            message.content.insert(message.content.end(), piece.begin(), piece.end());
        return !isTooLong;
    };
    if (const auto done = m_reader.readBytes(line, keep); !done)
        return std::unexpected(damage(line.number, done.error()));
    if (isTooLong)
        return std::unexpected("line " + std::to_string(line.number)
            + " has a message of more than " + std::to_string(m_longest) + " bytes");
    return message;
}

} // namespace sealcord
