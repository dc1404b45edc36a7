// SPDX-License-Identifier: MIT
#include "core/trust/place.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void refuses_data();
    void refuses();
    void isWhatThePersonTyped();
};

void TestPlace::comesBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");

    const auto row = [](const char *text, const char *host, int port) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(host) << port;
    };
    row("lab.example:1337", "lab.example", 1337);
    row("lab:1", "lab", 1);
    row("127.0.0.1:65535", "127.0.0.1", 65535);
    row("[2001:db8::7]:1337", "2001:db8::7", 1337);
    row("[fe80::1%Wan0]:1337", "fe80::1%Wan0", 1337);
    row("zählwerk.example:1337", "zählwerk.example", 1337);
}

void TestPlace::comesBack()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto place = Place::parse(text);
    QVERIFY(place);
    QCOMPARE(*place, (Place{host, quint16(port)}));
    QCOMPARE(place->toString(), text);
}

void TestPlace::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"", ":", "lab", "lab:", ":1", "lab:0", "lab:01", "lab:65536", "lab:+1",
             "lab:1 ", "lab:1x", "Lab:1", "ZÄHLWERK:1", "::1:1337", "[::1]", "[::1]:", "[lab]:1",
             "[10.0.0.1]:1", "[2001:DB8::7]:1", "[::1:1", "::1]:1", "[]:1", "[::1%]:1", "a b:1",
             "a#b:1", "a\"b:1", "a/b:1", "a\x1b:1", "a\342\200\256b:1", "lab:1:1"})
        QTest::addRow("\"%s\"", text) << QString::fromUtf8(text);
}

void TestPlace::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!Place::parse(text));
}

void TestPlace::isWhatThePersonTyped()
{
    QCOMPARE(Place::of(u"Lab.Example"_s, 1337).toString(), u"lab.example:1337"_s);
    QCOMPARE(Place::of(u"2001:DB8::7"_s, 1).toString(), u"[2001:db8::7]:1"_s);
    QCOMPARE(Place::of(u"FE80::1%Wan0"_s, 1).toString(), u"[fe80::1%Wan0]:1"_s);
}

QTEST_APPLESS_MAIN(TestPlace)
#include "tst_place.moc"
