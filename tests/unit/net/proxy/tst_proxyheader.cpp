// SPDX-License-Identifier: MIT
#include "core/net/proxy/proxyheader.h"
#include "tests/support/hex.h"

#include <QHostAddress>
#include <QTest>

#include <algorithm>
#include <array>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEncoded_data();
    void isEncoded();
    void isReadAgain_data();
    void isReadAgain();
    void namesAClient_data();
    void namesAClient();
    void refuses_data();
    void refuses();
    void refusesWithTheFirstWrongByte();
    void neverAsksForAByteBehindIt();
};

namespace {

const QByteArray signature = "0d0a0d0a000d0a515549540a";

Endpoint endpoint(const QString &address, quint16 port)
{
    return {QHostAddress(address), port};
}

struct Reading {
    QString error; ///< empty: none
    QString source; ///< empty: none
    bool isWhole = false;
    std::size_t taken = 0; ///< bytes of what was there
};

/// Reads \a bytes, at most \a atOnce at a time.
Reading read(std::span<const std::byte> bytes, std::size_t atOnce)
{
    ProxyHeaderReader reader;
    Reading reading;
    while (!reader.isWhole() && reading.taken < bytes.size()) {
        const auto space = reader.space();
        const auto count = std::min({space.size(), atOnce, bytes.size() - reading.taken});
        std::ranges::copy(bytes.subspan(reading.taken, count), space.begin());
        reading.taken += count;
        if (const auto filled = reader.filled(count); !filled) {
            reading.error = QString::fromStdString(filled.error());
            return reading;
        }
    }
    reading.isWhole = reader.isWhole();
    if (reading.isWhole && reader.source())
        reading.source = reader.source()->toString();
    return reading;
}

} // namespace

// The bytes as the standard's tables have them, not as our reader takes them.
void TestProxyHeader::isEncoded_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("behind");

    QTest::newRow("IPv4") << "10.1.2.3" << "192.0.2.1" << QByteArray()
                          << QByteArray("2111000c0a010203c000020104d21538");
    QTest::newRow("IPv6") << "2001:db8::7" << "::1" << QByteArray()
                          << QByteArray("2121002420010db800000000000000000000000700000000000000000"
                                        "00000000000000104d21538");
    QTest::newRow("one of each") << "10.1.2.3" << "::1" << QByteArray()
                                 << QByteArray("2121002400000000000000000000ffff0a01020300000000000"
                                               "00000000000000000000104d21538");
    QTest::newRow("no address, to IPv6") // which QHostAddress would not map
        << "0.0.0.0" << "::1" << QByteArray()
        << QByteArray("2121002400000000000000000000ffff0000000000000000000000000000000000000001"
                      "04d21538");
    QTest::newRow("with a name") << "10.1.2.3" << "192.0.2.1" << QByteArray("pump")
                                 << QByteArray("211100130a010203c000020104d21538e0000470756d70");
}

void TestProxyHeader::isEncoded()
{
    QFETCH(QString, source);
    QFETCH(QString, destination);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, behind);
    const std::array fields{ProxyField{
        agentNameField, std::as_bytes(std::span(name.constData(), std::size_t(name.size())))}};
    const auto header = encodeProxyHeader(endpoint(source, 1234), endpoint(destination, 5432),
        std::span(fields).first(name.isEmpty() ? 0 : 1));
    QCOMPARE(header, fromHex(signature + behind));
}

void TestProxyHeader::isReadAgain_data()
{
    QTest::addColumn<QString>("source");

    QTest::newRow("IPv4") << "10.1.2.3";
    QTest::newRow("IPv6") << "2001:db8::7";
}

void TestProxyHeader::isReadAgain()
{
    QFETCH(QString, source);
    const auto from = endpoint(source, 1234);
    const std::array name{std::byte{'x'}};
    const std::array fields{ProxyField{agentNameField, name}};
    const auto header = encodeProxyHeader(from, endpoint(u"10.0.0.1"_s, 1), fields);
    for (std::size_t atOnce = 1; atOnce <= header.size(); ++atOnce) {
        const auto reading = read(header, atOnce);
        QVERIFY(reading.isWhole);
        QCOMPARE(reading.source, from.toString());
        QCOMPARE(reading.taken, header.size());
    }
}

void TestProxyHeader::namesAClient_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QString>("source"); // empty: the socket's own

    QTest::newRow("TCP over IPv4")
        << QByteArray("2111000c0a010203c000020104d21538") << "10.1.2.3:1234";
    QTest::newRow("IPv4 in IPv6") << QByteArray("2121002400000000000000000000ffff0a010203"
                                                "0000000000000000000000000000000104d21538")
                                  << "10.1.2.3:1234";
    QTest::newRow("fields behind the addresses")
        << QByteArray("2111000f0a010203c000020104d21538040000") << "10.1.2.3:1234";
    QTest::newRow("broken fields behind them")
        << QByteArray("2111000e0a010203c000020104d21538ffff") << "10.1.2.3:1234";
    QTest::newRow("LOCAL") << QByteArray("20000000") << "";
    QTest::newRow("LOCAL with addresses") << QByteArray("2011000c0a010203c000020104d21538") << "";
    QTest::newRow("LOCAL of no family") << QByteArray("20ff0000") << "";
    QTest::newRow("unspecified") << QByteArray("21000000") << "";
    QTest::newRow("unspecified with fields") << QByteArray("21000003040000") << "";
    QTest::newRow("UDP over IPv4") << QByteArray("2112000c0a010203c000020104d21538") << "";
    QTest::newRow("a Unix socket") << "213100d8" + QByteArray(432, '0') << "";
}

void TestProxyHeader::namesAClient()
{
    QFETCH(QByteArray, behind);
    const auto reading = read(fromHex(signature + behind), 7);
    QCOMPARE(reading.error, QString());
    QVERIFY(reading.isWhole);
    QTEST(reading.source, "source");
}

void TestProxyHeader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");

    QTest::newRow("version 1 of it")
        << QByteArray("PROXY TCP4 10.1.2.3 192.0.2.1 1234 5432\r\n").toHex()
        << "no PROXY header, version 2: first byte 0x50, 'PROXY TC'";
    QTest::newRow("an agent") << QByteArray("c50100000000000000000000000000000000")
                              << "no PROXY header, version 2: ";
    QTest::newRow("version 1") << signature + "11110000" << "a PROXY header of version 1, not 2";
    QTest::newRow("version 3") << signature + "31110000" << "a PROXY header of version 3, not 2";
    QTest::newRow("command") << signature + "22110000"
                             << "a PROXY header with the unknown command 2";
    QTest::newRow("family") << signature + "2141000c" << "a PROXY header of an unknown family";
    QTest::newRow("transport") << signature + "2113000c" << "a PROXY header of an unknown family";
    QTest::newRow("short IPv4") << signature + "2111000b"
                                << "a PROXY header of 27 bytes, too short for its addresses";
    QTest::newRow("short IPv6") << signature + "21210023"
                                << "a PROXY header of 51 bytes, too short for its addresses";
    QTest::newRow("short Unix") << signature + "213100d7"
                                << "a PROXY header of 231 bytes, too short for its addresses";
    QTest::newRow("too long") << signature + "21110ff1"
                              << "a PROXY header of 4097 bytes, more than 4096";
    QTest::newRow("longest length")
        << signature + "2000ffff" << "a PROXY header of 65551 bytes, more than 4096";
}

void TestProxyHeader::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, error);
    const auto reading = read(fromHex(bytes), longestProxyHeader);
    QVERIFY2(reading.error.startsWith(error), qPrintable(reading.error));
    QVERIFY(!read(fromHex(bytes), 1).error.isEmpty());
}

void TestProxyHeader::refusesWithTheFirstWrongByte()
{
    auto header = encodeProxyHeader(endpoint(u"10.1.2.3"_s, 1), endpoint(u"10.1.2.4"_s, 2));
    for (std::size_t at = 0; at < 12; ++at) {
        auto damaged = header;
        damaged[at] ^= std::byte{1};
        const auto reading = read(damaged, 1);
        QVERIFY(!reading.error.isEmpty());
        QCOMPARE(reading.taken, at + 1);
    }
}

void TestProxyHeader::neverAsksForAByteBehindIt()
{
    auto bytes = encodeProxyHeader(endpoint(u"10.1.2.3"_s, 1), endpoint(u"10.1.2.4"_s, 2));
    const auto length = bytes.size();
    bytes.resize(length + 100);
    for (std::size_t atOnce = 1; atOnce <= bytes.size(); ++atOnce)
        QCOMPARE(read(bytes, atOnce).taken, length);
    auto longest = fromHex(signature + "20000ff0");
    longest.resize(longestProxyHeader + 100);
    const auto reading = read(longest, longest.size());
    QVERIFY(reading.isWhole);
    QCOMPARE(reading.taken, longestProxyHeader);
}

QTEST_APPLESS_MAIN(TestProxyHeader)
#include "tst_proxyheader.moc"
