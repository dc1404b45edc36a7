// SPDX-License-Identifier: MIT
#include "core/net/endpoint.h"

#include "core/net/addresstext.h"

#include <QHostAddress>
#include <QTest>

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>

using sealcord::Endpoint;
using namespace Qt::StringLiterals;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAddressAndPort_data();
    void showsAddressAndPort();
    void mappedIPv4IsTheSameEndpoint();
    void keepsTheScopeOfALinkLocalAddress();
    void takesWhatTheSystemGives_data();
    void takesWhatTheSystemGives();
    void isWithinWhatLeavesSomethingOpen_data();
    void isWithinWhatLeavesSomethingOpen();
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

void TestEndpoint::takesWhatTheSystemGives_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("interface");
    QTest::addColumn<QString>("text");
    QTest::newRow("IPv4") << "192.0.2.7"_ba << QString() << u"192.0.2.7:1337"_s;
    QTest::newRow("no IPv4") << "0.0.0.0"_ba << QString() << u"0.0.0.0:1337"_s;
    QTest::newRow("IPv6") << "2001:db8::7"_ba << QString() << u"[2001:db8::7]:1337"_s;
    QTest::newRow("IPv4 in IPv6") << "::ffff:192.0.2.7"_ba << QString() << u"192.0.2.7:1337"_s;
    QTest::newRow("link-local") << "fe80::1"_ba << u"lo"_s << u"[fe80::1%lo]:1337"_s;
}

void TestEndpoint::takesWhatTheSystemGives()
{
    QFETCH(QByteArray, address);
    QFETCH(QString, interface);
    QFETCH(QString, text);
    sockaddr_storage system{};
    auto *const v4 = reinterpret_cast<sockaddr_in *>(&system);
    auto *const v6 = reinterpret_cast<sockaddr_in6 *>(&system);
    system.ss_family = address.contains(':') ? AF_INET6 : AF_INET;
    if (system.ss_family == AF_INET)
        QCOMPARE(inet_pton(AF_INET, address.constData(), &v4->sin_addr), 1);
    else
        QCOMPARE(inet_pton(AF_INET6, address.constData(), &v6->sin6_addr), 1);
    if (!interface.isEmpty())
        v6->sin6_scope_id = if_nametoindex(interface.toUtf8().constData());
    v4->sin_port = htons(1337); // where sockaddr_in6 has it too
    const Endpoint endpoint(reinterpret_cast<const sockaddr *>(&system));
    QCOMPARE(endpoint.toString(), text);
    const auto parts = sealcord::splitHostPort(text);
    QVERIFY(parts && endpoint == Endpoint(*sealcord::parseAddress(parts->host), 1337));
}

void TestEndpoint::isWithinWhatLeavesSomethingOpen_data()
{
    QTest::addColumn<QString>("other");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("isWithin");
    QTest::newRow("itself") << u"fe80::1%lo"_s << 7 << true;
    QTest::newRow("any port") << u"fe80::1%lo"_s << 0 << true;
    QTest::newRow("any interface") << u"fe80::1"_s << 7 << true;
    QTest::newRow("any of both") << u"fe80::1"_s << 0 << true;
    QTest::newRow("another port") << u"fe80::1"_s << 8 << false;
    QTest::newRow("another interface") << u"fe80::1%4000000000"_s << 0 << false;
    QTest::newRow("another address") << u"fe80::2"_s << 0 << false;
}

void TestEndpoint::isWithinWhatLeavesSomethingOpen()
{
    QFETCH(QString, other);
    QFETCH(int, port);
    const Endpoint endpoint(address("fe80::1%lo"), 7);
    QTEST(endpoint.isWithin(Endpoint(address(other.toLatin1().constData()), quint16(port))),
        "isWithin");
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
