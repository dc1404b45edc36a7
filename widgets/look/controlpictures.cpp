// SPDX-License-Identifier: MIT
#include "widgets/look/controlpictures.h"

#include <QChar>
#include <QFont>
#include <QHash>
#include <QRawFont>

#include <algorithm>

namespace sealcord {
namespace {

constexpr char16_t first = u'\u2400';
constexpr char16_t last = u'\u2421';

bool isPicture(QChar character)
{
    return character >= first && character <= last;
}

QChar substitute(QChar picture)
{
    switch (picture.unicode()) {
    case u'\u2409':
        return u'→';
    case u'\u240a':
        return u'↵';
    default:
        return u'·';
    }
}

/// Remembered: it is asked for every row that is drawn.
bool hasPictures(const QFont &font)
{
    static QHash<QFont, bool> known;
    const auto found = known.constFind(font);
    if (found != known.constEnd())
        return *found;
    const bool has = QRawFont::fromFont(font).supportsCharacter(u'\u240a');
    known.insert(font, has);
    return has;
}

} // namespace

QString withControlPictures(const QString &text, const QFont &font)
{
    if (std::ranges::none_of(text, isPicture) || hasPictures(font))
        return text;
    QString shown = text;
    for (QChar &character : shown) {
        if (isPicture(character))
            character = substitute(character);
    }
    return shown;
}

} // namespace sealcord
