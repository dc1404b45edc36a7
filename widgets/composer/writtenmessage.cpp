// SPDX-License-Identifier: MIT
#include "widgets/composer/writtenmessage.h"

#include "core/text/visibletext.h"

#include <QChar>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace sealcord {

std::optional<QString> messageAsText(QByteArrayView message)
{
    QString result;
    while (!message.isEmpty()) {
        const auto [code, length, isValid] = firstUtf8Character(std::as_bytes(std::span(message)));
        if (!isValid)
            return {};
        message = message.sliced(static_cast<qsizetype>(length));
        const auto character = QString::fromUcs4(&code, 1);
        if (code == U'\\')
            result += u"\\\\"_s;
        else if (code == U'{' && message.startsWith('{'))
            result += u"\\{"_s;
        else if (isVisible(code))
            result += character;
        else if (code == U'\n' || code == U'\r' || code == U'\t')
            result += escapedControls(character);
        else if (code < 0xa0)
            return {};
        else
            result += u"\\u{%1}"_s.arg(static_cast<uint>(code), 0, 16);
    }
    return result;
}

QString messageAsHex(QByteArrayView message)
{
    return QString::fromLatin1(message.toByteArray().toHex(' '));
}

QString spacedControls(QStringView text)
{
    QString result = text.toString();
    std::ranges::replace_if(
        result,
        [](QChar character) {
            return character.category() == QChar::Other_Control
                || character.category() == QChar::Separator_Line
                || character.category() == QChar::Separator_Paragraph;
        },
        QChar(u' '));
    return result;
}

QString escapedControls(QStringView text)
{
    QString result;
    for (const QChar character : text) {
        const char16_t code = character.unicode();
        if (code == u'\n' || code == QChar::LineSeparator || code == QChar::ParagraphSeparator)
            result += u"\\n"_s;
        else if (code == u'\r')
            result += u"\\r"_s;
        else if (code == u'\t')
            result += u"\\t"_s;
        else if (code < 0x20 || code == 0x7f)
            result += u"\\x%1"_s.arg(uint{code}, 2, 16, QChar(u'0'));
        else
            result += character;
    }
    return result;
}

} // namespace sealcord
