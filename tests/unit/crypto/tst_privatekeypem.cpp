// SPDX-License-Identifier: MIT
#include "core/crypto/privatekeypem.h"

#include "core/crypto/octets.h"
#include "tests/support/keyforms.h"
#include "tests/support/memory/opensslmemory.h"
#include "tests/support/memory/opensslwithoutproviders.h"

#include <QTest>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace sealcord;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

class TestPrivateKeyPem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThatOfTheVectors_data();
    void isThatOfTheVectors();
    void isWhatOpenSslWrites();
    void everyKeyComesBack();
    void whiteSpaceMayStandBehindIt();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void leavesNoKeyInMemory();
    void libraryFailureIsAnError();
};

static std::string textOf(const PrivateKeyPem &pem)
{
    return toByteArray(pem.bytes()).toStdString();
}

// Why there is no key in \a pem; empty where there is one.
static QByteArray reason(const QByteArray &pem)
{
    const auto pair = keyPairFromPem(pem.toStdString());
    return pair ? QByteArray() : QByteArray::fromStdString(pair.error().text);
}

void TestPrivateKeyPem::isThatOfTheVectors_data()
{
    QTest::addColumn<bool>("isAgents");
    QTest::newRow("agent") << true;
    QTest::newRow("server") << false;
}

void TestPrivateKeyPem::isThatOfTheVectors()
{
    QFETCH(bool, isAgents);
    const auto &vector = isAgents ? keyForms().agent : keyForms().server;
    const auto pair = keyPairFromPem(vector.pem.toStdString());
    QVERIFY2(pair, pair ? "" : pair.error().text.c_str());
    QCOMPARE(toHex(pair->publicKey()), toHex(vector.publicKey));
    const auto scalar = pair->privateKey();
    QVERIFY(scalar);
    QCOMPARE(toHex(scalar->bytes()), toHex(vector.privateKey));
    const auto pem = toPem(*pair);
    QVERIFY(pem);
    QCOMPARE(textOf(*pem), vector.pem.toStdString());
}

void TestPrivateKeyPem::isWhatOpenSslWrites()
{
    SystemRandom random;
    const auto pair = X25519KeyPair::generate(random);
    QVERIFY(pair);
    const auto scalar = pair->privateKey();
    QVERIFY(scalar);
    EVP_PKEY *const key = EVP_PKEY_new_raw_private_key(
        EVP_PKEY_X25519, nullptr, octets(scalar->bytes().data()), scalar->bytes().size());
    BIO *const bio = BIO_new(BIO_s_mem());
    QCOMPARE(PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr), 1);
    std::string written(200, '\0');
    written.resize(std::size_t(std::max(0, BIO_read(bio, written.data(), 200))));
    BIO_free(bio);
    EVP_PKEY_free(key);
    const auto pem = toPem(*pair);
    QVERIFY(pem);
    QCOMPARE(textOf(*pem), written);
}

void TestPrivateKeyPem::everyKeyComesBack()
{
    SystemRandom random;
    for (int i = 0; i < 50; ++i) {
        const auto pair = X25519KeyPair::generate(random);
        QVERIFY(pair);
        const auto pem = toPem(*pair);
        QVERIFY(pem);
        const auto read = keyPairFromPem(textOf(*pem));
        QVERIFY(read);
        QCOMPARE(read->publicKey(), pair->publicKey());
    }
}

void TestPrivateKeyPem::whiteSpaceMayStandBehindIt()
{
    const auto &pem = keyForms().agent.pem;
    QCOMPARE(reason(pem + "\n \t\r\n"), QByteArray());
    QCOMPARE(reason(pem.chopped(1)), QByteArray());
}

void TestPrivateKeyPem::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("why");

    const auto good = keyForms().agent.pem;
    const QByteArray noKey = "there is no private key in it";
    const QByteArray otherForm =
        "it is not in the form that 'openssl genpkey -algorithm X25519' writes";
    QTest::newRow("nothing") << QByteArray() << noKey;
    QTest::newRow("garbage") << QByteArray(200, '\xc5') << noKey;
    QTest::newRow("cut short") << good.first(60) << noKey;
    QTest::newRow("one character is wrong") << QByteArray(good).replace("MC4C", "MC4D") << noKey;
    QTest::newRow("a public key") << QByteArray(
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VuAyEAVocjld6nLexn1Lh3ObNJ/KKga9nQzUWq6wyDZzjoYCc=\n"
        "-----END PUBLIC KEY-----\n")
                                  << noKey;
    QTest::newRow("Ed25519") << QByteArray(
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEICd3c1rJDLUj0+wV66UUuuJxXcr7hz1t08H0zXI1mnpM\n"
        "-----END PRIVATE KEY-----\n")
                             << QByteArray("it holds a key for ED25519, not for X25519");
    QTest::newRow("X448") << QByteArray(
        "-----BEGIN PRIVATE KEY-----\n"
        "MEYCAQAwBQYDK2VvBDoEOBDJEAXnkIj/Ei4bL/7MhxUb4J95Chcw2gu9Ur9rqODb\n"
        "2kzNDzqVp9VtJ1F5QnMkl45PcEZdcDaN\n"
        "-----END PRIVATE KEY-----\n")
                          << QByteArray("it holds a key for X448, not for X25519");
    QTest::newRow("P-256") << QByteArray(
        "-----BEGIN PRIVATE KEY-----\n"
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi7LWaoUAvJzuUHQ2\n"
        "Ur1lwhE5Sju35x4xIJLsGQWhRTShRANCAAT/nc9cYtw0FCFq9PhKpawflzIdBEyS\n"
        "k0uloe+72F2KlM4/oh3ThJAWuVvJQqp0AQBYgDn55CqVOxzohuRP/9L+\n"
        "-----END PRIVATE KEY-----\n")
                           << QByteArray("it holds a key for EC, not for X25519");
    QTest::newRow("under a pass phrase")
        << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                      "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhcjZkgue9yxgICCAAw\n"
                      "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEAQIEEDmCF5agc2Y5mXTVY6Lx7MUEQO74\n"
                      "CJblbwYvIMV9v7USzp4L5TToc7zdoLB8hmafHW7Qq5MoHoGj07YN/ex/1KhVXbUJ\n"
                      "wkRP88esz3N0IKHGSE8=\n"
                      "-----END ENCRYPTED PRIVATE KEY-----\n")
        << QByteArray("the private key is under a pass phrase");
    QTest::newRow("two keys") << good + keyForms().server.pem << otherForm;
    QTest::newRow("text before it") << "the key of pump-3\n" + good << otherForm;
    QTest::newRow("text behind it") << good + "X25519 Private-Key:\n" << otherForm;
    QTest::newRow("lines that end in CR LF") << QByteArray(good).replace("\n", "\r\n") << otherForm;
}

void TestPrivateKeyPem::refusesOtherForms()
{
    QFETCH(QByteArray, pem);
    QTEST(reason(pem), "why");
    QCOMPARE(ERR_peek_error(), 0ul);
}

void TestPrivateKeyPem::leavesNoKeyInMemory()
{
    QVERIFY(isMemoryOurs);
    const auto &vector = keyForms().agent;
    auto &watch = OpenSslMemory::watch();
    watch.watchFor(vector.privateKey);
    // The last of them: the first ones encode what all keys have.
    watch.watchFor(toBytes(QByteArrayView(vector.pem).sliced(60, 30)));
    {
        const auto pair = keyPairFromPem(vector.pem.toStdString());
        QVERIFY(pair);
        QVERIFY(toPem(*pair));
    }
    QCOMPARE(watch.takeLeaks(), 0);
}

void TestPrivateKeyPem::libraryFailureIsAnError()
{
    releaseThreadState();
    const OpenSslWithoutProviders nothingWorks;
    QVERIFY(!reason(keyForms().agent.pem).isEmpty());
    QCOMPARE(ERR_peek_error(), 0ul);
}

QTEST_APPLESS_MAIN(TestPrivateKeyPem)
#include "tst_privatekeypem.moc"
