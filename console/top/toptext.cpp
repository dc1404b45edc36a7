// SPDX-License-Identifier: MIT
#include "console/top/toptext.h"

#include "core/text/visibletext.h"

#include <QChar>

#include <cwchar>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// What stands for one character.
struct Shown {
    QString text;
    int width = 1; ///< in cells
};

Shown shown(char32_t character, TopCharset charset)
{
    if (QChar::category(character) == QChar::Separator_Space)
        return {u" "_s};
    if (character < 0x80)
        return {isVisible(character) ? QString(QChar(static_cast<char16_t>(character))) : u"?"_s};
    if (charset == TopCharset::Ascii) {
        auto text = u"\\u{%1}"_s.arg(static_cast<uint>(character), 4, 16, QLatin1Char('0'));
        const auto width = static_cast<int>(text.size());
        return {std::move(text), width};
    }
    const auto width = ::wcwidth(static_cast<wchar_t>(character));
    if (!isVisible(character) || width < 0)
        return {u"?"_s};
    return {QString::fromUcs4(&character, 1), width};
}

} // namespace

QString fitted(const QString &text, int width, TopCharset charset, TopAlign align)
{
    QString all;
    QString cut; // of it, what leaves room for the mark
    int used = 0;
    int usedByCut = 0;
    bool isCut = false;
    for (const auto character : text.toUcs4()) {
        const auto next = shown(character, charset);
        isCut = used + next.width > width;
        if (isCut)
            break;
        all += next.text;
        used += next.width;
        if (used < width) {
            cut = all;
            usedByCut = used;
        }
    }
    if (isCut && width > 0) {
        all = cut + (charset == TopCharset::Ascii ? u'~' : u'…');
        used = usedByCut + 1;
    }
    const QString room(width - used, u' ');
    return align == TopAlign::Left ? all + room : room + all;
}

} // namespace sealcord
