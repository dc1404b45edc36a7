// SPDX-License-Identifier: MIT
#include "core/crypto/keytext.h"

#include "tests/support/keyforms.h"
#include "tests/support/memory/opensslwithoutproviders.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestKeyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThatOfTheVectors_data();
    void isThatOfTheVectors();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void everyKeyHasItsText();
    void aKeyWithItsTopBitHasNone();
    void aFingerprintIsOfOneKeyWithoutTheLibrary();
};

static X25519KeyPair::PublicKey keyOf(const Bytes &bytes)
{
    X25519KeyPair::PublicKey key;
    std::ranges::copy(std::span(bytes).first<X25519KeyPair::keyLength>(), key.begin());
    return key;
}

void TestKeyText::isThatOfTheVectors_data()
{
    QTest::addColumn<bool>("isAgents");
    QTest::newRow("agent") << true;
    QTest::newRow("server") << false;
}

void TestKeyText::isThatOfTheVectors()
{
    QFETCH(bool, isAgents);
    const auto &vector = isAgents ? keyForms().agent : keyForms().server;
    const auto key = keyOf(vector.publicKey);
    QCOMPARE(QByteArray::fromStdString(publicKeyText(key)), vector.text);
    QCOMPARE(QByteArray::fromStdString(keyFingerprint(key)), vector.fingerprint);
    QCOMPARE(parsePublicKey(vector.text.toStdString()), std::optional(key));
}

void TestKeyText::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto &text : keyForms().refusedTexts)
        QTest::addRow("vector \"%s\"", text.constData()) << text;
    const auto good = keyForms().agent.text;
    QTest::newRow("space before it") << ' ' + good;
    QTest::newRow("space behind it") << good + ' ';
    QTest::newRow("a newline behind it") << good + '\n';
    QTest::newRow("a zero behind it") << good + '\0';
    QTest::newRow("the prefix alone") << QByteArray("x25519:");
}

void TestKeyText::refusesOtherForms()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parsePublicKey(text.toStdString()));
}

void TestKeyText::everyKeyHasItsText()
{
    SystemRandom random;
    for (int i = 0; i < 200; ++i) {
        X25519KeyPair::PublicKey key;
        QVERIFY(random.fill(key));
        key.back() &= std::byte{0x7f};
        QCOMPARE(parsePublicKey(publicKeyText(key)), std::optional(key));
    }
}

void TestKeyText::aKeyWithItsTopBitHasNone()
{
    X25519KeyPair::PublicKey key{};
    QVERIFY(isCanonical(key));
    key.back() = std::byte{0x80};
    QVERIFY(!isCanonical(key));
    QVERIFY(!parsePublicKey(publicKeyText(key)));
}

// Whoever compares two of them must not find two keys the same.
void TestKeyText::aFingerprintIsOfOneKeyWithoutTheLibrary()
{
    const OpenSslWithoutProviders nothingWorks;
    const auto one = keyFingerprint(keyOf(keyForms().agent.publicKey));
    const auto other = keyFingerprint(keyOf(keyForms().server.publicKey));
    QVERIFY(!one.empty());
    QVERIFY(one != other);
}

QTEST_APPLESS_MAIN(TestKeyText)
#include "tst_keytext.moc"
