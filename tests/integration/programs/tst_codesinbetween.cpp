// SPDX-License-Identifier: MIT
#include "tests/integration/programs/atterminal.h"
#include "tests/integration/server/inbetween.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// Somebody sits in between: a server to the agent and an agent to the server, with keys of his
/// own. At first contact neither end can notice, until two people compare what they see.
class TestCodesInBetween : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoPeopleSeeDifferentCodes();
};

void TestCodesInBetween::twoPeopleSeeDifferentCodes()
{
    const QTemporaryDir folder;
    InBetween middle; // its threads begin before any program
    QVERIFY(middle.isListening());

    const auto control = folder.filePath(u"control.sock"_s);
    const auto agents = folder.filePath(u"agents"_s);
    const auto servers = folder.filePath(u"servers"_s);
    ServerProgram server({u"--control"_s, control, u"--authorized-agents"_s, agents});
    QVERIFY(server.listen());
    QVERIFY(server.waitFor(Stream::Errors, u"Control socket "_s).hasMatch());
    AtTerminal agent({u"agent"_s, u"--verify"_s, u"--trust=accept-new"_s, u"--known-servers"_s,
        servers, u"127.0.0.1:%1"_s.arg(middle.port())});
    QVERIFY(agent.start());
    QVERIFY(middle.connectsTo(server.port()));

    QTRY_VERIFY(middle.isAskedByAgent());
    QCOMPARE(middle.passOn(), SendResult::Sent);
    AtTerminal ctl({u"ctl"_s, u"verify"_s, u"1"_s, u"--name=pump-3"_s, u"--control"_s, control});
    QVERIFY(ctl.start());
    QTRY_VERIFY(server.errors().contains(u"a person here wants to compare codes"_s));
    const auto seenAtAgent = agent.code();
    QTRY_VERIFY(middle.isAgreed());
    const auto seenAtServer = ctl.code();
    QVERIFY(!seenAtAgent.isEmpty());
    QVERIFY(!seenAtServer.isEmpty());
    QVERIFY(seenAtAgent != seenAtServer);

    agent.type("n\n");
    ctl.type("n\n");
    QCOMPARE(agent.exitCode(), 6);
    QCOMPARE(ctl.exitCode(), 6);
    const auto sentence = u"The codes differ: somebody is in between. End this connection."_s;
    QVERIFY(agent.errors().contains(sentence));
    QVERIFY(ctl.errors().contains(sentence));
    QTRY_VERIFY(middle.isEndedByServer());
    QFile known(servers);
    QVERIFY(known.open(QIODevice::ReadOnly));
    QVERIFY(!known.readAll().contains("verified"));
    QVERIFY(!QFile::exists(agents));
}

QTEST_GUILESS_MAIN(TestCodesInBetween)

#include "tst_codesinbetween.moc"
