// SPDX-License-Identifier: MIT
#include "core/app/trust/agentlist.h"

#include "core/trust/keyword.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestAgentList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesStandInColumns();
    void entryInJsonHasAllOfIt();
    void claimsAreQuotedAndEscaped();
    void claimInJsonIsAsItCame();
    void nobodyIsNoLine();
    void whatWasToldIsReadAgain();
    void whatIsNoAgentIsNotRead();
};

namespace {

using Key = X25519KeyPair::PublicKey;

const Key firstKey{std::byte{1}};
const Key secondKey{std::byte{2}};

std::vector<AuthorizedAgent> twoAgents()
{
    const auto text = keyWord(firstKey)
        + u" name=pump-3 from=10.1.0.0/16,2001:db8::/32 expires=2026-12-24 "
          "forward=web,db@gate publish=cam\n"_s
        + keyWord(secondKey) + u" name=visitor\n"_s;
    return AuthorizedAgents::parse(text.toUtf8(), u"path"_s).value().entries();
}

PendingAgents pendingNamed(const QString &name)
{
    PendingAgents pending;
    pending.add(firstKey, name, IpAddress::parse(u"10.1.2.3").value(),
        parseUtcTime(u"2026-11-28T12:00:00Z").value());
    return pending;
}

QJsonArray listed(const std::vector<AuthorizedAgent> &agents, UtcTime now)
{
    QJsonArray list;
    for (const auto &agent : agents)
        list += agentJson(agent, now);
    return list;
}

QJsonArray listed(const PendingAgents &pending)
{
    QJsonArray list;
    for (const auto &agent : pending.agents())
        list += agentJson(agent);
    return list;
}

} // namespace

void TestAgentList::entriesStandInColumns()
{
    const auto before = parseUtcTime(u"2026-12-23").value();
    QCOMPARE(agentWords(listed(twoAgents(), before)),
        u"pump-3   "_s + fingerprintWord(firstKey)
            + u"  from 10.1.0.0/16,2001:db8::/32  expires 2026-12-24  forward web,db@gate  publish "
              u"cam\n"
              "visitor  "_s
            + fingerprintWord(secondKey) + u'\n');
    const auto behind = parseUtcTime(u"2026-12-24").value();
    QVERIFY(agentWords(listed(twoAgents(), behind)).contains(u"  expired 2026-12-24  forward "_s));
}

void TestAgentList::entryInJsonHasAllOfIt()
{
    const auto now = parseUtcTime(u"2026-12-25").value();
    const auto list = listed(twoAgents(), now);
    QCOMPARE(list.size(), 2);
    const auto first = list[0].toObject();
    QCOMPARE(first["name"_L1].toString(), u"pump-3"_s);
    QCOMPARE(first["key"_L1].toString(), keyWord(firstKey));
    QCOMPARE(first["fingerprint"_L1].toString(), fingerprintWord(firstKey));
    QCOMPARE(first["from"_L1].toArray().size(), 2);
    QCOMPARE(first["expires"_L1].toString(), u"2026-12-24"_s);
    QVERIFY(first["expired"_L1].toBool());
    QCOMPARE(first["forward"_L1].toArray(), QJsonArray({u"web"_s, u"db@gate"_s}));
    QCOMPARE(first["publish"_L1].toArray(), QJsonArray({u"cam"_s}));
    const auto second = list[1].toObject();
    QVERIFY(second["forward"_L1].isArray() && second["forward"_L1].toArray().isEmpty());
    QVERIFY(second["publish"_L1].isArray() && second["publish"_L1].toArray().isEmpty());
    QCOMPARE(second["from"_L1].toArray().size(), 0);
    QVERIFY(second["expires"_L1].isNull());
    QVERIFY(!second["expired"_L1].toBool(true));
}

void TestAgentList::claimsAreQuotedAndEscaped()
{
    const auto line = agentWords(listed(pendingNamed(u"a\"\x1b[2J\u202e"_s)));
    QCOMPARE(line,
        fingerprintWord(firstKey)
            + u"  10.1.2.3  calls itself \"a\\\"\\x1b[2J\\u{202e}\", came first "
              "2026-11-28T12:00:00Z and last 2026-11-28T12:00:00Z\n"_s);
    QVERIFY(agentWords(listed(pendingNamed({}))).contains(u"  without a name,"_s));
}

void TestAgentList::claimInJsonIsAsItCame()
{
    const auto name = u"\u00e4\x1b\u009b\"\u202e\U0001f600\x7f"_s;
    const auto object = listed(pendingNamed(name))[0].toObject();
    QCOMPARE(object["name"_L1].toString(), name);
    QCOMPARE(object["address"_L1].toString(), u"10.1.2.3"_s);
    QCOMPARE(object["first"_L1].toString(), u"2026-11-28T12:00:00Z"_s);
    QCOMPARE(object["key"_L1].toString(), keyWord(firstKey));
}

void TestAgentList::nobodyIsNoLine()
{
    QVERIFY(agentWords({}).isEmpty());
}

void TestAgentList::whatWasToldIsReadAgain()
{
    const auto now = parseUtcTime(u"2026-12-25").value(); // of which one has expired
    for (auto entry : twoAgents()) {
        entry.line = 0;
        auto told = agentJson(entry, now);
        const auto read = authorizedAgentOf(told);
        QVERIFY(read);
        QVERIFY(*read == entry);
        // A server that knows of no streams tells nothing of them.
        told.remove(u"forward"_s);
        told.remove(u"publish"_s);
        entry.forward.clear();
        entry.publish.clear();
        QVERIFY(authorizedAgentOf(told) == entry);
    }
    auto pending = pendingNamed(u"\u202e any \"text\""_s);
    pending.add(firstKey, u"again"_s, IpAddress::parse(u"10.1.2.4").value(), utcNow());
    const auto &waits = pending.agents().front();
    QCOMPARE(waits.tries, 2);
    const auto read = pendingAgentOf(agentJson(waits));
    QVERIFY(read);
    QVERIFY(*read == waits);
}

void TestAgentList::whatIsNoAgentIsNotRead()
{
    const auto whole = agentJson(twoAgents().front(), utcNow());
    using Wrong = std::pair<QString, QJsonValue>;
    for (const auto &[member, value] :
        {Wrong(u"key"_s, u"x25519:short"_s), Wrong(u"name"_s, u"two words"_s), Wrong(u"name"_s, {}),
            Wrong(u"expires"_s, u"soon"_s), Wrong(u"expires"_s, 7), Wrong(u"from"_s, QJsonArray{7}),
            Wrong(u"forward"_s, QJsonArray{u"web"_s, u"@gate"_s}),
            Wrong(u"publish"_s, QJsonArray{u"web@gate"_s})}) {
        auto damaged = whole;
        damaged[member] = value;
        QVERIFY(!authorizedAgentOf(damaged));
    }
    auto damaged = agentJson(pendingNamed(u"pump"_s).agents().front());
    damaged[u"address"_s] = u"nowhere"_s;
    QVERIFY(!pendingAgentOf(damaged));
    QVERIFY(!pendingAgentOf({}));
}

QTEST_GUILESS_MAIN(TestAgentList)
#include "tst_agentlist.moc"
