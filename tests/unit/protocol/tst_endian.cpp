// SPDX-License-Identifier: MIT
#include "tests/support/hex.h" // first: moc of Qt 6.4 fails at <concepts> on its own

#include "core/protocol/endian.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestEndian : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheMostSignificantByteFirst_data();
    void readsTheMostSignificantByteFirst();
    void writesTheMostSignificantByteFirst();
};

void TestEndian::readsTheMostSignificantByteFirst_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::uint32_t>("value");

    QTest::newRow("nothing") << QByteArray() << 0u;
    QTest::newRow("one byte") << QByteArray("fe") << 0xfeu;
    QTest::newRow("three bytes") << QByteArray("010203") << 0x010203u;
    QTest::newRow("all bytes") << QByteArray("80ff017f") << 0x80ff017fu;
}

void TestEndian::readsTheMostSignificantByteFirst()
{
    QFETCH(QByteArray, bytes);
    QTEST(fromBigEndian<std::uint32_t>(fromHex(bytes)), "value");
}

void TestEndian::writesTheMostSignificantByteFirst()
{
    std::array<std::byte, 8> bytes;
    toBigEndian<std::uint64_t>(0x8102030405060708, bytes);
    QCOMPARE(toHex(bytes), QByteArray("8102030405060708"));
    toBigEndian<std::uint16_t>(0xfe01, std::span(bytes).first<2>());
    QCOMPARE(toHex(bytes), QByteArray("fe01030405060708"));
}

QTEST_APPLESS_MAIN(TestEndian)
#include "tst_endian.moc"
