// SPDX-License-Identifier: MIT
#include "console/trust/agentlist.h"

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
    void claimInJsonIsAsciiAndComesBack();
    void nobodyIsNoLine();
};

namespace {

using Key = X25519KeyPair::PublicKey;

const Key firstKey{std::byte{1}};
const Key secondKey{std::byte{2}};

std::vector<AuthorizedAgent> twoAgents()
{
    const auto text = keyWord(firstKey)
        + u" name=pump-3 from=10.1.0.0/16,2001:db8::/32 expires=2026-12-24\n"_s + keyWord(secondKey)
        + u" name=visitor\n"_s;
    return AuthorizedAgents::parse(text.toUtf8(), u"path"_s).value().entries();
}

PendingAgents pendingNamed(const QString &name)
{
    PendingAgents pending;
    pending.add(firstKey, name, IpAddress::parse(u"10.1.2.3").value(),
        parseUtcTime(u"2026-11-28T12:00:00Z").value());
    return pending;
}

} // namespace

void TestAgentList::entriesStandInColumns()
{
    const auto before = parseUtcTime(u"2026-12-23").value();
    QCOMPARE(agentList(twoAgents(), ListFormat::Text, before),
        u"pump-3   "_s + fingerprintWord(firstKey)
            + u"  from 10.1.0.0/16,2001:db8::/32  expires 2026-12-24\nvisitor  "_s
            + fingerprintWord(secondKey) + u'\n');
    const auto behind = parseUtcTime(u"2026-12-24").value();
    QVERIFY(agentList(twoAgents(), ListFormat::Text, behind).contains(u"  expired 2026-12-24\n"_s));
}

void TestAgentList::entryInJsonHasAllOfIt()
{
    const auto now = parseUtcTime(u"2026-12-25").value();
    const auto lines = agentList(twoAgents(), ListFormat::Json, now).split(u'\n');
    QCOMPARE(lines.size(), 3);
    const auto first = QJsonDocument::fromJson(lines[0].toUtf8()).object();
    QCOMPARE(first["name"_L1].toString(), u"pump-3"_s);
    QCOMPARE(first["key"_L1].toString(), keyWord(firstKey));
    QCOMPARE(first["fingerprint"_L1].toString(), fingerprintWord(firstKey));
    QCOMPARE(first["from"_L1].toArray().size(), 2);
    QCOMPARE(first["expires"_L1].toString(), u"2026-12-24"_s);
    QVERIFY(first["expired"_L1].toBool());
    const auto second = QJsonDocument::fromJson(lines[1].toUtf8()).object();
    QCOMPARE(second["from"_L1].toArray().size(), 0);
    QVERIFY(second["expires"_L1].isNull());
    QVERIFY(!second["expired"_L1].toBool(true));
}

void TestAgentList::claimsAreQuotedAndEscaped()
{
    const auto line = agentList(pendingNamed(u"a\"\x1b[2J\u202e"_s).agents(), ListFormat::Text);
    QCOMPARE(line,
        fingerprintWord(firstKey)
            + u"  10.1.2.3  calls itself \"a\\\"\\x1b[2J\\u{202e}\", came first "
              "2026-11-28T12:00:00Z and last 2026-11-28T12:00:00Z\n"_s);
    QVERIFY(
        agentList(pendingNamed({}).agents(), ListFormat::Text).contains(u"  without a name,"_s));
}

void TestAgentList::claimInJsonIsAsciiAndComesBack()
{
    const auto name = u"\u00e4\x1b\u009b\"\u202e\U0001f600\x7f"_s;
    const auto line = agentList(pendingNamed(name).agents(), ListFormat::Json);
    for (const auto c : line.chopped(1))
        QVERIFY(c >= u' ' && c <= u'~');
    QVERIFY(line.endsWith(u'\n'));
    const auto object = QJsonDocument::fromJson(line.toUtf8()).object();
    QCOMPARE(object["name"_L1].toString(), name);
    QCOMPARE(object["address"_L1].toString(), u"10.1.2.3"_s);
    QCOMPARE(object["first"_L1].toString(), u"2026-11-28T12:00:00Z"_s);
    QCOMPARE(object["key"_L1].toString(), keyWord(firstKey));
}

void TestAgentList::nobodyIsNoLine()
{
    QVERIFY(agentList(std::vector<AuthorizedAgent>(), ListFormat::Text, {}).isEmpty());
    QVERIFY(agentList(PendingAgents().agents(), ListFormat::Json).isEmpty());
}

QTEST_GUILESS_MAIN(TestAgentList)
#include "tst_agentlist.moc"
