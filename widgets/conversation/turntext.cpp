// SPDX-License-Identifier: MIT
#include "widgets/conversation/turntext.h"

#include "core/text/visibletext.h"
#include "core/traffic/models/messagepreview.h"
#include "widgets/message/hexlayout.h"

#include <algorithm>

namespace sealcord {

namespace {

// Not the offset of any byte: of what stands between.
constexpr auto nowhere = static_cast<std::size_t>(-1);

/// So many columns a character takes at most in the fonts that are lent where the fixed-pitch one
/// lacks it. A line that is wider nevertheless is cut when it is painted.
int columnsOf(const QString &piece)
{
    const auto isWide = [](QChar unit) {
        const auto value = unit.unicode();
        return value >= 0x1100 && (value < 0x1e00 || value >= 0x2c00) && !unit.isSurrogate()
            && value != QChar::ReplacementCharacter;
    };
    const auto wide = std::ranges::count_if(piece, isWide);
    return static_cast<int>(piece.size() + wide);
}

bool isHex(std::span<const std::byte> content, ContentForm form)
{
    return form == ContentForm::Hex || MessagePreview(content, 0).isBinary();
}

} // namespace

TurnText::TurnText(std::span<const std::byte> content, ContentForm form)
{
    if (isHex(content, form))
        writeHex(content);
    else
        writeText(content);
}

void TurnText::writeText(std::span<const std::byte> content)
{
    std::size_t at = 0;
    m_lines.emplace_back();
    int columns = 0;
    bool isNewline = false;
    while (at < content.size()) {
        const auto next = firstUtf8Character(content.subspan(at));
        const auto piece = visibleCharacter(next.value);
        const auto width = columnsOf(piece);
        if (isNewline || columns + width > mostColumns) {
            if (m_lines.size() == mostLines)
                break;
            m_lines.emplace_back();
            columns = 0;
        }
        auto &line = m_lines.back();
        line.text += piece;
        line.offsets.insert(line.offsets.end(), static_cast<std::size_t>(piece.size()), at);
        columns += width;
        isNewline = next.value == U'\n';
        at += next.length;
    }
    m_rest = content.size() - at;
}

void TurnText::writeHex(std::span<const std::byte> content)
{
    const HexLayout layout(content.size());
    const auto perLine = static_cast<std::size_t>(layout.bytesPerLine());
    const auto count = std::min<std::size_t>(layout.lines(), mostLines);
    for (std::size_t index = 0; index < count; ++index) {
        Line line{.text = layout.lineText(content, index), .offsets = {}};
        line.offsets.assign(static_cast<std::size_t>(line.text.size()), nowhere);
        const auto begin = index * perLine;
        for (std::size_t i = 0; i < perLine && begin + i < content.size(); ++i) {
            const auto digits = static_cast<std::size_t>(layout.byteColumn(static_cast<int>(i)));
            line.offsets[digits] = line.offsets[digits + 1] = begin + i;
            line.offsets[static_cast<std::size_t>(layout.characterColumn(static_cast<int>(i)))] =
                begin + i;
        }
        m_lines.push_back(std::move(line));
    }
    m_rest = content.size() - std::min(content.size(), count * perLine);
}

QList<TextRange> TurnText::ranges(std::size_t index, std::size_t begin, std::size_t end) const
{
    QList<TextRange> found;
    const auto &offsets = m_lines[index].offsets;
    for (std::size_t unit = 0; unit < offsets.size(); ++unit) {
        if (offsets[unit] < begin || offsets[unit] >= end)
            continue;
        const auto place = static_cast<qsizetype>(unit);
        if (!found.isEmpty() && found.last().offset + found.last().length == place)
            ++found.last().length;
        else
            found.append({place, 1});
    }
    return found;
}

int TurnText::lineCount(std::span<const std::byte> content, ContentForm form)
{
    if (!isHex(content, form)) {
        const TurnText text(content, form);
        return static_cast<int>(text.lines().size()) + (text.rest() > 0 ? 1 : 0);
    }
    const auto lines = HexLayout(content.size()).lines();
    return static_cast<int>(std::min<std::size_t>(lines, mostLines)) + (lines > mostLines ? 1 : 0);
}

} // namespace sealcord
