// SPDX-License-Identifier: MIT
#include "core/protocol/fingerprint.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsAsBase64_data();
    void printsAsBase64();
    void comparesTheDigest();
};

void TestFingerprint::printsAsBase64_data()
{
    QTest::addColumn<QByteArray>("digest");

    QTest::newRow("zeros") << QByteArray("00").repeated(32);
    QTest::newRow("ones: slashes") << QByteArray("ff").repeated(32);
    QTest::newRow("pluses") << QByteArray("fb").repeated(32);
    QTest::newRow("SHA-256 of abc")
        << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

void TestFingerprint::printsAsBase64()
{
    QFETCH(QByteArray, digest);
    const Fingerprint fingerprint{arrayFromHex<32>(digest)};
    QCOMPARE(QByteArray::fromStdString(fingerprint.toString()),
        QByteArray("SHA256:" + QByteArray::fromHex(digest).toBase64()));
    const Fingerprint ofKey{arrayFromHex<32>(digest), Fingerprint::Of::PeerKey};
    QCOMPARE(QByteArray::fromStdString(ofKey.toString()),
        "SHA256:" + QByteArray::fromHex(digest).toBase64(QByteArray::OmitTrailingEquals));
}

void TestFingerprint::comparesTheDigest()
{
    Fingerprint fingerprint;
    QVERIFY(fingerprint == Fingerprint{});
    fingerprint.digest.back() = std::byte{1};
    QVERIFY(fingerprint != Fingerprint{});
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
