// SPDX-License-Identifier: MIT
#include "core/text/ipaddress.h"

#include <QTest>

using namespace sealcord;

class TestIpAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_data();
    void address();
    void neighbourhood_data();
    void neighbourhood();
    void range_data();
    void range();
    void refusesRanges_data();
    void refusesRanges();
};

void TestIpAddress::address_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown"); // empty: refused

    const auto row = [](const char *text, const char *shown) {
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text) << QString::fromUtf8(shown);
    };
    row("10.1.2.3", "10.1.2.3");
    row("::ffff:10.1.2.3", "10.1.2.3");
    row("::1", "::1");
    row("2001:DB8:0::7", "2001:db8::7");
    row("", "");
    row("1", "");
    row("10.1.2", "");
    row("010.1.2.3", "");
    row("10.1.2.3 ", "");
    row("fe80::1%lo", "");
    row("lab.example", "");
    row("١.1.1.1", "");
}

void TestIpAddress::address()
{
    QFETCH(QString, text);
    const auto address = IpAddress::parse(text);
    QTEST(address ? address->toString() : QString(), "shown");
}

void TestIpAddress::neighbourhood_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("isSame");

    const auto row = [](const char *one, const char *other, bool isSame) {
        QTest::addRow("%s, %s", one, other)
            << QString::fromUtf8(one) << QString::fromUtf8(other) << isSame;
    };
    row("10.1.2.3", "10.1.2.3", true);
    row("10.1.2.3", "::ffff:10.1.2.3", true);
    row("10.1.2.3", "10.1.2.4", false);
    row("2001:db8::1", "2001:db8:0:0:ffff:ffff:ffff:ffff", true);
    row("2001:db8::1", "2001:db8:0:1::1", false);
    row("::1", "::ffff:0.0.0.1", false);
}

void TestIpAddress::neighbourhood()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QTEST(IpAddress::parse(one)->neighbourhood() == IpAddress::parse(other)->neighbourhood(),
        "isSame");
}

void TestIpAddress::range_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isInside");

    const auto row = [](const char *range, const char *address, bool isInside) {
        QTest::addRow("%s, %s", range, address)
            << QString::fromUtf8(range) << QString::fromUtf8(address) << isInside;
    };
    row("10.1.0.0/16", "10.1.255.255", true);
    row("10.1.0.0/16", "::ffff:10.1.0.0", true);
    row("10.1.0.0/16", "10.2.0.0", false);
    row("10.1.0.0/16", "2001:db8::1", false);
    row("10.1.2.2/31", "10.1.2.3", true);
    row("10.1.2.2/31", "10.1.2.4", false);
    row("10.1.2.3/32", "10.1.2.3", true);
    row("10.1.2.3", "10.1.2.3", true);
    row("10.1.2.3", "10.1.2.2", false);
    row("0.0.0.0/0", "255.1.2.3", true);
    row("0.0.0.0/0", "2001:db8::1", false);
    row("2001:db8::/32", "2001:db8:ffff::1", true);
    row("2001:db8::/32", "2001:db9::1", false);
    row("2001:db8::/33", "2001:db8:8000::", false);
    row("2001:db8::7", "2001:db8::7", true);
    row("::/0", "2001:db8::1", true);
    row("::/0", "10.1.2.3", true);
}

void TestIpAddress::range()
{
    QFETCH(QString, range);
    QFETCH(QString, address);
    const auto parsed = AddressRange::parse(range);
    QVERIFY(parsed);
    QTEST(parsed->contains(*IpAddress::parse(address)), "isInside");
    QCOMPARE(AddressRange::parse(parsed->toString()), parsed);
}

void TestIpAddress::refusesRanges_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"", "/", "/8", "10.1.0.0/", "10.1.0.1/16", "10.1.0.0/33",
             "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/ 8", "10.0.0.0/-1", "10.0.0.0/4294967304",
             "10.0.0.0/8/8", "2001:db8::1/32", "::/129", "10.0.0.0/255.0.0.0", "lab/8"})
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
}

void TestIpAddress::refusesRanges()
{
    QFETCH(QString, text);
    QVERIFY(!AddressRange::parse(text));
}

QTEST_APPLESS_MAIN(TestIpAddress)
#include "tst_ipaddress.moc"
