// SPDX-License-Identifier: MIT
#include "core/net/hostport.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestHostPort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connects_data();
    void connects();
    void refusesToConnect_data();
    void refusesToConnect();
    void saysWhatElseItCouldBe_data();
    void saysWhatElseItCouldBe();
    void listens_data();
    void listens();
    void refusesToListen_data();
    void refusesToListen();
};

void TestHostPort::connects_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");

    QTest::newRow("IPv4") << "127.0.0.1:1337" << "127.0.0.1" << 1337;
    QTest::newRow("IPv4 without port") << "10.0.0.1" << "10.0.0.1" << 1337;
    QTest::newRow("IPv6") << "[::1]:80" << "::1" << 80;
    QTest::newRow("IPv6 without port") << "[2001:db8::1]" << "2001:db8::1" << 1337;
    QTest::newRow("link-local") << "[fe80::1%eth0]:7" << "fe80::1%eth0" << 7;
    QTest::newRow("link-local without brackets") << "fe80::1%eth0" << "fe80::1%eth0" << 1337;
    QTest::newRow("IPv6 without brackets") << "2001:db8::1" << "2001:db8::1" << 1337;
    QTest::newRow("name") << "example.org:65535" << "example.org" << 65535;
    QTest::newRow("name without port") << "localhost" << "localhost" << 1337;
    QTest::newRow("absolute name") << "example.org." << "example.org." << 1337;
    QTest::newRow("name with digits") << "host-1.lan2:1" << "host-1.lan2" << 1;
    QTest::newRow("international name")
        << u"b\u00fccher.example"_s << u"b\u00fccher.example"_s << 1337;
}

void TestHostPort::connects()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto value = parseHostPort(text);
    QVERIFY2(value, qPrintable(value ? QString() : value.error().text));
    QCOMPARE(value->host, host);
    QCOMPARE(int(value->port), port);
}

void TestHostPort::refusesToConnect_data()
{
    QTest::addColumn<QString>("text");

    for (const auto *text : {"", " ", ":1337", "host:", "host:0", "host:65536", "host:-1",
             "host:1337x", "host: 1337", "1337", "127.0.0", "300.1.1.1", "1.2.3.4.5", "127.0.0.01",
             "http://host:1337", "host name", "[::1", "[::1]1337", "[::1]:", "[127.0.0.1]:1",
             "[host]:1", "::1:x:y", "ho\nst", "a..b", ".a", "user@host", "[]:1", "::1:1337",
             "fe80::1%lo:9999", "[fe80::1]:1", "fe80::1", "[::1%lo]:1", "127.1", "0x7f000001"})
        QTest::addRow("\"%s\"", text) << text;
    QTest::newRow("too long") << QString(254, u'a');
}

void TestHostPort::refusesToConnect()
{
    QFETCH(QString, text);
    QVERIFY(!parseHostPort(text));
}

// What could be read in two ways is not read at all, and the error says both.
void TestHostPort::saysWhatElseItCouldBe_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");

    QTest::newRow("ambiguous") << u"::1:1337"_s
                               << u"\"::1:1337\" may be an address, or one with a port: "
                                  "[::1:1337] or [::1]:1337"_s;
    QTest::newRow("no interface") << u"[fe80::1]:1337"_s
                                  << u"\"[fe80::1]:1337\" a link-local address needs its "
                                     "interface, such as fe80::1%eth0"_s;
}

void TestHostPort::saysWhatElseItCouldBe()
{
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    QCOMPARE(parseHostPort(text).error().text, complaint);
    QCOMPARE(parseListenAddress(text).error().text, complaint);
}

void TestHostPort::listens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");

    QTest::newRow("every IPv4") << "0.0.0.0:1337" << "0.0.0.0" << 1337;
    QTest::newRow("every address") << "[::]:1337" << "::" << 1337;
    QTest::newRow("any port") << "127.0.0.1:0" << "127.0.0.1" << 0;
    QTest::newRow("default port") << "127.0.0.1" << "127.0.0.1" << 1337;
    QTest::newRow("link-local") << "[fe80::1%lo]:9999" << "fe80::1%lo" << 9999;
}

void TestHostPort::listens()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    QFETCH(int, port);
    const auto value = parseListenAddress(text);
    QVERIFY(value);
    QCOMPARE(value->address, QHostAddress(address));
    QCOMPARE(int(value->port), port);
}

void TestHostPort::refusesToListen_data()
{
    QTest::addColumn<QString>("text");

    for (const auto *text : {"", "localhost:1337", "1337", ":1337", "*:1337", "0.0.0.0:65536",
             "0.0.0.0:", "[0.0.0.0]:1", "127.1:1337", "fe80::1%lo:9999", "::1:1337"})
        QTest::addRow("\"%s\"", text) << text;
}

void TestHostPort::refusesToListen()
{
    QFETCH(QString, text);
    QVERIFY(!parseListenAddress(text));
}

QTEST_GUILESS_MAIN(TestHostPort)
#include "tst_hostport.moc"
