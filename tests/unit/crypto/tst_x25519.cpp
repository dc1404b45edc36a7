// SPDX-License-Identifier: MIT
#include "core/crypto/x25519.h"

#include "tests/support/failingrandom.h"
#include "tests/support/fixedrandom.h"
#include "tests/support/memory/opensslwithoutproviders.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

#include <openssl/err.h>

using namespace sealcord;
using namespace sealcord::test;

class TestX25519 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRfc7748_data();
    void agreesWithRfc7748();
    void agreesAfterThousandIterations();
    void publicKeyIsTheBasePointMultiplied_data();
    void publicKeyIsTheBasePointMultiplied();
    void bothEndsAgree();
    void refusesPublicKeysOfLowOrder_data();
    void refusesPublicKeysOfLowOrder();
    void takesKeysThatOnlyLookOdd_data();
    void takesKeysThatOnlyLookOdd();
    void refusalLeavesNothingInTheErrorQueue();
    void failsWhenTheGeneratorFails();
    void drawsThirtyTwoBytes();
    void libraryFailureIsNoLowOrderKey();
    void aPrivateKeyThatWasKeptIsTheSamePair();
    void threadsAgreeOverOneSharedPair();
};

static X25519KeyPair keyPairOf(QByteArrayView privateKey)
{
    FixedRandom random(fromHex(privateKey));
    auto pair = X25519KeyPair::generate(random);
    if (!pair)
        qFatal("%s", pair.error().text.c_str());
    return std::move(*pair);
}

// The secret in hex, or why there is none.
static QByteArray agreed(const X25519KeyPair &pair, QByteArrayView peer)
{
    const auto secret = pair.agree(arrayFromHex<X25519KeyPair::keyLength>(peer));
    if (secret)
        return toHex(secret->bytes());
    return std::holds_alternative<X25519KeyPair::LowOrderKey>(secret.error()) ? "low order"
                                                                              : "library failure";
}

void TestX25519::agreesWithRfc7748_data()
{
    QTest::addColumn<QByteArray>("scalar");
    QTest::addColumn<QByteArray>("coordinate");
    QTest::addColumn<QByteArray>("result");

    QTest::newRow("5.2, first")
        << QByteArray("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
        << QByteArray("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
        << QByteArray("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    QTest::newRow("5.2, second: the high bit of the coordinate is set")
        << QByteArray("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d")
        << QByteArray("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")
        << QByteArray("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    QTest::newRow("5.2, one iteration")
        << QByteArray("0900000000000000000000000000000000000000000000000000000000000000")
        << QByteArray("0900000000000000000000000000000000000000000000000000000000000000")
        << QByteArray("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
    QTest::newRow("6.1, Alice with Bob's key")
        << QByteArray("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        << QByteArray("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
        << QByteArray("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    QTest::newRow("6.1, Bob with Alice's key")
        << QByteArray("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        << QByteArray("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
        << QByteArray("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

void TestX25519::agreesWithRfc7748()
{
    QFETCH(QByteArray, scalar);
    QFETCH(QByteArray, coordinate);
    QTEST(agreed(keyPairOf(scalar), coordinate), "result");
}

// RFC 7748, 5.2: the result becomes the scalar, the scalar becomes the coordinate.
void TestX25519::agreesAfterThousandIterations()
{
    QByteArray scalar = "0900000000000000000000000000000000000000000000000000000000000000";
    QByteArray coordinate = scalar;
    for (int i = 0; i < 1000; ++i)
        coordinate = std::exchange(scalar, agreed(keyPairOf(scalar), coordinate));
    QCOMPARE(
        scalar, QByteArray("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
}

void TestX25519::publicKeyIsTheBasePointMultiplied_data()
{
    QTest::addColumn<QByteArray>("privateKey");
    QTest::addColumn<QByteArray>("publicKey");

    QTest::newRow("6.1, Alice")
        << QByteArray("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        << QByteArray("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    QTest::newRow("6.1, Bob")
        << QByteArray("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        << QByteArray("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
}

void TestX25519::publicKeyIsTheBasePointMultiplied()
{
    QFETCH(QByteArray, privateKey);
    QTEST(toHex(keyPairOf(privateKey).publicKey()), "publicKey");
}

void TestX25519::bothEndsAgree()
{
    SystemRandom random;
    for (int i = 0; i < 20; ++i) {
        const auto first = X25519KeyPair::generate(random);
        const auto second = X25519KeyPair::generate(random);
        QVERIFY(first && second);
        QVERIFY(first->publicKey() != second->publicKey());
        const auto secret = agreed(*first, toHex(second->publicKey()));
        QCOMPARE(secret.size(), qsizetype(64));
        QCOMPARE(agreed(*second, toHex(first->publicKey())), secret);
    }
}

// The points of order 1, 2, 4 and 8 on the curve and on its twist, in every encoding of 32 bytes:
// values from p to 2^255 - 1 count modulo p, and the highest bit does not count (RFC 7748, 5).
void TestX25519::refusesPublicKeysOfLowOrder_data()
{
    QTest::addColumn<QByteArray>("peer");

    QTest::newRow("0") << QByteArray(
        "0000000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("0, high bit") << QByteArray(
        "0000000000000000000000000000000000000000000000000000000000000080");
    QTest::newRow("1") << QByteArray(
        "0100000000000000000000000000000000000000000000000000000000000000");
    QTest::newRow("1, high bit") << QByteArray(
        "0100000000000000000000000000000000000000000000000000000000000080");
    QTest::newRow("order 8") << QByteArray(
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
    QTest::newRow("order 8, high bit")
        << QByteArray("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880");
    QTest::newRow("the other of order 8")
        << QByteArray("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157");
    QTest::newRow("the other of order 8, high bit")
        << QByteArray("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7");
    QTest::newRow("p - 1") << QByteArray(
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p - 1, high bit")
        << QByteArray("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    QTest::newRow("p: 0 again") << QByteArray(
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p, high bit") << QByteArray(
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    QTest::newRow("p + 1: 1 again")
        << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    QTest::newRow("p + 1, high bit")
        << QByteArray("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
}

void TestX25519::refusesPublicKeysOfLowOrder()
{
    QFETCH(QByteArray, peer);
    SystemRandom random;
    for (int i = 0; i < 8; ++i) { // whatever our private key is
        const auto pair = X25519KeyPair::generate(random);
        QVERIFY(pair);
        QCOMPARE(agreed(*pair, peer), QByteArray("low order"));
    }
}

void TestX25519::takesKeysThatOnlyLookOdd_data()
{
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArray>("sameAs");

    const QByteArray nine = "0900000000000000000000000000000000000000000000000000000000000000";
    QTest::newRow("the base point with the high bit set")
        << QByteArray("0900000000000000000000000000000000000000000000000000000000000080") << nine;
    QTest::newRow("p + 9 is 9") << QByteArray(
        "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")
                                << nine;
    QTest::newRow("all ones are p + 18")
        << QByteArray("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")
        << QByteArray("1200000000000000000000000000000000000000000000000000000000000000");
}

void TestX25519::takesKeysThatOnlyLookOdd()
{
    QFETCH(QByteArray, peer);
    QFETCH(QByteArray, sameAs);
    const auto pair = keyPairOf("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    const auto secret = agreed(pair, peer);
    QCOMPARE(secret.size(), qsizetype(64));
    QCOMPARE(secret, agreed(pair, sameAs));
}

void TestX25519::refusalLeavesNothingInTheErrorQueue()
{
    const auto pair = keyPairOf("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    QVERIFY(!pair.agree({}));
    QCOMPARE(ERR_peek_error(), 0ul);
}

void TestX25519::failsWhenTheGeneratorFails()
{
    FailingRandom random(0);
    const auto pair = X25519KeyPair::generate(random);
    QVERIFY(!pair);
    QCOMPARE(pair.error().text.c_str(), "the random number generator failed");
}

void TestX25519::drawsThirtyTwoBytes()
{
    FixedRandom random(Bytes(40, std::byte{7}));
    QVERIFY(X25519KeyPair::generate(random));
    QCOMPARE(random.remaining(), std::size_t{8});
    QVERIFY(!X25519KeyPair::generate(random));
}

// An agreement that could not be computed says nothing about the peer.
void TestX25519::libraryFailureIsNoLowOrderKey()
{
    const auto pair = keyPairOf("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    const QByteArray nine = "0900000000000000000000000000000000000000000000000000000000000000";
    {
        const OpenSslWithoutProviders nothingWorks;
        QCOMPARE(agreed(pair, nine), QByteArray("library failure"));
        QCOMPARE(ERR_peek_error(), 0ul);
    }
    QCOMPARE(agreed(pair, nine).size(), qsizetype(64));
}

void TestX25519::aPrivateKeyThatWasKeptIsTheSamePair()
{
    SystemRandom random;
    const auto pair = X25519KeyPair::generate(random);
    QVERIFY(pair);
    auto kept = pair->privateKey();
    QVERIFY(kept);
    const auto again = X25519KeyPair::fromPrivateKey(*std::move(kept));
    QVERIFY(again);
    QCOMPARE(again->publicKey(), pair->publicKey());
    const QByteArray nine = "0900000000000000000000000000000000000000000000000000000000000000";
    QCOMPARE(agreed(*again, nine), agreed(*pair, nine));
}

// As a server's workers do with its identity. What races, the thread sanitizer sees.
void TestX25519::threadsAgreeOverOneSharedPair()
{
    const auto pair = keyPairOf("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    const QByteArray peer = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    const QByteArray secret = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 200; ++round)
                wrong += agreed(pair, peer) != secret;
            releaseThreadState();
        });
    }
    threads.clear(); // waits for them
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestX25519)
#include "tst_x25519.moc"
