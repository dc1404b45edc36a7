// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/copyformats.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestCopyFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesBecomeText_data();
    void bytesBecomeText();
    void longOnesAreReadBack();
    void whatWasCopiedIsSaid();
    void stopIsNoticed();
};

void TestCopyFormats::bytesBecomeText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<CopyFormat>("format");
    QTest::addColumn<QString>("text");

    using enum CopyFormat;
    QTest::newRow("text") << QByteArray("gr\xc3\xbc\n") << Text << u"grü\n"_s;
    QTest::newRow("text, invalid") << QByteArray("a\xff") << Text << u"a\ufffd"_s;
    // Other programs would take no more than "a".
    QTest::newRow("text with NUL") << QByteArray("a\0b", 3) << Text << u"a\u2400b"_s;
    QTest::newRow("hex") << QByteArray("Hel\xff") << Hex << u"48 65 6c ff"_s;
    QTest::newRow("no hex") << QByteArray() << Hex << QString();
    QTest::newRow("array") << QByteArray("Hel") << CArray
                           << u"const unsigned char data[3] = {\n    0x48, 0x65, 0x6c,\n};\n"_s;
    QTest::newRow("array of two lines")
        << QByteArray("0123456789abc") << CArray
        << u"const unsigned char data[13] = {\n    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62,\n    0x63,\n};\n"_s;
    QTest::newRow("JSON") << QByteArray("a\"b\\\n\x01") << Json
                          << u"\"a\\\"b\\\\\\u000a\\u0001\""_s;
    QTest::newRow("empty JSON") << QByteArray() << Json << u"\"\""_s;
    QTest::newRow("Base64") << QByteArray("Hello") << Base64 << u"SGVsbG8="_s;
}

void TestCopyFormats::bytesBecomeText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(CopyFormat, format);
    const Content content(bytes);
    QTEST(copyText(content.bytes(), format), "text");
}

// Longer than the slices that they are made in.
void TestCopyFormats::longOnesAreReadBack()
{
    QByteArray bytes;
    for (int i = 0; i < 70'000; ++i)
        bytes += QString(QChar(u'\u20ac' + i % 100)).toUtf8();
    const Content content(bytes);
    const auto read = [&](CopyFormat format) { return copyText(content.bytes(), format); };
    QCOMPARE(read(CopyFormat::Text).toUtf8(), bytes);
    QCOMPARE(QByteArray::fromHex(read(CopyFormat::Hex).toLatin1()), bytes);
    QCOMPARE(QByteArray::fromBase64(read(CopyFormat::Base64).toLatin1()), bytes);
    const auto json = QJsonDocument::fromJson("[" + read(CopyFormat::Json).toUtf8() + "]");
    QCOMPARE(json.array().at(0).toString().toUtf8(), bytes);
    QCOMPARE(read(CopyFormat::CArray).count(u"0x"_s), bytes.size());
}

void TestCopyFormats::whatWasCopiedIsSaid()
{
    const Content plain("abc");
    QCOMPARE(copiedText(plain.bytes(), CopyFormat::Text), u"Copied as Text, 3 bytes"_s);
    QCOMPARE(copiedText(plain.bytes(), CopyFormat::CArray), u"Copied as C array, 3 bytes"_s);
    const Content withNul(QByteArray("a\0b", 3));
    QCOMPARE(copiedText(withNul.bytes(), CopyFormat::Hex), u"Copied as Hex, 3 bytes"_s);
    QVERIFY(copiedText(withNul.bytes(), CopyFormat::Text).contains(u'\u2400'));
}

void TestCopyFormats::stopIsNoticed()
{
    const Content content(QByteArray(1024 * 1024, 'x'));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(copyText(content.bytes(), CopyFormat::Hex, stop.get_token()).isEmpty());
}

QTEST_APPLESS_MAIN(TestCopyFormats)
#include "tst_copyformats.moc"
