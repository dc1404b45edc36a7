// SPDX-License-Identifier: MIT
#include "core/text/visibletext.h"

#include <QStringDecoder>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// Whether a reader would not see \a character, or would see others in another order because of it.
bool isHidden(char32_t character)
{
    switch (character) {
    case 0x034f: // combining grapheme joiner
    case 0x115f: // Hangul fillers
    case 0x1160:
    case 0x3164:
    case 0xffa0:
        return true;
    default:
        break;
    }
    if ((character >= 0xfe00 && character <= 0xfe0f)
        || (character >= 0xe0100 && character <= 0xe01ef)) // variation selectors
        return true;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString shown(char32_t character)
{
    if (character < 0x20)
        return QString(QChar(static_cast<char16_t>(0x2400 + character)));
    if (character == 0x7f)
        return QString(QChar(u'\u2421'));
    if (isHidden(character))
        return u"<U+%1>"_s.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
    return QString::fromUcs4(&character, 1);
}

} // namespace

QString previewText(std::span<const std::byte> content, qsizetype most)
{
    // A character has up to four bytes: this is enough to see that something is left out.
    const auto looked = std::min(content.size(), (static_cast<std::size_t>(most) + 1) * 4);
    QStringDecoder decode(QStringDecoder::Utf8,
        QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text =
        decode(QByteArrayView(reinterpret_cast<const char *>(content.data()), // its bytes as text
            static_cast<qsizetype>(looked)));
    QString line;
    line.reserve(std::min(text.size(), most) + 1);
    qsizetype characters = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t character = text.at(at).unicode();
        if (text.at(at).isHighSurrogate() && at + 1 < text.size()) {
            character = QChar::surrogateToUcs4(text.at(at), text.at(at + 1));
            ++at;
        }
        const auto piece = shown(character);
        const auto length = piece.size() > 2 ? piece.size() : 1; // a pair is one character
        if (characters + length > most)
            return line + u'\u2026';
        characters += length;
        line += piece;
    }
    return line;
}

} // namespace sealcord
