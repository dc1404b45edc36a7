// SPDX-License-Identifier: MIT
#include "core/control/linesplitter.h"

#include <QByteArrayList>
#include <QTest>

#include <string>

using namespace sealcord;

class TestLineSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesDoNotDependOnThePieces_data();
    void linesDoNotDependOnThePieces();
    void lineOfTheGreatestLengthPasses();
    void longerLineIsToldOf_data();
    void longerLineIsToldOf();
    void nothingIsKeptOfALineThatIsTooLong();
};

void TestLineSplitter::linesDoNotDependOnThePieces_data()
{
    QTest::addColumn<qsizetype>("piece");

    for (qsizetype piece = 1; piece <= 16; ++piece)
        QTest::addRow("%d", static_cast<int>(piece)) << piece;
}

void TestLineSplitter::linesDoNotDependOnThePieces()
{
    QFETCH(qsizetype, piece);
    const QByteArray all = "one\n\ntwo three\r\n\n\nfour\nhalf";
    LineSplitter splitter(16);
    QByteArrayList lines;
    for (qsizetype at = 0; at < all.size(); at += piece) {
        splitter.take(all.mid(at, piece).toStdString());
        for (auto line = splitter.next(); line && *line; line = splitter.next())
            lines += QByteArray((*line)->data(), static_cast<qsizetype>((*line)->size()));
    }
    auto expected = all.split('\n');
    expected.removeLast();
    QCOMPARE(lines, expected);
}

void TestLineSplitter::lineOfTheGreatestLengthPasses()
{
    LineSplitter splitter(4);
    splitter.take("1234");
    QCOMPARE(splitter.next().value(), std::nullopt);
    splitter.take("\n5678\n");
    QCOMPARE(splitter.next().value().value(), std::string_view("1234"));
    QCOMPARE(splitter.next().value().value(), std::string_view("5678"));
}

void TestLineSplitter::longerLineIsToldOf_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("with its end") << QByteArray("12345\n");
    QTest::newRow("without") << QByteArray("12345");
    QTest::newRow("with a next one") << QByteArray("12345\n1\n");
}

void TestLineSplitter::longerLineIsToldOf()
{
    QFETCH(QByteArray, bytes);
    LineSplitter splitter(4);
    splitter.take("ok\n");
    splitter.take(bytes.toStdString());
    // What was whole before it is not lost.
    QCOMPARE(splitter.next().value().value(), std::string_view("ok"));
    QVERIFY(!splitter.next());
    splitter.take("\n1\n");
    QVERIFY(!splitter.next());
}

void TestLineSplitter::nothingIsKeptOfALineThatIsTooLong()
{
    LineSplitter splitter(1024);
    const std::string piece(1024 * 1024, 'x');
    // A gigabyte: who kept it would be noticed, and who searched it again would never end.
    for (int i = 0; i < 1024; ++i) {
        splitter.take(piece);
        QVERIFY(!splitter.next());
    }
}

QTEST_APPLESS_MAIN(TestLineSplitter)

#include "tst_linesplitter.moc"
