// SPDX-License-Identifier: MIT
#include "widgets/parts/decimalpoint.h"

namespace sealcord {

QString withDecimalPoint(const QString &text, const QLocale &locale)
{
    constexpr auto point = u'.';
    const QString own = locale.decimalPoint();
    if (own == QString(point))
        return text;
    const auto isDigit = [&text](qsizetype at) { return at < text.size() && text[at].isDigit(); };
    const qsizetype at = text.indexOf(point);
    if (at >= 0 && locale.groupSeparator() == QString(point) && isDigit(at + 1) && isDigit(at + 2)
        && isDigit(at + 3))
        return {};
    return QString(text).replace(own, QString(point));
}

} // namespace sealcord
