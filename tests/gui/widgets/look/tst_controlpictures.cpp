// SPDX-License-Identifier: MIT
#include "widgets/look/controlpictures.h"

#include <QFont>
#include <QFontDatabase>
#include <QRawFont>
#include <QString>
#include <QTest>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestControlPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersStandWhereTheFontLacksThem();
    void everyFontShowsWhatStandsThere();
};

void TestControlPictures::othersStandWhereTheFontLacksThem()
{
    const auto families = QFontDatabase::families();
    const auto lacking = std::ranges::find_if(families, [](const QString &family) {
        return !QRawFont::fromFont(QFont(family)).supportsCharacter(u'\u240a');
    });
    QVERIFY(lacking != families.end()); // a machine whose every font has them has nothing to show
    const QFont font(*lacking);
    const auto shown = [&font](const QString &text) { return withControlPictures(text, font); };
    QCOMPARE(shown(u"a\u240ab\u2409c\u2400\u241b\u2421"_s), u"a↵b→c···"_s);
    QCOMPARE(shown(u"nothing of the kind \U0001f512"_s), u"nothing of the kind \U0001f512"_s);
}

void TestControlPictures::everyFontShowsWhatStandsThere()
{
    for (const QFont &font :
        {QFontDatabase::systemFont(QFontDatabase::FixedFont), QFont(), QFont(u"DejaVu Sans"_s)}) {
        for (const QChar character : withControlPictures(u"\u2409\u2400"_s, font))
            QVERIFY(QRawFont::fromFont(font).supportsCharacter(character));
    }
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestControlPictures)
#include "tst_controlpictures.moc"
