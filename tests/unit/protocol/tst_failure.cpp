// SPDX-License-Identifier: MIT
#include "core/protocol/failure.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsFirstBytes_data();
    void showsFirstBytes();
    void everyByteIsShownInPrintableAscii();
};

void TestFailure::showsFirstBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("cut after eight")
        << QByteArray("GET / HTTP/1.1") << QByteArray("first byte 0x47, 'GET / HT'");
    QTest::newRow("eight") << QByteArray("12345678") << QByteArray("first byte 0x31, '12345678'");
    QTest::newRow("one") << QByteArray("G") << QByteArray("first byte 0x47, 'G'");
    QTest::newRow("a TLS client") << QByteArray("\x16\x03\x01", 3)
                                  << QByteArray("first byte 0x16, '\\x16\\x03\\x01'");
    QTest::newRow("a forged line")
        << QByteArray("\r\nINFO") << QByteArray("first byte 0x0d, '\\x0d\\x0aINFO'");
    QTest::newRow("a terminal's escape")
        << QByteArray("\x1b[31m") << QByteArray("first byte 0x1b, '\\x1b[31m'");
    QTest::newRow("its own quote and escape")
        << QByteArray("'\\x00") << QByteArray("first byte 0x27, '\\x27\\x5cx00'");
    QTest::newRow("zero") << QByteArray("\0a", 2) << QByteArray("first byte 0x00, '\\x00a'");
    QTest::newRow("above ASCII") << QByteArray("\x7f\x80\xff")
                                 << QByteArray("first byte 0x7f, '\\x7f\\x80\\xff'");
    QTest::newRow("edges of what is printable")
        << QByteArray(" ~\x1f") << QByteArray("first byte 0x20, ' ~\\x1f'");
}

void TestFailure::showsFirstBytes()
{
    QFETCH(QByteArray, bytes);
    QTEST(QByteArray::fromStdString(describeFirstBytes(toBytes(bytes))), "text");
}

void TestFailure::everyByteIsShownInPrintableAscii()
{
    for (int value = 0; value < 256; ++value) {
        const std::array bytes{static_cast<std::byte>(value), static_cast<std::byte>(value)};
        const auto text = describeFirstBytes(bytes);
        QVERIFY2(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }),
            qPrintable(QString::number(value)));
        QCOMPARE(std::ranges::count(text, '\''), std::ptrdiff_t{2});
    }
}

QTEST_APPLESS_MAIN(TestFailure)
#include "tst_failure.moc"
