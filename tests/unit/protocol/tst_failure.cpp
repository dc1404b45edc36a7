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
    void namesWhatItLooksLike_data();
    void namesWhatItLooksLike();
    void everyByteIsShownInPrintableAscii();
};

void TestFailure::showsFirstBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("cut after eight")
        << QByteArray("123456789") << QByteArray("first byte 0x31, '12345678'");
    QTest::newRow("eight") << QByteArray("12345678") << QByteArray("first byte 0x31, '12345678'");
    QTest::newRow("one") << QByteArray("G") << QByteArray("first byte 0x47, 'G'");
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

void TestFailure::namesWhatItLooksLike_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    const auto row = [](const QByteArray &bytes, const char *text) {
        QTest::newRow(bytes.toPercentEncoding().constData()) << bytes << QByteArray(text);
    };
    row("\x16\x03\x01", "a TLS ClientHello, first byte 0x16, '\\x16\\x03\\x01'");
    row("\x16\x03\x03\x02", "a TLS ClientHello, first byte 0x16, '\\x16\\x03\\x03\\x02'");
    row("\x15\x03\x03", "a TLS alert, first byte 0x15, '\\x15\\x03\\x03'");
    row("GET / HTTP/1.1", "an HTTP request, first byte 0x47, 'GET / HT'");
    row("POST / HTTP/1.1", "an HTTP request, first byte 0x50, 'POST / H'");
    row("OPTIONS * HTTP/1.1", "an HTTP request, first byte 0x4f, 'OPTIONS '");
    row("CONNECT a:1 HTTP/1.1", "an HTTP request, first byte 0x43, 'CONNECT '");
    row("PRI * HTTP/2.0", "an HTTP request, first byte 0x50, 'PRI * HT'");
    row("HTTP/1.1 400", "an HTTP response, first byte 0x48, 'HTTP/1.1'");
    row("SSH-2.0-OpenSSH", "an SSH banner, first byte 0x53, 'SSH-2.0-'");
    row("GE", "first byte 0x47, 'GE'"); // too little to tell
    row("GETS", "first byte 0x47, 'GETS'");
    row("\x16\x02", "first byte 0x16, '\\x16\\x02'");
}

void TestFailure::namesWhatItLooksLike()
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
