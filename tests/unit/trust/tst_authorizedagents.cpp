// SPDX-License-Identifier: MIT
#include "core/trust/authorizedagents.h"

#include "core/trust/keyword.h"
#include "tests/support/keyforms.h"
#include "tests/unit/trust/trustfolder.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestAuthorizedAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheVectorsTake_data();
    void takesWhatTheVectorsTake();
    void entriesAreWhatTheLinesSay();
    void theErrorTellsFileAndLine_data();
    void theErrorTellsFileAndLine();
    void findsEachKey();
    void nextExpiryIsTheSoonestOfThose();
    void authorizing_data();
    void authorizing();
    void authorizingTwiceIsAnError();
    void changingKeepsWhatIsAround();
    void changedInBetweenIsNotOverwritten();
    void revokingLeavesTheOthers();
    void revokingWhatIsNotThereIsAnError();
};

namespace {

const QByteArray &keyA()
{
    return keyForms().agent.text;
}

const QByteArray &keyB()
{
    return keyForms().server.text;
}

X25519KeyPair::PublicKey keyOf(const QByteArray &text)
{
    return parseKeyWord(QString::fromUtf8(text)).value();
}

AuthorizedAgent agentOf(const QByteArray &key, const QString &name)
{
    AuthorizedAgent agent;
    agent.key = keyOf(key);
    agent.name = name;
    return agent;
}

} // namespace

void TestAuthorizedAgents::takesWhatTheVectorsTake_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("wrongLine"); // 0: none
    int row = 0;
    for (const auto &file : keyForms().files) {
        if (file.file == u"authorized_agents"_s)
            QTest::addRow("%d", ++row) << file.text << file.line;
    }
    QVERIFY(row > 0);
}

void TestAuthorizedAgents::takesWhatTheVectorsTake()
{
    QFETCH(QByteArray, text);
    QFETCH(int, wrongLine);
    const auto agents = AuthorizedAgents::parse(text, u"FILE"_s);
    const auto error = agents ? QString() : agents.error().text;
    QVERIFY2(agents.has_value() == (wrongLine == 0), qPrintable(error));
    if (!agents)
        QVERIFY2(error.startsWith(u"FILE:%1: "_s.arg(wrongLine)), qPrintable(error));
}

void TestAuthorizedAgents::entriesAreWhatTheLinesSay()
{
    const auto agents = AuthorizedAgents::parse("# agents\n" + keyA()
            + " publish=cam expires=2026-12-24T12:00:00Z from=10.1.0.0/16,2001:db8::7 "
              "forward=web,db@gate name=pump-3 # until\n",
        {});
    QVERIFY(agents);
    QCOMPARE(agents->entries().size(), std::size_t(1));
    const auto &agent = agents->entries().front();
    QCOMPARE(agent.key, keyOf(keyA()));
    QCOMPARE(agent.name, u"pump-3"_s);
    QCOMPARE(agent.line, 2);
    QVERIFY(agent.expires == parseUtcTime(u"2026-12-24T12:00:00Z"));
    QCOMPARE(agent.from.size(), std::size_t(2));
    QVERIFY(agent.mayComeFrom(*IpAddress::parse(u"10.1.255.1")));
    QVERIFY(agent.mayComeFrom(*IpAddress::parse(u"2001:db8::7")));
    QVERIFY(!agent.mayComeFrom(*IpAddress::parse(u"10.2.0.1")));
    QCOMPARE(agent.forward, QStringList({u"web"_s, u"db@gate"_s}));
    QCOMPARE(agent.publish, QStringList(u"cam"_s));
}

void TestAuthorizedAgents::theErrorTellsFileAndLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");

    QTest::newRow("without a name") << '\n' + keyA() << u"FILE:2: the entry has no name="_s;
    QTest::newRow("twice the same option")
        << keyA() + " name=a name=b" << u"FILE:1: \"name=b\" is a second name="_s;
    QTest::newRow("another option") << keyA() + " name=a color=red"
                                    << u"FILE:1: \"color=red\" is none of name=, from=, expires=, "
                                       "forward=, publish="_s;
    QTest::newRow("an address in a network")
        << keyA() + " name=a from=10.0.0.0/8,10.1.0.1/16"
        << u"FILE:1: \"10.1.0.1/16\" is neither an address nor a network without a bit set behind "
           "its prefix: 10.1.2.3, 10.1.0.0/16, 2001:db8::/32"_s;
    QTest::newRow("no time")
        << keyA() + " name=a expires=tomorrow"
        << u"FILE:1: \"tomorrow\" is no time in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"_s;
    QTest::newRow("no target")
        << keyA() + " name=a forward=web,@b"
        << u"FILE:1: \"@b\" is neither a service nor a service @ an agent: web, web@pump-3; a "
           "service's name has 1 to 64 characters of A-Z a-z 0-9 . _ -"_s;
    QTest::newRow("no service to publish")
        << keyA() + " name=a publish=web@b"
        << u"FILE:1: \"web@b\" is no name of a service: 1 to 64 characters of A-Z a-z 0-9 . _ -"_s;
    QTest::newRow("no target at all")
        << keyA() + " name=a forward="
        << u"FILE:1: \"\" is neither a service nor a service @ an agent: web, web@pump-3; a "
           "service's name has 1 to 64 characters of A-Z a-z 0-9 . _ -"_s;
    QTest::newRow("a key again") << keyA() + " name=a\n# x\n" + keyA() + " name=b"
                                 << u"FILE:3: the key stands in line 1 already"_s;
    QTest::newRow("a name again") << keyA() + " name=a\n" + keyB() + " name=a"
                                  << u"FILE:2: the name a stands in line 1 already"_s;
}

void TestAuthorizedAgents::theErrorTellsFileAndLine()
{
    QFETCH(QByteArray, text);
    const auto agents = AuthorizedAgents::parse(text, u"FILE"_s);
    QVERIFY(!agents);
    QTEST(agents.error().text, "error");
}

void TestAuthorizedAgents::findsEachKey()
{
    SystemRandom random;
    std::vector<X25519KeyPair::PublicKey> keys(200);
    QByteArray text;
    int number = 0;
    for (auto &key : keys) {
        QVERIFY(random.fill(key));
        key.back() &= std::byte{0x7f};
        text += keyWord(key).toUtf8() + " name=agent-" + QByteArray::number(++number) + '\n';
    }
    const auto agents = AuthorizedAgents::parse(text, {});
    QVERIFY(agents);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto *agent = agents->find(keys[i]);
        QVERIFY(agent);
        QCOMPARE(agent->line, int(i) + 1);
        QCOMPARE(agents->findNamed(agent->name), agent);
    }
    QVERIFY(!agents->find(keyOf(keyA())));
    QVERIFY(!agents->findNamed(u"agent"));
}

void TestAuthorizedAgents::nextExpiryIsTheSoonestOfThose()
{
    const auto agents = AuthorizedAgents::parse(
        keyA() + " name=a expires=2026-12-24\n" + keyB() + " name=b expires=2026-12-01\n", {});
    QVERIFY(agents);
    const auto at = [](QStringView text) { return *parseUtcTime(text); };
    QVERIFY(agents->nextExpiry(at(u"2026-11-28")) == at(u"2026-12-01"));
    QVERIFY(agents->nextExpiry(at(u"2026-12-01")) == at(u"2026-12-24"));
    QVERIFY(!agents->nextExpiry(at(u"2026-12-24")));
}

void TestAuthorizedAgents::authorizing_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    const QByteArray line = keyA()
        + " name=pump-3 from=10.1.0.0/16,2001:db8::7 expires=2026-12-24 "
          "forward=web,db@gate publish=cam\n";
    QTest::newRow("empty") << QByteArray() << line;
    QTest::newRow("behind others") << "# agents\n\n" + keyB() + "\tname=b  # kept"
                                   << "# agents\n\n" + keyB() + "\tname=b  # kept\n" + line;
}

void TestAuthorizedAgents::authorizing()
{
    QFETCH(QByteArray, before);
    const TrustFolder folder;
    const auto path = folder.write(u"agents"_s, before);
    auto agent = agentOf(keyA(), u"pump-3"_s);
    agent.from = {*AddressRange::parse(u"10.1.0.0/16"), *AddressRange::parse(u"2001:db8::7")};
    agent.expires = parseUtcTime(u"2026-12-24T00:00:00Z");
    agent.forward = {u"web"_s, u"db@gate"_s};
    agent.publish = {u"cam"_s};
    const auto done = authorizeAgent(path, agent);
    QVERIFY2(done, done ? "" : qPrintable(done.error().text));
    QTEST(folder.read(u"agents"_s), "after");
    QVERIFY(AuthorizedAgents::read(path));
}

void TestAuthorizedAgents::authorizingTwiceIsAnError()
{
    const TrustFolder folder;
    const QByteArray before = "\n" + keyA() + " name=a\n";
    const auto path = folder.write(u"agents"_s, before);
    const auto sameKey = authorizeAgent(path, agentOf(keyA(), u"b"_s));
    QVERIFY(!sameKey);
    QCOMPARE(sameKey.error().text, path + u":2: the key stands here already, named a"_s);
    const auto sameName = authorizeAgent(path, agentOf(keyB(), u"a"_s));
    QVERIFY(!sameName);
    QCOMPARE(sameName.error().text, path + u":2: the name stands here already, named a"_s);
    const auto noName = authorizeAgent(path, agentOf(keyB(), u"a b"_s));
    QVERIFY(!noName);
    QCOMPARE(folder.read(u"agents"_s), before);
}

void TestAuthorizedAgents::changingKeepsWhatIsAround()
{
    const TrustFolder folder;
    const auto path = folder.write(u"agents"_s,
        "# a\n  " + keyA() + "  from=10.0.0.1 name=a publish=cam # x\n" + keyB() + " name=b\n");
    const auto agents = AuthorizedAgents::read(path);
    QVERIFY(agents);
    const auto was = agents->entries().front();
    auto now = was;
    QVERIFY(!setOption(now, AgentOption::Name, u"c"));
    QVERIFY(!setOption(now, AgentOption::Expires, u"2026-12-24"));
    QVERIFY(!setOption(now, AgentOption::Forward, u"web"));
    QVERIFY(changeAgent(path, was, now));
    QCOMPARE(folder.read(u"agents"_s),
        "# a\n  " + keyA()
            + " name=c from=10.0.0.1 expires=2026-12-24 forward=web publish=cam # x\n" + keyB()
            + " name=b\n");
    // A name that another has is refused, and the file stays as it is.
    auto namesake = now;
    namesake.name = u"b"_s;
    const auto before = folder.read(u"agents"_s);
    const auto refused = changeAgent(path, now, namesake);
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(u"the name b stands in line"_s),
        qPrintable(refused.error().text));
    QCOMPARE(folder.read(u"agents"_s), before);
}

void TestAuthorizedAgents::changedInBetweenIsNotOverwritten()
{
    const TrustFolder folder;
    const auto path = folder.write(u"agents"_s, keyA() + " name=a\n");
    const auto was = AuthorizedAgents::read(path)->entries().front();
    auto now = was;
    now.name = u"c"_s;
    for (const auto &between : {keyA() + " name=other\n", QByteArray("# gone\n")}) {
        folder.write(u"agents"_s, between);
        const auto done = changeAgent(path, was, now);
        QVERIFY(!done);
        QCOMPARE(
            done.error().text, path + u": somebody else has changed the entry of a in between"_s);
        QCOMPARE(folder.read(u"agents"_s), between);
    }
    // Another line of it is no change of it.
    folder.write(u"agents"_s, "\n# moved\n" + keyA() + " name=a\n");
    QVERIFY(changeAgent(path, was, now));
}

void TestAuthorizedAgents::revokingLeavesTheOthers()
{
    const TrustFolder folder;
    const auto path =
        folder.write(u"agents"_s, "# a\n" + keyA() + " name=a # x\n\n" + keyB() + " name=b\n# c");
    QVERIFY(revokeAgent(path, keyOf(keyA())));
    QCOMPARE(folder.read(u"agents"_s), "# a\n\n" + keyB() + " name=b\n# c\n");
}

void TestAuthorizedAgents::revokingWhatIsNotThereIsAnError()
{
    const TrustFolder folder;
    const auto path = folder.path(u"agents"_s);
    const auto done = revokeAgent(path, keyOf(keyA()));
    QVERIFY(!done);
    QCOMPARE(
        done.error().text, path + u": has no entry with the key "_s + QString::fromUtf8(keyA()));
    QCOMPARE(folder.mode(u"agents"_s), mode_t(0)); // none was made
}

QTEST_APPLESS_MAIN(TestAuthorizedAgents)
#include "tst_authorizedagents.moc"
