// SPDX-License-Identifier: MIT
#include "core/net/endpoint.h"

#include <QTest>

using sealcord::Endpoint;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAddressAndPort_data();
    void showsAddressAndPort();
    void mappedIPv4IsTheSameEndpoint();
    void keepsTheScopeOfALinkLocalAddress();
    void nothingIsAnEndpointToo();
    void knowsLoopback_data();
    void knowsLoopback();
    void siteIsTheIPv4AddressOrTheIPv6Subnet_data();
    void siteIsTheIPv4AddressOrTheIPv6Subnet();
    void ordersAndTellsPortsApart();
};

static QHostAddress address(const char *text)
{
    const QHostAddress address(QString::fromLatin1(text));
    if (address.isNull())
        qFatal("not an address: %s", text);
    return address;
}

void TestEndpoint::showsAddressAndPort_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isIPv4");

    const auto row = [](const char *name, const QHostAddress &address, const char *text, bool v4) {
        QTest::newRow(name) << address << QString::fromLatin1(text) << v4;
    };
    row("IPv4", address("192.0.2.7"), "192.0.2.7:1337", true);
    row("IPv4 in IPv6", address("::ffff:192.0.2.7"), "192.0.2.7:1337", true);
    row("any IPv4", QHostAddress(QHostAddress::AnyIPv4), "0.0.0.0:1337", true);
    row("broadcast", QHostAddress(QHostAddress::Broadcast), "255.255.255.255:1337", true);
    row("IPv6", address("2001:db8::7"), "[2001:db8::7]:1337", false);
    row("any IPv6", QHostAddress(QHostAddress::AnyIPv6), "[::]:1337", false);
    row("IPv6 that only looks mapped", address("::ffff:0:c000:207"), "[::ffff:0:c000:207]:1337",
        false);
    row("IPv6 loopback", address("::1"), "[::1]:1337", false);
}

void TestEndpoint::showsAddressAndPort()
{
    QFETCH(QHostAddress, address);
    QFETCH(bool, isIPv4);
    const Endpoint endpoint(address, 1337);
    QTEST(endpoint.toString(), "text");
    QCOMPARE(endpoint.isIPv4(), isIPv4);
    QCOMPARE(endpoint.port(), quint16{1337});
    // One form per address: what comes out makes the same endpoint again.
    QCOMPARE(endpoint.address().protocol(),
        isIPv4 ? QHostAddress::IPv4Protocol : QHostAddress::IPv6Protocol);
    QVERIFY(Endpoint(endpoint.address(), 1337) == endpoint);
}

void TestEndpoint::mappedIPv4IsTheSameEndpoint()
{
    QVERIFY(Endpoint(address("::ffff:127.0.0.1"), 7) == Endpoint(address("127.0.0.1"), 7));
}

void TestEndpoint::keepsTheScopeOfALinkLocalAddress()
{
    const Endpoint endpoint(address("fe80::1%lo"), 7);
    QCOMPARE(endpoint.toString(), QStringLiteral("[fe80::1%lo]:7"));
    QVERIFY(endpoint != Endpoint(address("fe80::1"), 7));
}

void TestEndpoint::nothingIsAnEndpointToo()
{
    const Endpoint none;
    QCOMPARE(none.port(), quint16{0});
    QVERIFY(!none.isIPv4());
    QVERIFY(!none.isLoopback());
    QVERIFY(none == Endpoint(QHostAddress(), 0));
}

void TestEndpoint::knowsLoopback_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("isLoopback");
    QTest::newRow("127.0.0.1") << address("127.0.0.1") << true;
    QTest::newRow("all of 127/8") << address("127.9.8.7") << true;
    QTest::newRow("::1") << address("::1") << true;
    QTest::newRow("mapped") << address("::ffff:127.0.0.1") << true;
    QTest::newRow("any IPv4") << QHostAddress(QHostAddress::AnyIPv4) << false;
    QTest::newRow("any IPv6") << QHostAddress(QHostAddress::AnyIPv6) << false;
    QTest::newRow("128.0.0.1") << address("128.0.0.1") << false;
    QTest::newRow("::2") << address("::2") << false;
}

void TestEndpoint::knowsLoopback()
{
    QFETCH(QHostAddress, address);
    QTEST(Endpoint(address, 1).isLoopback(), "isLoopback");
}

void TestEndpoint::siteIsTheIPv4AddressOrTheIPv6Subnet_data()
{
    QTest::addColumn<QHostAddress>("one");
    QTest::addColumn<QHostAddress>("other");
    QTest::addColumn<bool>("isSame");

    const auto row = [](const char *name, const char *one, const char *other, bool isSame) {
        QTest::newRow(name) << address(one) << address(other) << isSame;
    };
    row("IPv4 itself", "192.0.2.7", "192.0.2.7", true);
    row("IPv4 and its mapped form", "192.0.2.7", "::ffff:192.0.2.7", true);
    row("IPv4 and its neighbour", "192.0.2.7", "192.0.2.6", false);
    row("IPv6 in one /64", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true);
    row("IPv6 in neighbouring /64s", "2001:db8:0:1::1", "2001:db8:0:2::1", false);
    row("the last bit of the /64", "2001:db8::1", "2001:db8:0:1::1", false);
    row("IPv4 and the IPv6 beside the mapped ones", "0.0.0.0", "::1", false);
}

void TestEndpoint::siteIsTheIPv4AddressOrTheIPv6Subnet()
{
    QFETCH(QHostAddress, one);
    QFETCH(QHostAddress, other);
    QTEST(Endpoint(one, 1).site() == Endpoint(other, 2).site(), "isSame");
}

void TestEndpoint::ordersAndTellsPortsApart()
{
    const Endpoint first(address("192.0.2.7"), 1);
    const Endpoint second(address("192.0.2.7"), 2);
    const Endpoint third(address("192.0.2.8"), 1);
    QVERIFY(first != second);
    QVERIFY(first < second);
    QVERIFY(second < third);
}

QTEST_APPLESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
