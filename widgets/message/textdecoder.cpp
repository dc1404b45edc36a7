// SPDX-License-Identifier: MIT
#include "widgets/message/textdecoder.h"

#include "core/text/visibletext.h"

#include <QChar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr char32_t replacement = U'\ufffd';

char32_t at(std::span<const std::byte> bytes, std::size_t index)
{
    return std::to_integer<char32_t>(bytes[index]);
}

bool isContinuation(std::byte byte)
{
    return (byte & std::byte{0xc0}) == std::byte{0x80};
}

char16_t utf16Unit(std::span<const std::byte> bytes, bool isBigEndian)
{
    const auto first = at(bytes, 0);
    const auto second = at(bytes, 1);
    return static_cast<char16_t>(isBigEndian ? first << 8 | second : second << 8 | first);
}

DecodedCharacter utf16Character(std::span<const std::byte> bytes, bool isBigEndian)
{
    if (bytes.size() < 2)
        return {};
    const auto unit = utf16Unit(bytes, isBigEndian);
    if (!QChar::isSurrogate(unit))
        return {unit, 2};
    if (QChar::isLowSurrogate(unit) || bytes.size() < 4)
        return {replacement, 2};
    const auto next = utf16Unit(bytes.subspan(2), isBigEndian);
    if (!QChar::isLowSurrogate(next))
        return {replacement, 2};
    return {QChar::surrogateToUcs4(unit, next), 4};
}

DecodedCharacter firstCharacter(std::span<const std::byte> bytes, TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return firstUtf8Character(bytes);
    case TextEncoding::Latin1:
        return {at(bytes, 0), 1};
    case TextEncoding::Utf16Le:
    case TextEncoding::Utf16Be:
        return utf16Character(bytes, encoding == TextEncoding::Utf16Be);
    }
    Q_UNREACHABLE();
}

// The newline is a line's end here.
QString shown(char32_t character)
{
    return character == U'\n' ? u"\n"_s : visibleCharacter(character);
}

} // namespace

qsizetype TextPage::positionOf(std::size_t offset) const
{
    if (offsets.empty())
        return 0;
    // The last unit that begins at or before it, but the first of those that share a character.
    const auto after = std::ranges::upper_bound(offsets, offset);
    if (after == offsets.begin())
        return 0;
    return std::ranges::lower_bound(offsets, *(after - 1)) - offsets.begin();
}

std::size_t pageCount(std::size_t size)
{
    return std::max<std::size_t>(1, (size + textPageBytes - 1) / textPageBytes);
}

std::size_t pageBegin(std::span<const std::byte> bytes, TextEncoding encoding, std::size_t index)
{
    auto begin = std::min(index * textPageBytes, bytes.size());
    if (begin == 0)
        return 0;
    if (encoding == TextEncoding::Utf8) {
        for (int i = 0; i < 3 && begin < bytes.size() && isContinuation(bytes[begin]); ++i)
            ++begin;
    } else if (encoding != TextEncoding::Latin1 && begin + 2 <= bytes.size()) {
        const bool isBigEndian = encoding == TextEncoding::Utf16Be;
        const auto before = utf16Unit(bytes.subspan(begin - 2), isBigEndian);
        const auto here = utf16Unit(bytes.subspan(begin), isBigEndian);
        if (QChar::isHighSurrogate(before) && QChar::isLowSurrogate(here))
            begin += 2;
    }
    return begin;
}

TextPage decodePage(std::span<const std::byte> bytes, TextEncoding encoding, std::size_t index)
{
    const auto end = pageBegin(bytes, encoding, index + 1);
    TextPage page;
    page.text.reserve(textPageBytes);
    page.offsets.reserve(textPageBytes + 1);
    qsizetype lineBegin = 0;
    for (auto begin = pageBegin(bytes, encoding, index); begin < end;) {
        const auto character = firstCharacter(bytes.subspan(begin, end - begin), encoding);
        page.text += shown(character.value);
        if (character.value == U'\n') {
            lineBegin = page.text.size();
        } else if (page.text.size() - lineBegin >= textLineUnits) {
            page.text += u'\n';
            lineBegin = page.text.size();
        }
        page.offsets.resize(static_cast<std::size_t>(page.text.size()), begin);
        begin += std::min(character.length, end - begin);
    }
    page.offsets.push_back(end);
    return page;
}

bool isReadableUtf8(std::span<const std::byte> bytes, const std::stop_token &stop)
{
    constexpr std::size_t slice = 64 * 1024;
    std::size_t asked = 0;
    for (std::size_t begin = 0; begin < bytes.size();) {
        if (begin - asked >= slice) {
            asked = begin;
            if (stop.stop_requested())
                return false;
        }
        const auto character = firstUtf8Character(bytes.subspan(begin));
        const bool isWhite =
            character.value == U'\t' || character.value == U'\n' || character.value == U'\r';
        const bool isControl = character.value < 0x20 || character.value == 0x7f;
        if (!character.isValid || (isControl && !isWhite))
            return false;
        begin += character.length;
    }
    return !stop.stop_requested();
}

} // namespace sealcord
