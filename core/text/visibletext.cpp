// SPDX-License-Identifier: MIT
#include "core/text/visibletext.h"

#include <QChar>

#include <algorithm>
#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), as far as the category does
// not tell: what is drawn as nothing although it counts as a letter or a mark.
constexpr std::array drawnAsNothing{
    Range{0x034f, 0x034f}, // combining grapheme joiner
    Range{0x115f, 0x1160}, // Hangul fillers
    Range{0x17b4, 0x17b5}, // Khmer inherent vowels
    Range{0x180b, 0x180f}, // Mongolian selectors
    Range{0x3164, 0x3164}, // Hangul filler
    Range{0xfe00, 0xfe0f}, // variation selectors
    Range{0xffa0, 0xffa0}, // Hangul filler
    Range{0xe0100, 0xe01ef}, // variation selectors
};

} // namespace

DecodedCharacter firstUtf8Character(std::span<const std::byte> text)
{
    const auto at = [text](std::size_t index) { return std::to_integer<char32_t>(text[index]); };
    const auto lead = at(0);
    if (lead < 0x80)
        return {lead, 1, true};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return {};
    auto value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xc0) != 0x80)
            return {};
        value = value << 6 | (at(i) & 0x3f);
    }
    constexpr std::array<char32_t, 5> shortest{0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < shortest[length] || isSurrogate || value > 0x10ffff)
        return {};
    return {value, length, true};
}

DecodedCharacter firstUtf8Character(std::string_view text)
{
    return firstUtf8Character(std::as_bytes(std::span(text)));
}

bool isVisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return std::ranges::none_of(drawnAsNothing, [character](const Range &range) {
            return character >= range.first && character <= range.last;
        });
    }
}

QString visibleCharacter(char32_t character)
{
    if (isVisible(character))
        return QString::fromUcs4(&character, 1);
    if (character < 0x20)
        return QChar(static_cast<char16_t>(u'\u2400' + character));
    if (character == 0x7f)
        return QChar(u'\u2421');
    return u"<U+%1>"_s.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
}

QString previewText(std::span<const std::byte> content, qsizetype most)
{
    QString line;
    for (qsizetype characters = 0; !content.empty();) {
        const auto next = firstUtf8Character(content);
        content = content.subspan(next.length);
        const auto piece = visibleCharacter(next.value);
        characters += piece.size() > 2 ? piece.size() : 1; // a pair is one character
        if (characters > most)
            return line + u'\u2026';
        line += piece;
    }
    return line;
}

} // namespace sealcord
