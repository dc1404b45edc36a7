// SPDX-License-Identifier: MIT
#include "tests/integration/programs/askedservertest.h"
#include "tests/support/patience.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// What a person does with the list of agents of a server while it runs.
class TestServedAgents : public QObject, private AskedServerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void agentsAreApprovedRefusedAndRevokedWhileItTalks();
    void agentIsGoneWhenItsEntryExpires();
    void agentsCommandAsksTheServerThatRuns();
    void entryIsWrittenAsItIsGiven();
    void changesAreCounted();
};

void TestServedAgents::init()
{
    begin();
}

void TestServedAgents::agentsAreApprovedRefusedAndRevokedWhileItTalks()
{
    QVERIFY(serve({u"--agents=ask"_s}));
    const auto start = [this](RunningProgram &agent) {
        QVERIFY(agent.start());
        QTRY_VERIFY(ctl({u"pending"_s}).output.contains(u"calls itself \"pump\""_s));
    };
    const QStringList words{u"agent"_s, m_server->address(), u"--trust=accept-new"_s,
        u"--name=pump"_s, u"--identity"_s, path(u"agent.key"_s), u"--known-servers"_s,
        path(u"servers"_s), u"--count=0"_s, u"--interval=50ms"_s, u"--no-reconnect"_s};
    {
        RunningProgram first(words);
        start(first);
        QCOMPARE(first.exitCode(), 5);
    }
    QVERIFY(ctl({u"refuse"_s, u"pump"_s}).output.startsWith(u"No longer waits: "_s));
    QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    QCOMPARE(ctl({u"refuse"_s, u"pump"_s}).code, 3);
    {
        RunningProgram told(words); // once, that it is not wanted
        QVERIFY(told.start());
        QCOMPARE(told.exitCode(), 5);
        QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    }
    {
        RunningProgram second(words);
        start(second);
        QCOMPARE(second.exitCode(), 5);
    }
    const auto approved = ctl({u"approve"_s, u"pump"_s, u"--name=pump-3"_s, u"--from=127.0.0.0/8"_s,
        u"--forward=web,ssh@gate"_s, u"--publish=cam"_s});
    QVERIFY2(
        approved.output.startsWith(u"Authorised pump-3  SHA256:"_s), qPrintable(approved.errors));
    QVERIFY(read(u"agents"_s)
            .endsWith(" name=pump-3 from=127.0.0.0/8 forward=web,ssh@gate publish=cam\n"));
    QVERIFY(ctl({u"pending"_s}).output.isEmpty());
    QCOMPARE(u"Authorised "_s + ctl({u"agents"_s}).output, approved.output);
    QCOMPARE(ctl({u"approve"_s, u"pump"_s}).code, 3);
    QCOMPARE(ctl({u"approve"_s, u"pump"_s, u"--publish=a@b"_s}).errors,
        u"sealcord ctl: \"a@b\" is no name of a service: 1 to 64 characters of A-Z a-z 0-9 . _ -\n"_s);

    RunningProgram third(words);
    QVERIFY(third.start());
    QVERIFY(third.waitFor(Stream::Output, u"Received from server"_s).hasMatch());
    QCOMPARE(ctl({u"revoke"_s, u"pump-3"_s, u"--json"_s}).code, 0);
    QCOMPARE(third.exitCode(), 5);
    QVERIFY(read(u"agents"_s).isEmpty());
    QCOMPARE(ctl({u"revoke"_s, u"pump-3"_s}).code, 3);
}

void TestServedAgents::agentIsGoneWhenItsEntryExpires()
{
    QVERIFY(serve({u"--agents=authorized"_s}));
    RunningProgram key({u"key"_s, u"new"_s, u"agent"_s, u"--identity"_s, path(u"agent.key"_s)});
    QVERIFY(key.start());
    QCOMPARE(key.exitCode(), 0);
    const auto who = key.output().split(u'\n')[1];
    QCOMPARE(ctl({u"approve"_s, who, u"--name=pump"_s, u"--expires=2020-01-01"_s}).code, 3);
    const auto soon = QDateTime::currentDateTimeUtc().addSecs(6);
    QCOMPARE(ctl({u"approve"_s, who, u"--name=pump"_s,
                     u"--expires="_s + soon.toString(u"yyyy-MM-ddTHH:mm:ssZ"_s)})
                 .code,
        0);
    RunningProgram agent({u"agent"_s, m_server->address(), u"--trust=accept-new"_s, u"--identity"_s,
        path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), u"--count=0"_s,
        u"--interval=50ms"_s, u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 5); // whether it got in before that or not
    QVERIFY(ctl({u"agents"_s}).output.contains(u"  expired "_s));
}

void TestServedAgents::agentsCommandAsksTheServerThatRuns()
{
    QVERIFY(serve());
    const auto run = [this](const QStringList &words) {
        RunningProgram program(QStringList{u"agents"_s} + words
            + QStringList{u"--control"_s, path(u"control.sock"_s)});
        if (!program.start())
            return Outcome{};
        const auto code = program.exitCode();
        return Outcome{code, program.output(), program.errors()};
    };
    const auto key = u"x25519:P99T93zo9UsOSG3jDyY+vh8zZBGOPfcuTq9Aqnq8yio"_s;
    const auto approved = run({u"approve"_s, key, u"--name=pump"_s, u"--from=10.1.0.0/16"_s,
        u"--forward=web"_s, u"--publish=cam,ssh"_s});
    QVERIFY2(
        approved.output.startsWith(u"Authorised pump  SHA256:"_s), qPrintable(approved.errors));
    QVERIFY(read(u"agents"_s).contains(" name=pump from=10.1.0.0/16 forward=web publish=cam,ssh"));
    QVERIFY(m_server->waitFor(Stream::Errors, u"The authorised agents have changed"_s).hasMatch());
    QCOMPARE(u"Authorised "_s + run({u"list"_s}).output, approved.output);
    QVERIFY(run({u"list"_s, u"--json"_s}).output.contains(u"\"name\":\"pump\""_s));
    QVERIFY(run({u"pending"_s}).output.isEmpty());
    const auto changed = run({u"allow"_s, u"pump"_s, u"--forward="_s});
    QVERIFY2(changed.output.startsWith(u"Changed pump  SHA256:"_s), qPrintable(changed.errors));
    QVERIFY(read(u"agents"_s).contains(" name=pump from=10.1.0.0/16 publish=cam,ssh"));
    QCOMPARE(run({u"allow"_s, u"dump"_s, u"--forward=web"_s}).code, 2);
    QCOMPARE(run({u"refuse"_s, u"pump"_s}).code, 2);
    QCOMPARE(run({u"revoke"_s, u"pump"_s}).code, 0);
    QVERIFY(read(u"agents"_s).isEmpty());
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    QCOMPARE(run({u"list"_s}).code, 1);
}

void TestServedAgents::entryIsWrittenAsItIsGiven()
{
    QVERIFY(serve({u"--agents"_s, u"ask"_s}));
    const std::string key = "x25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const auto write = [this, &key](const std::string &members) {
        return ask(R"({"id":1,"do":"write","key":")" + key + "\"," + members + '}');
    };
    const auto fault = [&write](const std::string &members) {
        const auto written = write(members);
        return written ? QString() : written.error();
    };
    // Also what is over: who takes it back may not have seen that.
    const auto written =
        write(R"("name":"pump-3","expires":"2020-01-01","forward":"web,cam@gate","publish":"ssh")");
    QVERIFY(written);
    QVERIFY(written->object()[u"expired"_s].toBool());
    const auto entry = QByteArray::fromStdString(key) + " name=pump-3";
    QCOMPARE(read(u"agents"_s), entry + " expires=2020-01-01 forward=web,cam@gate publish=ssh\n");
    QVERIFY2(fault(R"("name":"pump-3")").contains(u"already"_s), "a second one of its key");
    QVERIFY(fault(R"("name":"pump-3","was_name":"pump-3")").contains(u"changed the entry"_s));
    std::string was = R"("was_name":"pump-3","was_expires":"2020-01-01","was_publish":"ssh")";
    // Who knows of no streams does not take them out by the way.
    QVERIFY(fault(R"("name":"pump-4",)" + was).contains(u"changed the entry"_s));
    was += R"(,"was_forward":"web,cam@gate")";
    QCOMPARE(fault(R"("name":"pump-4",)" + was), QString());
    QCOMPARE(read(u"agents"_s), QByteArray::fromStdString(key) + " name=pump-4\n");
    for (const auto *wrong : {R"("name":"two words")", R"("from":"10.0.0.0/8")",
             R"("name":"a","expires":"soon")", R"("name":"a","from":"nowhere")",
             R"("name":"a","forward":"@gate")", R"("name":"a","publish":"a@gate")"})
        QVERIFY2(!fault(wrong).isEmpty(), wrong);
    QVERIFY(!ask(R"({"id":1,"do":"write","key":"nonsense","name":"a"})"));
    QCOMPARE(read(u"agents"_s), QByteArray::fromStdString(key) + " name=pump-4\n");
}

void TestServedAgents::changesAreCounted()
{
    QVERIFY(serve({u"--agents"_s, u"ask"_s}));
    const auto count = [this](const QString &of) {
        const auto changes = ask(R"({"id":1,"do":"changes"})");
        return changes ? changes->object()[of].toInteger(-1) : -2;
    };
    const auto lists = count(u"lists"_s);
    auto agents = agent();
    QVERIFY(agents->start());
    QTRY_VERIFY(count(u"lists"_s) > lists); // it waits
    const auto waiting = ask(R"({"id":1,"do":"pending"})");
    QVERIFY(waiting);
    QCOMPARE(waiting->array().size(), 1);
    QVERIFY(waiting->array()[0].toObject()[u"tries"_s].toInteger() >= 1);
    const auto approval = ctl({u"approve"_s, waiting->array()[0].toObject()[u"key"_s].toString(),
        u"--name"_s, u"pump-3"_s});
    QCOMPARE(approval.code, 0);
    // It comes again, and its person asks.
    agents = agent();
    QVERIFY(agents->start());
    QTRY_VERIFY_WITH_TIMEOUT(count(u"comparisons"_s) > 0, patience);
    const auto comparisons = ask(R"({"id":1,"do":"comparisons"})");
    QVERIFY(comparisons);
    QCOMPARE(comparisons->array().size(), 1);
    QCOMPARE(comparisons->array()[0].toObject()[u"state"_s].toString(), u"asked-there"_s);
    const auto status = ask(R"({"id":1,"do":"status"})");
    QVERIFY(status);
    QCOMPARE(status->object()[u"agents"_s].toString(), u"ask"_s);
    QVERIFY(status->object()[u"key"_s].toString().startsWith(u"x25519:"_s));
}

QTEST_GUILESS_MAIN(TestServedAgents)
#include "tst_servedagents.moc"
