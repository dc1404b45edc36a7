// SPDX-License-Identifier: MIT
#include "core/trust/whichagent.h"

#include "core/trust/keyword.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestWhichAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAnEntry_data();
    void findsAnEntry();
    void findsNoEntry_data();
    void findsNoEntry();
    void makesAnEntry_data();
    void makesAnEntry();
    void makesNoEntry_data();
    void makesNoEntry();
    void whoIsAuthorisedDoesNotMakeANameAmbiguous();
};

namespace {

using Key = X25519KeyPair::PublicKey;

Key key(int number)
{
    return {static_cast<std::byte>(number)};
}

// "pump-3" and "visitor" are authorised.
AuthorizedAgents someAgents()
{
    const auto text =
        keyWord(key(1)) + u" name=pump-3\n"_s + keyWord(key(2)) + u" name=visitor\n"_s;
    return AuthorizedAgents::parse(text.toUtf8(), u"path"_s).value();
}

// Two call themselves "pump", one says no name, one a name with a control character.
PendingAgents somePending()
{
    PendingAgents pending;
    int number = 10;
    for (const auto &name : {u"pump"_s, u"pump"_s, u""_s, u"two\x1b words"_s, u"valve"_s}) {
        pending.add(key(number), name, IpAddress::parse(u"10.0.0.%1"_s.arg(number)).value(), {});
        ++number;
    }
    return pending;
}

} // namespace

void TestWhichAgent::findsAnEntry_data()
{
    QTest::addColumn<QString>("who");

    QTest::newRow("by key") << keyWord(key(2));
    QTest::newRow("by fingerprint") << fingerprintWord(key(2));
    QTest::newRow("by name") << u"visitor"_s;
}

void TestWhichAgent::findsAnEntry()
{
    QFETCH(const QString, who);

    const auto agent = entryOf(someAgents(), who);
    QVERIFY2(agent, qPrintable(agent ? QString() : agent.error()));
    QCOMPARE(agent->name, u"visitor"_s);
    QCOMPARE(agent->key, key(2));
    QCOMPARE(agent->line, 2);
}

void TestWhichAgent::findsNoEntry_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("why");

    QTest::newRow("key of nobody")
        << keyWord(key(3)) << u'"' + keyWord(key(3)) + u"\" is not authorised"_s;
    QTest::newRow("fingerprint of nobody") << fingerprintWord(key(3)) << u"is not authorised"_s;
    QTest::newRow("name of nobody") << u"pump"_s << u"\"pump\" is not authorised"_s;
    QTest::newRow("another case") << u"Pump-3"_s << u"is not authorised"_s;
    QTest::newRow("part of a fingerprint")
        << fingerprintWord(key(2)).chopped(1) << u"is no whole fingerprint"_s;
    QTest::newRow("key with a bit too much")
        << u"x25519:"_s + QString(43, u'/') << u"is no public key"_s;
}

void TestWhichAgent::findsNoEntry()
{
    QFETCH(const QString, who);
    QFETCH(const QString, why);

    const auto agent = entryOf(someAgents(), who);
    QVERIFY(!agent);
    QVERIFY2(agent.error().contains(why), qPrintable(agent.error()));
}

void TestWhichAgent::makesAnEntry_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("given");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");

    QTest::newRow("by its name") << u"valve"_s << QString() << 14 << u"valve"_s;
    QTest::newRow("by key") << keyWord(key(14)) << QString() << 14 << u"valve"_s;
    QTest::newRow("by fingerprint") << fingerprintWord(key(10)) << QString() << 10 << u"pump"_s;
    QTest::newRow("under another name") << u"valve"_s << u"valve-7"_s << 14 << u"valve-7"_s;
    QTest::newRow("without a name") << fingerprintWord(key(12)) << u"new"_s << 12 << u"new"_s;
    QTest::newRow("with no name for us") << fingerprintWord(key(13)) << u"new"_s << 13 << u"new"_s;
    QTest::newRow("key that does not wait") << keyWord(key(99)) << u"new"_s << 99 << u"new"_s;
}

void TestWhichAgent::makesAnEntry()
{
    QFETCH(const QString, who);
    QFETCH(const QString, given);
    QFETCH(const int, number);
    QFETCH(const QString, name);

    const auto agent = entryFor(somePending(), someAgents(), who, given);
    QVERIFY2(agent, qPrintable(agent ? QString() : agent.error()));
    QCOMPARE(agent->key, key(number));
    QCOMPARE(agent->name, name);
    QVERIFY(agent->from.empty());
    QVERIFY(!agent->expires);
}

void TestWhichAgent::makesNoEntry_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("why");

    QTest::newRow("two of one name")
        << u"pump"_s
        << u"2 agents wait that call themselves \"pump\". Give the fingerprint of the one you "
           "mean: "_s
            + fingerprintWord(key(10)) + u", "_s + fingerprintWord(key(11));
    QTest::newRow("nobody") << u"tap"_s << u"nobody waits who is \"tap\""_s;
    QTest::newRow("fingerprint of nobody")
        << fingerprintWord(key(99)) << u"nobody waits who is \"SHA256:"_s;
    QTest::newRow("key of nobody, without a name")
        << keyWord(key(99)) << u"has no name yet: give it one with --name"_s;
    QTest::newRow("waits without a name")
        << fingerprintWord(key(12)) << u"has no name yet: give it one with --name"_s;
    QTest::newRow("name that cannot be")
        << fingerprintWord(key(13)) << u"calls itself \"two\\x1b words\", which cannot be"_s;
    QTest::newRow("part of a fingerprint")
        << fingerprintWord(key(14)).first(20) << u"is no whole fingerprint"_s;
    QTest::newRow("authorised, by name")
        << u"pump-3"_s << u"\"pump-3\" is authorised already, in line 1, named pump-3"_s;
    QTest::newRow("authorised, by fingerprint")
        << fingerprintWord(key(2)) << u"is authorised already, in line 2, named visitor"_s;
    QTest::newRow("bad key") << u"x25519:"_s << u"is no public key"_s;
}

void TestWhichAgent::makesNoEntry()
{
    QFETCH(const QString, who);
    QFETCH(const QString, why);

    const auto agent = entryFor(somePending(), someAgents(), who, {});
    QVERIFY(!agent);
    QVERIFY2(agent.error().contains(why), qPrintable(agent.error()));
    QVERIFY(!agent.error().contains(u'\n'));
}

// It is in the list until the server writes that anew.
void TestWhichAgent::whoIsAuthorisedDoesNotMakeANameAmbiguous()
{
    const auto text = keyWord(key(10)) + u" name=old-pump\n"_s;
    const auto agents = AuthorizedAgents::parse(text.toUtf8(), u"path"_s).value();
    const auto agent = entryFor(somePending(), agents, u"pump"_s, {});
    QVERIFY2(agent, qPrintable(agent ? QString() : agent.error()));
    QCOMPARE(agent->key, key(11));
}

QTEST_GUILESS_MAIN(TestWhichAgent)
#include "tst_whichagent.moc"
