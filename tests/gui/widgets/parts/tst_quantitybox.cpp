// SPDX-License-Identifier: MIT
#include "widgets/parts/quantitybox.h"

#include <QLocale>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestQuantityBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenInTheLargestUnitThatIsExact_data();
    void isWrittenInTheLargestUnitThatIsExact();
    void takesTheCommaOfTheLanguage_data();
    void takesTheCommaOfTheLanguage();
    void aStepDoublesOrHalves();
    void belowASecondIsOff();
};

void TestQuantityBox::isWrittenInTheLargestUnitThatIsExact_data()
{
    using Kind = QuantityBox::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("text");

    QTest::newRow("bytes") << Kind::Size << qint64{1000} << u"1000 B"_s;
    QTest::newRow("KiB") << Kind::Size << qint64{64 * 1024} << u"64 KiB"_s;
    QTest::newRow("one more") << Kind::Size << qint64{64 * 1024 + 1} << u"65537 B"_s;
    QTest::newRow("MiB") << Kind::Size << qint64{1536} * 1024 * 1024 << u"1536 MiB"_s;
    QTest::newRow("GiB") << Kind::Size << qint64{1} * 1024 * 1024 * 1024 << u"1 GiB"_s;
    QTest::newRow("ms") << Kind::Duration << qint64{1500} << u"1500 ms"_s;
    QTest::newRow("s") << Kind::Duration << qint64{90'000} << u"90 s"_s;
    QTest::newRow("min") << Kind::Duration << qint64{120'000} << u"2 min"_s;
    QTest::newRow("h") << Kind::Duration << qint64{3'600'000} << u"1 h"_s;
    QTest::newRow("nothing") << Kind::Duration << qint64{0} << u"off"_s;
}

void TestQuantityBox::isWrittenInTheLargestUnitThatIsExact()
{
    QFETCH(const QuantityBox::Kind, kind);
    QFETCH(const qint64, amount);
    QFETCH(const QString, text);
    QuantityBox box(kind, 0, qint64{1} << 50);
    box.setAmount(amount);
    QCOMPARE(box.text(), text);
    QCOMPARE(box.amount(), amount);

    box.setAmount(1); // and back from the text
    box.selectAll();
    QTest::keyClicks(&box, text);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.amount(), amount);
}

void TestQuantityBox::takesTheCommaOfTheLanguage_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("amount"); // 7: what was there before

    const QLocale german(QLocale::German);
    QTest::newRow("comma") << german << u"1,5 s"_s << qint64{1500};
    QTest::newRow("point") << german << u"0.25 s"_s << qint64{250};
    QTest::newRow("half a thousand or three decimals") << german << u"1.500 s"_s << qint64{7};
    QTest::newRow("two commas") << german << u"1,5,0 s"_s << qint64{7};
    QTest::newRow("English") << QLocale(QLocale::English) << u"1.5 s"_s << qint64{1500};
    QTest::newRow("comma in English") << QLocale(QLocale::English) << u"1,5 s"_s << qint64{7};
}

void TestQuantityBox::takesTheCommaOfTheLanguage()
{
    QFETCH(const QLocale, locale);
    QFETCH(const QString, text);
    QuantityBox box(QuantityBox::Kind::Duration, 0, 1'000'000);
    box.setLocale(locale);
    box.setAmount(7);
    box.selectAll();
    QTest::keyClicks(&box, text);
    QTest::keyClick(&box, Qt::Key_Return);
    QTEST(box.amount(), "amount");
}

void TestQuantityBox::aStepDoublesOrHalves()
{
    QuantityBox box(QuantityBox::Kind::Size, 1, 16 << 20);
    box.setAmount(4 << 20);
    box.stepUp();
    QCOMPARE(box.text(), u"8 MiB"_s);
    box.stepUp();
    box.stepUp(); // no further than the most
    QCOMPARE(box.text(), u"16 MiB"_s);
    box.stepDown();
    QCOMPARE(box.text(), u"8 MiB"_s);
    box.setAmount(3);
    box.stepDown();
    QCOMPARE(box.amount(), 1);
}

void TestQuantityBox::belowASecondIsOff()
{
    QuantityBox box(QuantityBox::Kind::Duration, 0, 1'000'000);
    box.stepUp();
    QCOMPARE(box.text(), u"1 s"_s);
    box.stepDown();
    QCOMPARE(box.text(), u"off"_s);
    box.stepDown();
    QCOMPARE(box.amount(), 0);
}

QTEST_MAIN(TestQuantityBox)
#include "tst_quantitybox.moc"
