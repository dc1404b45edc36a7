// SPDX-License-Identifier: MIT
#include "core/recording/savedconversation.h"

#include "core/recording/newfile.h"
#include "core/records/recordfields.h"
#include "core/text/byteview.h"
#include "core/text/escape.h"
#include "core/text/figures.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace sealcord {

namespace {

// What is made or written at once, before the end is looked at.
constexpr std::size_t slice = 64 * 1024;

/// Of \a content from \a begin on: about a slice, and no cut goes through a character.
std::span<const std::byte> sliceAt(std::span<const std::byte> content, std::size_t begin)
{
    const auto goesOn = [](std::byte byte) { return (byte & std::byte{0xc0}) == std::byte{0x80}; };
    auto end = std::min(begin + slice, content.size());
    for (int i = 0; i < 3 && end < content.size() && goesOn(content[end]); ++i)
        --end;
    return content.subspan(begin, end - begin);
}

void appendContent(std::string &text, std::span<const std::byte> content, ContentForm form)
{
    if (form == ContentForm::Text) {
        text += escaped(charView(content));
        return;
    }
    if (!text.empty() && text.back() != '\t')
        text += ' ';
    const auto bytes = byteView(content);
    text += QByteArray::fromRawData(bytes.data(), bytes.size()).toHex(' ').toStdString();
}

std::string_view sideOf(const TrafficRow &row)
{
    if (row.kind != TrafficRow::Kind::Message)
        return "event";
    return name(row.direction);
}

using Take = std::function<std::expected<void, QString>(std::string_view)>;

/// Hands out a line at a time.
std::expected<void, QString> writeTranscript(std::span<const SavedTurn> turns, ContentForm form,
    const std::stop_token &end, const Take &take)
{
    for (const auto &turn : turns) {
        auto line = formatTimestamp(turn.row.time).toStdString() + '\t';
        line += sideOf(turn.row);
        line += '\t';
        if (turn.row.kind != TrafficRow::Kind::Message)
            line += turn.sentence.toStdString();
        else
            for (std::size_t at = 0; at < turn.row.content.size();) {
                const auto part = sliceAt(turn.row.content, at);
                appendContent(line, part, form);
                at += part.size();
                if (end.stop_requested())
                    return std::unexpected(QString());
            }
        line += '\n';
        if (end.stop_requested())
            return std::unexpected(QString());
        if (auto taken = take(line); !taken)
            return taken;
    }
    return {};
}

std::expected<void, QString> writeContents(
    std::span<const SavedTurn> turns, const std::stop_token &end, const Take &take)
{
    for (const auto &turn : turns) {
        auto rest = charView(turn.row.content);
        while (!rest.empty()) {
            if (end.stop_requested())
                return std::unexpected(QString());
            if (auto taken = take(rest.substr(0, slice)); !taken)
                return taken;
            rest.remove_prefix(std::min(slice, rest.size()));
        }
    }
    return {};
}

} // namespace

SavedTurn savedTurn(const ConversationModel &model, int index)
{
    const auto &row = model.row(index);
    const auto isMessage = row.kind == TrafficRow::Kind::Message;
    return {row, model.memory(index), isMessage ? QString() : model.sentence(index)};
}

std::vector<SavedTurn> savedTurns(const ConversationModel &model, ConversationPart part)
{
    std::vector<SavedTurn> turns;
    for (int index = 0; index < model.rowCount(); ++index) {
        const auto &row = model.row(index);
        const auto isMessage = row.kind == TrafficRow::Kind::Message;
        const auto side =
            row.direction == Direction::In ? ConversationPart::Received : ConversationPart::Sent;
        if (part == ConversationPart::All || (isMessage && side == part))
            turns.push_back(savedTurn(model, index));
    }
    return turns;
}

std::string transcript(
    std::span<const SavedTurn> turns, ContentForm form, const std::stop_token &end)
{
    std::string text;
    const auto written = writeTranscript(
        turns, form, end, [&](std::string_view line) -> std::expected<void, QString> {
            text += line;
            return {};
        });
    return written ? text : std::string();
}

std::expected<void, QString> save(std::span<const SavedTurn> turns, ConversationPart part,
    ContentForm form, const QString &path, const std::stop_token &end)
{
    auto file = NewFile::make(path);
    if (!file)
        return std::unexpected(file.error());
    const Take take = [&](std::string_view text) { return file->write(text); };
    auto written = part == ConversationPart::All ? writeTranscript(turns, form, end, take)
                                                 : writeContents(turns, end, take);
    if (written)
        file->keep();
    return written;
}

} // namespace sealcord
