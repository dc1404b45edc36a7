// SPDX-License-Identifier: MIT
#include "core/trust/agentverdict.h"

#include "core/trust/keyword.h"
#include "tests/support/keyforms.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestAgentVerdict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void staying_data();
    void staying();
    void theLogTellsWhichItWas();
    void onlyAnyoneAllowsClassic();
};

namespace {

X25519KeyPair::PublicKey key()
{
    return parseKeyWord(QString::fromUtf8(keyForms().agent.text)).value();
}

// In \a text, A and B stand for two keys, of which key() is A.
AuthorizedAgents agentsOf(QByteArray text)
{
    text.replace("A ", keyForms().agent.text + ' ').replace("B ", keyForms().server.text + ' ');
    return AuthorizedAgents::parse(text, u"FILE"_s).value();
}

QString nameOf(const AgentVerdict &verdict)
{
    if (const auto *admitted = std::get_if<AgentAdmitted>(&verdict))
        return admitted->name.isEmpty() ? u"admitted"_s : u"admitted as "_s + admitted->name;
    if (const auto *refused = std::get_if<AgentRefused>(&verdict))
        return u"refused: "_s + refused->why;
    return u"waits"_s;
}

const UtcTime now = *parseUtcTime(u"2026-11-28T12:00:00Z");
const IpAddress address = *IpAddress::parse(u"10.1.2.3");

} // namespace

void TestAgentVerdict::verdict_data()
{
    QTest::addColumn<QByteArray>("agents");
    QTest::addColumn<QString>("anyone");
    QTest::addColumn<QString>("ask");
    QTest::addColumn<QString>("authorized");

    const auto always = [](const char *title, const char *agents, const QString &verdict) {
        QTest::newRow(title) << QByteArray(agents) << verdict << verdict << verdict;
    };
    QTest::newRow("no entry") << QByteArray("B name=b") << u"admitted"_s << u"waits"_s
                              << u"refused: unknown"_s;
    always("an entry", "A name=a", u"admitted as a"_s);
    always("its address", "A name=a from=192.0.2.1,10.1.0.0/16", u"admitted as a"_s);
    always("another address", "A name=a from=10.2.0.0/16,2001:db8::/32",
        u"refused: 10.1.2.3 is not in its from="_s);
    always("not expired yet", "A name=a expires=2026-11-28T12:00:01Z", u"admitted as a"_s);
    always("expired at this moment", "A name=a expires=2026-11-28T12:00:00Z",
        u"refused: expired 2026-11-28T12:00:00Z"_s);
    always("expired long ago, elsewhere", "A name=a from=10.2.0.0/16 expires=2026-11-01",
        u"refused: expired 2026-11-01"_s);
}

void TestAgentVerdict::verdict()
{
    QFETCH(QByteArray, agents);
    const auto list = agentsOf(agents);
    QTEST(nameOf(judgeAgent(list, AgentPolicy::Anyone, key(), address, now)), "anyone");
    QTEST(nameOf(judgeAgent(list, AgentPolicy::Ask, key(), address, now)), "ask");
    QTEST(nameOf(judgeAgent(list, AgentPolicy::Authorized, key(), address, now)), "authorized");
}

void TestAgentVerdict::staying_data()
{
    QTest::addColumn<QString>("name"); // under which it was admitted
    QTest::addColumn<QByteArray>("agents"); // that are in force now
    QTest::addColumn<bool>("stays"); // where anyone may come
    QTest::addColumn<bool>("staysAuthorized");

    QTest::newRow("its entry is there") << u"a"_s << QByteArray("A name=a") << true << true;
    QTest::newRow("its entry has another name") << u"a"_s << QByteArray("A name=c") << true << true;
    QTest::newRow("its entry went") << u"a"_s << QByteArray("B name=a") << false << false;
    QTest::newRow("its entry expired")
        << u"a"_s << QByteArray("A name=a expires=2026-11-01") << false << false;
    QTest::newRow("it must come from elsewhere now")
        << u"a"_s << QByteArray("A name=a from=10.2.0.0/16") << false << false;
    QTest::newRow("it never had one") << QString() << QByteArray() << true << false;
    QTest::newRow("it got one that has expired")
        << QString() << QByteArray("A name=a expires=2026-11-01") << false << false;
}

void TestAgentVerdict::staying()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, agents);
    const auto list = agentsOf(agents);
    QTEST(stillAdmitted({name}, list, AgentPolicy::Anyone, key(), address, now), "stays");
    QTEST(stillAdmitted({name}, list, AgentPolicy::Authorized, key(), address, now),
        "staysAuthorized");
}

void TestAgentVerdict::theLogTellsWhichItWas()
{
    const auto list = agentsOf("A name=a expires=2026-11-01");
    const auto verdict = judgeAgent(list, AgentPolicy::Authorized, key(), address, now);
    QCOMPARE(refusedAgentText(std::get<AgentRefused>(verdict), key()),
        u"agent key "_s + QString::fromUtf8(keyForms().agent.fingerprint)
            + u" is not authorised: expired 2026-11-01"_s);
}

void TestAgentVerdict::onlyAnyoneAllowsClassic()
{
    QVERIFY(allowsClassic(AgentPolicy::Anyone));
    QVERIFY(!allowsClassic(AgentPolicy::Ask));
    QVERIFY(!allowsClassic(AgentPolicy::Authorized));
}

QTEST_APPLESS_MAIN(TestAgentVerdict)
#include "tst_agentverdict.moc"
