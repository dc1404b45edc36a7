// SPDX-License-Identifier: MIT
#include "widgets/conversation/turntext.h"

#include "tests/support/bytesof.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QTest>

#include <string>

namespace sealcord {

using namespace Qt::StringLiterals;
using test::bytesOf;

class TestTurnText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesEndAtNewlinesAndAtTheLastColumn();
    void whatIsNotVisibleIsShown();
    void wideCharactersTakeTwoColumns();
    void longTextIsCutAndSaysHowMuchIsLeft();
    void hexStandsAsInTheMessage();
    void whatIsNoTextIsInHex();
    void emptyMessageHasALine();
    void countsLinesAsItWritesThem_data();
    void countsLinesAsItWritesThem();
    void bytesAreFoundInTheirLines();
    void hugeMessageTakesNoTime();

private:
    static QStringList linesOf(std::string_view content, ContentForm form = ContentForm::Text)
    {
        QStringList lines;
        const TurnText text(bytesOf(content), form);
        for (const auto &line : text.lines())
            lines += line.text;
        return lines;
    }
};

void TestTurnText::linesEndAtNewlinesAndAtTheLastColumn()
{
    QCOMPARE(linesOf("one\ntwo"), QStringList({u"one␊"_s, u"two"_s}));
    QCOMPARE(linesOf("one\n"), QStringList({u"one␊"_s}));
    const std::string full(TurnText::mostColumns, 'x');
    QCOMPARE(linesOf(full + "y"), QStringList({QString::fromStdString(full), u"y"_s}));
}

void TestTurnText::whatIsNotVisibleIsShown()
{
    QCOMPARE(linesOf("a\u202eb\x1b[1m"), QStringList({u"a<U+202E>b␛[1m"_s}));
}

void TestTurnText::wideCharactersTakeTwoColumns()
{
    std::string wide;
    for (int i = 0; i < TurnText::mostColumns / 2 + 1; ++i)
        wide += "漢";
    const auto lines = linesOf(wide);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.first().size(), TurnText::mostColumns / 2);
}

void TestTurnText::longTextIsCutAndSaysHowMuchIsLeft()
{
    const std::string content(5000, 'x');
    const TurnText text(bytesOf(content), ContentForm::Text);
    QCOMPARE(text.lines().size(), std::size_t(TurnText::mostLines));
    QCOMPARE(text.rest(), std::size_t(5000 - TurnText::mostLines * TurnText::mostColumns));
}

void TestTurnText::hexStandsAsInTheMessage()
{
    QCOMPARE(linesOf("Hello from client", ContentForm::Hex),
        QStringList({u"0000  48 65 6c 6c 6f 20 66 72  6f 6d 20 63 6c 69 65 6e   Hello from clien"_s,
            u"0010  74                                                 t               "_s}));
}

void TestTurnText::whatIsNoTextIsInHex()
{
    QVERIFY(linesOf(std::string_view("\x80\x81\xff\x00", 4))
            .first()
            .startsWith(u"0000  80 81 ff 00"_s));
}

void TestTurnText::emptyMessageHasALine()
{
    QCOMPARE(linesOf(""), QStringList({u""_s}));
}

void TestTurnText::countsLinesAsItWritesThem_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("Hello");
    QTest::newRow("lines") << QByteArray("a\nb\nc\n");
    QTest::newRow("as many as there is room for") << QByteArray("a\n").repeated(12);
    QTest::newRow("more") << QByteArray("a\n").repeated(13);
    QTest::newRow("a full dump") << QByteArray(16 * 12, '\x80');
    QTest::newRow("more than a dump") << QByteArray(16 * 12 + 1, '\x80');
}

void TestTurnText::countsLinesAsItWritesThem()
{
    QFETCH(const QByteArray, content);
    const auto bytes = bytesOf(content);
    for (const auto form : {ContentForm::Text, ContentForm::Hex}) {
        const TurnText text(bytes, form);
        QCOMPARE(
            TurnText::lineCount(bytes, form), int(text.lines().size()) + (text.rest() > 0 ? 1 : 0));
    }
}

void TestTurnText::bytesAreFoundInTheirLines()
{
    const TurnText text(bytesOf("a\u202eneedle"), ContentForm::Text);
    const auto ranges = text.ranges(0, 4, 10);
    QCOMPARE(ranges.size(), 1);
    QCOMPARE(text.lines()[0].text.sliced(ranges[0].offset, ranges[0].length), u"needle"_s);
    const TurnText hex(bytesOf("0123456789abcdefXY"), ContentForm::Hex);
    QCOMPARE(hex.ranges(0, 15, 17).size(), 2); // its digits, its character
    QCOMPARE(hex.ranges(1, 15, 17).first().offset, 6);
    QVERIFY(hex.ranges(1, 0, 16).isEmpty());
}

void TestTurnText::hugeMessageTakesNoTime()
{
    const std::string content(16 * 1024 * 1024, 'x');
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(TurnText::lineCount(bytesOf(content), ContentForm::Text), TurnText::mostLines + 1);
    QCOMPARE(TurnText::lineCount(bytesOf(content), ContentForm::Hex), TurnText::mostLines + 1);
    if (!test::isSanitized)
        QVERIFY2(clock.elapsed() < 50, qPrintable(QString::number(clock.elapsed())));
}

} // namespace sealcord

QTEST_GUILESS_MAIN(sealcord::TestTurnText)
#include "tst_turntext.moc"
