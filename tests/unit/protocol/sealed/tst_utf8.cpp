// SPDX-License-Identifier: MIT
#include "core/protocol/utf8.h"

#include "tests/support/hex.h"

#include <QStringDecoder>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestUtf8 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShortSequenceAsQtJudgesIt();
    void longOnes_data();
    void longOnes();
};

static bool isUtf8ForQt(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    Q_UNUSED(text)
    return !decoder.hasError();
}

void TestUtf8::everyShortSequenceAsQtJudgesIt()
{
    QVERIFY(isUtf8({}));
    for (int first = 0; first < 256; ++first) {
        QByteArray bytes(1, static_cast<char>(first));
        QCOMPARE(isUtf8(toBytes(bytes)), isUtf8ForQt(bytes));
        for (int second = 0; second < 256; ++second) {
            bytes = QByteArray(1, static_cast<char>(first)) + static_cast<char>(second);
            if (isUtf8(toBytes(bytes)) != isUtf8ForQt(bytes))
                QFAIL(bytes.toHex().constData());
        }
    }
}

void TestUtf8::longOnes_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("euro sign") << QByteArray("e282ac") << true;
    QTest::newRow("the largest of two bytes, made of three") << QByteArray("e09fbf") << false;
    QTest::newRow("the last before the surrogates") << QByteArray("ed9fbf") << true;
    QTest::newRow("the first surrogate") << QByteArray("eda080") << false;
    QTest::newRow("the first after the surrogates") << QByteArray("ee8080") << true;
    QTest::newRow("the smallest of four") << QByteArray("f0908080") << true;
    QTest::newRow("the largest of three, made of four") << QByteArray("f08fbfbf") << false;
    QTest::newRow("U+10FFFF") << QByteArray("f48fbfbf") << true;
    QTest::newRow("U+110000") << QByteArray("f4908080") << false;
    QTest::newRow("cut") << QByteArray("61f09f98") << false;
    QTest::newRow("a third byte that is none") << QByteArray("e28261") << false;
    QTest::newRow("a fourth byte that is none") << QByteArray("f09f98c0") << false;
    QTest::newRow("text behind") << QByteArray("f09f988061") << true;
}

void TestUtf8::longOnes()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const bool, isGood);
    QCOMPARE(isUtf8(fromHex(hex)), isGood);
    QCOMPARE(isUtf8ForQt(QByteArray::fromHex(hex)), isGood);
}

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
