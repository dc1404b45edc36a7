// SPDX-License-Identifier: MIT
#include "core/net/addresstext.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTest>

#include <array>

#include <arpa/inet.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestAddressText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAddresses_data();
    void readsAddresses();
    void readsNothingElseForAnAddress_data();
    void readsNothingElseForAnAddress();
    void readsWhatIsWritten();
    void readsPorts_data();
    void readsPorts();
    void tellsNamesFromNumbers_data();
    void tellsNamesFromNumbers();
    void splitsHostAndPort_data();
    void splitsHostAndPort();
    void refusesWhatIsNoHostAndPort_data();
    void refusesWhatIsNoHostAndPort();
    void saysWhichInterfaceIsMissing_data();
    void saysWhichInterfaceIsMissing();
};

void TestAddressText::readsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");

    const auto row = [](const char *text, const char *written) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(written);
    };
    row("127.0.0.1", "127.0.0.1");
    row("0.0.0.0", "0.0.0.0");
    row("255.255.255.255", "255.255.255.255");
    row("::", "::");
    row("::1", "::1");
    row("2001:DB8:0:0:0:0:0:1", "2001:db8::1");
    row("2001:0db8::0001", "2001:db8::1");
    row("64:ff9b::192.0.2.7", "64:ff9b::c000:207");
    row("fe80::1", "fe80::1");
    row("fe80::1%lo", "fe80::1%lo");
    row("fe80::1%7", "fe80::1%7");
    row("fe80::1%br-0a1b.2", "fe80::1%br-0a1b.2");
}

void TestAddressText::readsAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto address = parseAddress(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), written);
    QVERIFY(parseAddress(written) == address);
}

void TestAddressText::readsNothingElseForAnAddress_data()
{
    QTest::addColumn<QString>("text");

    for (const auto *text : {"", " ", "1", "127.1", "127.0.1", "2130706433", "0x7f000001",
             "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "127.0.0.1.", "127.0.0.1 ", " 127.0.0.1",
             "127.0.0.1x", "127.0.0.256", "1.2.3.4.5", "127.0.0.1%lo", "[::1]", "::1 ", ":",
             ":::", "1:2", "::1::", "12345::", "::g", "1:2:3:4:5:6:7:8:9", "::ffff:127.0.0.01",
             "::1%lo", "fe80::1%", "fe80::1%lo:9999", "fe80::1%a/b", "fe80::1%a b", "fe80::1%a%b",
             "fe80::1%a]", "fe80::1%sixteen-letters-", "%lo", "localhost", "\xef\xbc\x91.0.0.1"})
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
    QTest::newRow("a zero within") << u"127.0.0.1"_s + QChar::Null + u'x';
}

void TestAddressText::readsNothingElseForAnAddress()
{
    QFETCH(QString, text);
    QVERIFY(!parseAddress(text));
}

// Whatever form the writer chooses.
void TestAddressText::readsWhatIsWritten()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 2000; ++i) {
        std::array<quint8, 16> bytes{};
        for (auto &byte : bytes) // with long runs of zeros
            byte = random.bounded(3) == 0 ? quint8(random.generate()) : quint8(0);
        const QHostAddress written(bytes.data());
        QVERIFY2(parseAddress(written.toString()) == written, qPrintable(written.toString()));
    }
}

void TestAddressText::readsPorts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("port"); // -1: none

    QTest::newRow("least") << u"0"_s << 0;
    QTest::newRow("usual") << u"1337"_s << 1337;
    QTest::newRow("most") << u"65535"_s << 65535;
    for (const auto *text :
        {"", "65536", "-1", "+1", " 1", "1 ", "1x", "0x1", "1e3", "99999999999"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text) << -1;
    QTest::newRow("digits of another script") << u"\u0967\u0969"_s << -1;
}

void TestAddressText::readsPorts()
{
    QFETCH(QString, text);
    const auto port = parsePort(text);
    QTEST(port ? int(*port) : -1, "port");
}

void TestAddressText::tellsNamesFromNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name"); // empty: none

    const auto row = [](const char *name, const QString &text, const QString &ascii) {
        QTest::newRow(name) << text << ascii;
    };
    row("name", u"localhost"_s, u"localhost"_s);
    row("capitals", u"Example.ORG"_s, u"Example.ORG"_s);
    row("absolute", u"example.org."_s, u"example.org."_s);
    row("digits", u"host-1.lan2"_s, u"host-1.lan2"_s);
    row("underscore", u"my_host"_s, u"my_host"_s);
    row("in ASCII", u"xn--bcher-kva.example"_s, u"xn--bcher-kva.example"_s);
    row("composed", u"b\u00fccher.example"_s, u"xn--bcher-kva.example"_s);
    row("decomposed", u"bu\u0308cher.example"_s, u"xn--bcher-kva.example"_s);
    row("Hindi", u"\u0939\u093f\u0928\u094d\u0926\u0940.example"_s, u"xn--j2bd4cyah0f.example"_s);
    row("Tamil", u"\u0ba4\u0bae\u0bbf\u0bb4\u0bcd.example"_s, u"xn--rlcus7b3d.example"_s);
    row("longest label", QString(63, u'a'), QString(63, u'a'));
    for (const auto &text : {u""_s, u"."_s, u".a"_s, u"a..b"_s, u"a b"_s, u"a/b"_s, u"a:b"_s,
             u"user@host"_s, u"ho\nst"_s, u"1"_s, u"127.1"_s, u"127.0.0.1"_s, u"a.1"_s, u"0x7f"_s,
             u"0X7f000001"_s, u"a.0x"_s, u"\u00e9 b.org"_s, u"\u00e9..b"_s,
             u"\uff11\uff12\uff17.\uff11"_s, QString(64, u'a')})
        row(qPrintable(u'"' + text + u'"'), text, {});
    row("longest", QString(126, u'a').replace(u"aa"_s, u"a."_s).repeated(2) + u'a',
        QString(126, u'a').replace(u"aa"_s, u"a."_s).repeated(2) + u'a');
    row("too long", u"a."_s.repeated(127) + u'a', {});
}

void TestAddressText::tellsNamesFromNumbers()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QCOMPARE(asciiName(text).value_or(QString()), name);
    QCOMPARE(isHost(text), !name.isEmpty() || parseAddress(text).has_value());
}

void TestAddressText::splitsHostAndPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("port"); // null: none

    const auto row = [](const char *text, const char *host, const char *port) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(host)
                            << (port ? QString::fromLatin1(port) : QString());
    };
    row("example.org", "example.org", nullptr);
    row("example.org:7", "example.org", "7");
    row("127.0.0.1:7", "127.0.0.1", "7");
    row("::1", "::1", nullptr);
    row("2001:db8::a:b", "2001:db8::a:b", nullptr);
    row("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", nullptr);
    row("fe80::1%eth0", "fe80::1%eth0", nullptr);
    row("[::1]", "::1", nullptr);
    row("[::1]:7", "::1", "7");
    row("[::1:1337]", "::1:1337", nullptr);
    row("[fe80::1%eth0]:7", "fe80::1%eth0", "7");
}

void TestAddressText::splitsHostAndPort()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(QString, port);
    const auto parts = splitHostPort(text);
    QVERIFY(parts);
    QCOMPARE(parts->host.toString(), host);
    QCOMPARE(parts->port.has_value(), !port.isNull());
    if (!parts->port)
        return;
    QCOMPARE(parts->port->toString(), port);
    QCOMPARE(hostPortText(host, 7), text);
}

void TestAddressText::refusesWhatIsNoHostAndPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAmbiguous");

    for (const auto *text : {"[::1", "[::1]7", "[::1]:7:8", "[]:1", "[127.0.0.1]:1", "[host]:1",
             "[::1%lo]:1", "a:b:c", "::1:x:y", "fe80::1%lo:9999", ":::1:1"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text) << false;
    for (const auto *text : {"::1:1337", "2001:db8::1:80", "::1:0"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text) << true;
}

void TestAddressText::refusesWhatIsNoHostAndPort()
{
    QFETCH(QString, text);
    QFETCH(bool, isAmbiguous);
    const auto parts = splitHostPort(text);
    QVERIFY(!parts);
    QVERIFY(parts.error() == (isAmbiguous ? Unsplit::Ambiguous : Unsplit::Malformed));
}

void TestAddressText::saysWhichInterfaceIsMissing_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("fault");

    QTest::newRow("IPv4") << u"127.0.0.1"_s << QString();
    QTest::newRow("link-local IPv4") << u"169.254.1.1"_s << QString();
    QTest::newRow("IPv6") << u"2001:db8::1"_s << QString();
    QTest::newRow("there") << u"fe80::1%lo"_s << QString();
    QTest::newRow("there, by number")
        << u"fe80::1%"_s + QString::number(interfaceIndex(u"lo"_s)) << QString();
    QTest::newRow("not there") << u"fe80::1%none"_s << u"this machine has no interface none"_s;
    QTest::newRow("not there, by number")
        << u"fe80::1%4000000000"_s << u"this machine has no interface 4000000000"_s;
    QTest::newRow("none given") << u"fe80::1"_s
                                << u"a link-local address needs its interface, such as "
                                   "fe80::1%eth0"_s;
}

void TestAddressText::saysWhichInterfaceIsMissing()
{
    QFETCH(QString, address);
    QTEST(interfaceFault(*parseAddress(address)), "fault");
}

QTEST_APPLESS_MAIN(TestAddressText)
#include "tst_addresstext.moc"
