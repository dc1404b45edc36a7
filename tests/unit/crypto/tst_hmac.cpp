// SPDX-License-Identifier: MIT
#include "core/crypto/hmac.h"

#include "core/crypto/randomsource.h"
#include "tests/support/hex.h"
#include "tests/support/memory/opensslmemory.h"

#include <QTest>

#include <openssl/err.h>

using namespace sealcord;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

class TestHmac : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRfc4231_data();
    void agreesWithRfc4231();
    void agreesWithRfc5869();
    void hkdfIsACodeOfCodes();
    void exhaustedMemoryIsTold();
    void noSecretIsLeftInFreedMemory();
};

void TestHmac::agreesWithRfc4231_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("code");

    QTest::newRow("4.2") << QByteArray(20, '\x0b') << QByteArray("Hi There")
                         << QByteArray(
                                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    QTest::newRow("4.3") << QByteArray("Jefe") << QByteArray("what do ya want for nothing?")
                         << QByteArray(
                                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("4.4") << QByteArray(20, '\xaa') << QByteArray(50, '\xdd')
                         << QByteArray(
                                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    QTest::newRow("4.7, a key longer than a block")
        << QByteArray(131, '\xaa')
        << QByteArray("Test Using Larger Than Block-Size Key - Hash Key First")
        << QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

void TestHmac::agreesWithRfc4231()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    const auto code = hmacSha256(toBytes(key), toBytes(message));
    QVERIFY(code);
    QTEST(toHex(code->bytes()), "code");
}

// Test case 3: no salt, which counts as 32 zeros, and no info.
void TestHmac::agreesWithRfc5869()
{
    const auto outputs = noiseHkdf<2>(Bytes(32), Bytes(22, std::byte{0x0b}));
    QVERIFY(outputs);
    QCOMPARE((toHex((*outputs)[0].bytes()) + toHex((*outputs)[1].bytes())).first(84),
        QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                   "9d201395faa4b61a96c8"));
}

// As Noise, 4.3 writes it down.
void TestHmac::hkdfIsACodeOfCodes()
{
    const Bytes chainingKey(32, std::byte{1});
    for (const auto length : {0zu, 32zu}) {
        const Bytes input(length, std::byte{2});
        const auto key = hmacSha256(chainingKey, input);
        QVERIFY(key);
        Bytes last;
        const auto outputs = noiseHkdf<3>(chainingKey, input);
        const auto two = noiseHkdf<2>(chainingKey, input);
        QVERIFY(outputs && two);
        for (std::size_t i = 0; i < outputs->size(); ++i) {
            const auto expected =
                hmacSha256(key->bytes(), last + Bytes{static_cast<std::byte>(i + 1)});
            QVERIFY(expected);
            QCOMPARE(toHex((*outputs)[i].bytes()), toHex(expected->bytes()));
            if (i < two->size())
                QCOMPARE(toHex((*two)[i].bytes()), toHex(expected->bytes()));
            last.assign(expected->bytes().begin(), expected->bytes().end());
        }
    }
}

void TestHmac::exhaustedMemoryIsTold()
{
    QVERIFY(isMemoryOurs);
    const Bytes key(32, std::byte{1});
    QVERIFY(hmacSha256(key, key)); // so that the algorithm is fetched
    const auto expected = toHex(hmacSha256(key, key)->bytes());
    bool hasFailed = true;
    for (std::size_t allowed = 0; hasFailed; ++allowed) {
        releaseThreadState();
        OpenSslMemory::watch().failAfter(allowed);
        const auto code = hmacSha256(key, key);
        const auto outputs = noiseHkdf<3>(key, key);
        hasFailed = OpenSslMemory::watch().succeedAgain();
        if (code)
            QCOMPARE(toHex(code->bytes()), expected);
        else
            QVERIFY(code.error().text.starts_with("HMAC-SHA256 failed"));
        if (!outputs)
            QVERIFY(outputs.error().text.starts_with("HMAC-SHA256 failed"));
        QVERIFY(hasFailed || (code && outputs));
        QCOMPARE(ERR_peek_error(), 0ul);
    }
}

void TestHmac::noSecretIsLeftInFreedMemory()
{
    QVERIFY(isMemoryOurs);
    const auto key = fromHex("feffe9928665731c6d6a8f94673083080011223344556677889900aabbccddee");
    const auto input = fromHex("00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f");
    auto padded = key; // as the inner hash of HMAC takes it
    for (auto &byte : padded)
        byte ^= std::byte{0x36};
    for (const auto &secret : {key, input, padded})
        OpenSslMemory::watch().watchFor(secret);
    QVERIFY(hmacSha256(key, input));
    QVERIFY(noiseHkdf<3>(key, input));
    releaseThreadState();
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 0);
}

QTEST_APPLESS_MAIN(TestHmac)
#include "tst_hmac.moc"
