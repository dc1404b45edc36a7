// SPDX-License-Identifier: MIT
#include "core/crypto/base64.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestBase64 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheTextOfRfc4648_data();
    void hasTheTextOfRfc4648();
    void agreesWithQt();
    void refusesOtherForms_data();
    void refusesOtherForms();
};

static QByteArray textOf(QByteArrayView bytes)
{
    return QByteArray::fromStdString(toBase64Text(toBytes(bytes)));
}

// Section 10, less the padding.
void TestBase64::hasTheTextOfRfc4648_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
}

void TestBase64::hasTheTextOfRfc4648()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(textOf(bytes), text);
    Bytes read(std::size_t(bytes.size()));
    QVERIFY(fromBase64(text.toStdString(), read));
    QCOMPARE(toByteArray(read), bytes);
}

void TestBase64::agreesWithQt()
{
    for (int length = 0; length < 256; ++length) {
        QByteArray bytes;
        for (int i = 0; i < length; ++i)
            bytes += static_cast<char>(i * 7 + length);
        const auto text = bytes.toBase64(QByteArray::OmitTrailingEquals);
        QCOMPARE(textOf(bytes), text);
        Bytes read(std::size_t(bytes.size()));
        QVERIFY(fromBase64(text.toStdString(), read));
        QCOMPARE(toByteArray(read), bytes);
    }
}

void TestBase64::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("text"); // for two bytes

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too short") << QByteArray("Zm");
    QTest::newRow("too long") << QByteArray("Zm9v");
    QTest::newRow("padded") << QByteArray("Zm8=");
    QTest::newRow("an unused bit is set") << QByteArray("Zm9");
    QTest::newRow("another unused bit is set") << QByteArray("Zm+");
    QTest::newRow("of the alphabet for URLs") << QByteArray("Z-8");
    QTest::newRow("white space") << QByteArray("Zm ");
    QTest::newRow("a byte over 0x7f") << QByteArray("Zm\xc3");
    QTest::newRow("a zero") << QByteArray("Zm\0", 3);
}

void TestBase64::refusesOtherForms()
{
    QFETCH(QByteArray, text);
    Bytes read(2);
    QVERIFY(!fromBase64(text.toStdString(), read));
}

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_base64.moc"
