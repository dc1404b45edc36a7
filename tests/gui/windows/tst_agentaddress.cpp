// SPDX-License-Identifier: MIT
#include "server-gui/agentaddress.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestAgentAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agentIsOfferedWhatOthersReach_data();
    void agentIsOfferedWhatOthersReach();
    void sourceOfTheDefaultRouteIsOneOfTheMachines();
};

void TestAgentAddress::agentIsOfferedWhatOthersReach_data()
{
    QTest::addColumn<QString>("listening");
    QTest::addColumn<QStringList>("all");
    QTest::addColumn<QStringList>("ofDefaultRoutes");
    QTest::addColumn<QString>("best");
    QTest::addColumn<QStringList>("others");
    const QStringList loopback{u"127.0.0.1"_s, u"::1"_s};
    const QStringList home{u"127.0.0.1"_s, u"::1"_s, u"172.17.0.1"_s, u"192.168.1.20"_s,
        u"2a00:db8::20"_s, u"fe80::20%1"_s};
    const QStringList homeRoutes{u"192.168.1.20"_s, u"2a00:db8::20"_s};
    QTest::newRow("one address") << u"10.0.0.7"_s << home << homeRoutes << u"10.0.0.7:1337"_s
                                 << QStringList{};
    QTest::newRow("one IPv6 address")
        << u"2a00:db8::7"_s << home << homeRoutes << u"[2a00:db8::7]:1337"_s << QStringList{};
    QTest::newRow("this machine") << u"127.0.0.1"_s << home << homeRoutes << u"127.0.0.1:1337"_s
                                  << QStringList{};
    QTest::newRow("IPv4, several interfaces")
        << u"0.0.0.0"_s << home << homeRoutes << u"192.168.1.20:1337"_s
        << QStringList{u"172.17.0.1:1337"_s};
    QTest::newRow("both families") << u"::"_s << home << homeRoutes << u"192.168.1.20:1337"_s
                                   << QStringList{u"[2a00:db8::20]:1337"_s, u"172.17.0.1:1337"_s};
    QTest::newRow("IPv6 alone is routed")
        << u"::"_s << home << QStringList{u"2a00:db8::20"_s} << u"[2a00:db8::20]:1337"_s
        << QStringList{u"172.17.0.1:1337"_s, u"192.168.1.20:1337"_s};
    QTest::newRow("IPv6 alone is there")
        << u"::"_s << QStringList{u"::1"_s, u"fe80::20%1"_s, u"2a00:db8::20"_s}
        << QStringList{u"2a00:db8::20"_s} << u"[2a00:db8::20]:1337"_s << QStringList{};
    QTest::newRow("unique local") << u"::"_s << QStringList{u"::1"_s, u"fd00::2"_s} << QStringList{}
                                  << u"[fd00::2]:1337"_s << QStringList{};
    QTest::newRow("no default route")
        << u"0.0.0.0"_s << home << QStringList{} << u"172.17.0.1:1337"_s
        << QStringList{u"192.168.1.20:1337"_s};
    QTest::newRow("no network") << u"0.0.0.0"_s << loopback << QStringList{} << u"127.0.0.1:1337"_s
                                << QStringList{};
    QTest::newRow("link-local alone") << u"::"_s << QStringList{u"fe80::20%1"_s, u"169.254.3.4"_s}
                                      << QStringList{} << u"127.0.0.1:1337"_s << QStringList{};
}

void TestAgentAddress::agentIsOfferedWhatOthersReach()
{
    QFETCH(const QString, listening);
    QFETCH(const QStringList, all);
    QFETCH(const QStringList, ofDefaultRoutes);
    LocalAddresses local;
    for (const auto &address : all)
        local.all += QHostAddress(address);
    for (const auto &address : ofDefaultRoutes)
        local.ofDefaultRoutes += QHostAddress(address);
    const auto targets = agentTargets(QHostAddress(listening), 1337, local);
    QTEST(targets.best, "best");
    QTEST(targets.others, "others");
}

void TestAgentAddress::sourceOfTheDefaultRouteIsOneOfTheMachines()
{
    const auto local = localAddresses();
    QVERIFY(local.all.contains(QHostAddress(QHostAddress::LocalHost)));
    for (const auto &source : local.ofDefaultRoutes)
        QVERIFY2(local.all.contains(source), qPrintable(source.toString()));
}

QTEST_GUILESS_MAIN(TestAgentAddress)
#include "tst_agentaddress.moc"
