// SPDX-License-Identifier: MIT
#include "core/crypto/sha256.h"

#include "tests/support/hex.h"
#include "tests/support/memory/opensslmemory.h"

#include <QTest>

#include <openssl/err.h>

using namespace sealcord;
using namespace sealcord::test;

static const bool isMemoryOurs = OpenSslMemory::install();

class TestSha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithFips180_data();
    void agreesWithFips180();
    void partsHashAsOneMessage();
    void libraryFailureIsTold();
};

// FIPS 180-4's examples, as NIST publishes them.
void TestSha256::agreesWithFips180_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("digest");

    QTest::newRow("nothing")
        << QByteArray()
        << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("one block") << QByteArray(
        "abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks")
        << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million times a") << QByteArray(1'000'000,
        'a') << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void TestSha256::agreesWithFips180()
{
    QFETCH(QByteArray, message);
    const auto digest = sha256(toBytes(message));
    QVERIFY(digest);
    QTEST(toHex(*digest), "digest");
}

void TestSha256::partsHashAsOneMessage()
{
    const auto message = toBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    const auto expected = sha256(message);
    const std::span whole(message);
    for (std::size_t cut = 0; cut <= message.size(); ++cut)
        QVERIFY(*sha256OfParts({whole.first(cut), {}, whole.subspan(cut)}) == *expected);
    QVERIFY(*sha256OfParts({}) == *sha256({}));
}

void TestSha256::libraryFailureIsTold()
{
    QVERIFY(isMemoryOurs);
    QVERIFY(sha256({})); // so that the algorithm is fetched
    OpenSslMemory::watch().failAfter(0);
    const auto digest = sha256({});
    const auto ofParts = sha256OfParts({});
    QVERIFY(OpenSslMemory::watch().succeedAgain());
    QVERIFY(!digest && !ofParts);
    QVERIFY(digest.error().text.starts_with("SHA-256 failed"));
    QVERIFY(ofParts.error().text.starts_with("SHA-256 failed"));
    QCOMPARE(ERR_peek_error(), 0ul);
}

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
