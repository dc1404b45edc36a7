// SPDX-License-Identifier: MIT
#include "widgets/look/accents.h"
#include "widgets/look/appearance.h"
#include "widgets/look/contrast.h"

#include <QPalette>
#include <QTest>

using namespace sealcord;

class TestAccents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfTheStandard();
    void textIsReadable_data();
    void textIsReadable();
};

void TestAccents::contrastIsThatOfTheStandard()
{
    QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21) < 0.001);
    QVERIFY(qAbs(contrast(QColor(0x777777), Qt::white) - 4.478) < 0.01); // just too little
}

static QPalette foreign(QRgb text, QRgb base, QRgb window)
{
    QPalette palette;
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Window, window);
    return palette;
}

void TestAccents::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");

    QTest::newRow("our light") << lightPalette();
    QTest::newRow("our dark") << darkPalette();
    QTest::newRow("breeze") << foreign(0x232629, 0xffffff, 0xeff0f1);
    QTest::newRow("breeze dark") << foreign(0xfcfcfc, 0x1b1e20, 0x2a2e32);
    QTest::newRow("solarized") << foreign(0x073642, 0xfdf6e3, 0xeee8d5);
    QTest::newRow("grey window") << foreign(0x000000, 0xffffff, 0xc0c0c0);
    QTest::newRow("high contrast") << foreign(0xffffff, 0x000000, 0x000000);
}

void TestAccents::textIsReadable()
{
    QFETCH(const QPalette, palette);
    const auto accents = accentsFor(palette);
    for (const auto &colour :
        {accents.in, accents.out, accents.good, accents.warning, accents.error, accents.dimmed}) {
        for (const auto ground : {QPalette::Base, QPalette::Window})
            QVERIFY2(contrast(colour, palette.color(ground)) >= leastContrast,
                qPrintable(colour.name()));
    }
    for (const auto &tint : {accents.lengthTint, accents.nonceTint, accents.ciphertextTint,
             accents.tagTint, accents.barTint})
        QVERIFY2(contrast(palette.color(QPalette::Text), tint) >= leastContrast,
            qPrintable(tint.name()));
}

QTEST_MAIN(TestAccents)
#include "tst_accents.moc"
