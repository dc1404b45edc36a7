// SPDX-License-Identifier: MIT
#include "core/protocol/verificationcode.h"

#include <QTest>

#include <string>

using namespace sealcord;

/// A code that another program told.
class TestVerificationCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItIsTold();
    void whatIsNoneIsNotRead_data();
    void whatIsNoneIsNotRead();
};

void TestVerificationCode::isReadAsItIsTold()
{
    std::string words = "indoors camelot pupil suspicious wayside";
    const auto code = parseVerificationCode(words, "103 993");
    words.assign(words.size(), 'x'); // of which the code views nothing
    QVERIFY(code);
    QCOMPARE(code->digits, std::string("103 993"));
    const VerificationCode same{
        "103 993", {"indoors", "camelot", "pupil", "suspicious", "wayside"}};
    QVERIFY(*code == same);
}

void TestVerificationCode::whatIsNoneIsNotRead_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("digits");
    const QByteArray words = "indoors camelot pupil suspicious wayside";
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("no digits") << words << QByteArray();
    QTest::newRow("digits without a space") << words << QByteArray("1039933");
    QTest::newRow("a letter") << words << QByteArray("103 99x");
    QTest::newRow("four words") << words.left(words.lastIndexOf(' ')) << QByteArray("103 993");
    QTest::newRow("six words") << words + " pupil" << QByteArray("103 993");
    QTest::newRow("an unknown word") << words.left(words.size() - 1) << QByteArray("103 993");
    QTest::newRow("of the other list")
        << QByteArray("camelot indoors pupil suspicious wayside") << QByteArray("103 993");
    QTest::newRow("two spaces") << QByteArray(words).replace("indoors ", "indoors  ")
                                << QByteArray("103 993");
}

void TestVerificationCode::whatIsNoneIsNotRead()
{
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, digits);
    QVERIFY(!parseVerificationCode(words.toStdString(), digits.toStdString()));
}

QTEST_APPLESS_MAIN(TestVerificationCode)
#include "tst_verificationcode.moc"
