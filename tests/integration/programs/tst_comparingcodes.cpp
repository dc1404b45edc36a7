// SPDX-License-Identifier: MIT
#include "tests/integration/programs/askedservertest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// Two people, one at `sealcord agent --verify` and one at `sealcord ctl` beside the server.
class TestComparingCodes : public QObject, private AskedServerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sameCodeIsWrittenDownAtBothEnds();
    void serversPersonMayAskFirst();
    void codeThatDiffersEndsTheConnection();
    void otherAnswersAreAskedAgain();
    void agentThatIsInterruptedBreaksItOff();
    void serverThatGoesBreaksItOff();
    void verdictNeedsACode();
    void withoutATerminal();

private:
    [[nodiscard]] std::unique_ptr<AtTerminal> verify(const QString &options = {}) const;
};

void TestComparingCodes::init()
{
    begin();
}

std::unique_ptr<AtTerminal> TestComparingCodes::verify(const QString &options) const
{
    return std::make_unique<AtTerminal>(QStringList{
        u"ctl"_s, u"verify"_s, u"1"_s, u"--control"_s, path(u"control.sock"_s), options});
}

void TestComparingCodes::sameCodeIsWrittenDownAtBothEnds()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QVERIFY(m_server->waitFor(Stream::Errors, u"wants to compare codes"_s).hasMatch());
    const auto servers = verify(u"--name=pump-3"_s);
    QVERIFY(servers->start());
    const auto code = agents->code();
    QVERIFY(!code.isEmpty());
    QCOMPARE(servers->code(), code);

    agents->type("y\n");
    QCOMPARE(agents->exitCode(), 0);
    QVERIFY2(agents->output().contains(u"The codes are the same: nobody is in between."_s),
        qPrintable(agents->output()));
    QVERIFY2(read(u"servers"_s).contains(" verified=20"), read(u"servers"_s).constData());
    // The agent has gone, and the person at the server takes the time it takes.
    QVERIFY(m_server->waitFor(Stream::Errors, u"disconnected|closed"_s).hasMatch());
    servers->type("yes\n");
    QCOMPARE(servers->exitCode(), 0);
    QVERIFY2(read(u"agents"_s).contains(" name=pump-3\n"), read(u"agents"_s).constData());
    QVERIFY(m_server->waitFor(Stream::Errors, u"The codes are the same"_s).hasMatch());
    const auto digits = code.section(u'(', 1).chopped(1);
    QVERIFY(!m_server->errors().contains(digits));
    QVERIFY(!(agents->errors() + agents->output()).contains(digits));
}

void TestComparingCodes::serversPersonMayAskFirst()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    Outcome state;
    QTRY_VERIFY((state = ctl({u"verify"_s, u"1"_s, u"--json"_s})).code == 0);
    QTRY_VERIFY(ctl({u"verify"_s, u"1"_s, u"--json"_s}).output.contains(u"\"state\":\"code\""_s));
    const auto object =
        QJsonDocument::fromJson(ctl({u"verify"_s, u"1"_s, u"--json"_s}).output.toUtf8()).object();
    QCOMPARE(u"%1 (%2)"_s.arg(object[u"words"_s].toString(), object[u"digits"_s].toString()),
        agents->code());
}

void TestComparingCodes::codeThatDiffersEndsTheConnection()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    const auto servers = verify(u"--name=pump-3"_s);
    QVERIFY(servers->start());
    QVERIFY(!agents->code().isEmpty());
    QVERIFY(!servers->code().isEmpty());
    servers->type("n\n");
    QCOMPARE(servers->exitCode(), 6);
    QVERIFY2(servers->errors().contains(
                 u"The codes differ: somebody is in between. End this connection."_s),
        qPrintable(servers->errors()));
    QVERIFY(m_server->waitFor(Stream::Errors, u"The codes differ"_s).hasMatch());
    QCOMPARE(agents->exitCode(), 1); // nobody has answered here when the connection ends
    QVERIFY(!read(u"servers"_s).contains("verified"));
    QVERIFY(read(u"agents"_s).isEmpty());
}

void TestComparingCodes::otherAnswersAreAskedAgain()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--json"_s}).code, 0);
    QVERIFY(!agents->code().isEmpty());
    agents->type("perhaps\n\nno\n");
    QCOMPARE(agents->exitCode(), 6);
    QVERIFY2(agents->errors().contains(
                 u"The codes differ: somebody is in between. End this connection."_s),
        qPrintable(agents->errors()));
    QVERIFY(!read(u"servers"_s).contains("verified"));
}

void TestComparingCodes::agentThatIsInterruptedBreaksItOff()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    QVERIFY(m_server->waitFor(Stream::Errors, u"wants to compare codes"_s).hasMatch());
    agents->type("\x03"); // Ctrl-C
    QCOMPARE(agents->exitCode(), 1);
    const auto sentence =
        u"The comparison was broken off; if that happens again, somebody may be in between."_s;
    QVERIFY2(agents->errors().contains(sentence), qPrintable(agents->errors()));
    QVERIFY(m_server->waitFor(Stream::Errors, QRegularExpression::escape(sentence)).hasMatch());
    const auto servers = verify();
    QVERIFY(servers->start());
    QCOMPARE(servers->exitCode(), 3);
    QVERIFY2(servers->errors().contains(sentence), qPrintable(servers->errors()));
}

void TestComparingCodes::serverThatGoesBreaksItOff()
{
    QVERIFY(serve());
    const auto agents = agent();
    QVERIFY(agents->start());
    QVERIFY(agents->waitFor(Stream::Output, u"Waiting for the person at the server"_s).hasMatch());
    m_server->signal(SIGTERM);
    QCOMPARE(agents->exitCode(), 1);
    QVERIFY2(agents->errors().contains(u"The comparison was broken off"_s),
        qPrintable(agents->errors()));
}

void TestComparingCodes::verdictNeedsACode()
{
    QVERIFY(serve());
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--json"_s}).errors,
        u"sealcord ctl: there is no connection 1\n"_s);
    QCOMPARE(ctl({u"verify"_s, u"x"_s, u"--json"_s}).code, 2);
    QCOMPARE(ctl({u"verify"_s, u"1"_s, u"--from=10.0.0.1"_s}).code, 2);
}

void TestComparingCodes::withoutATerminal()
{
    // A session of its own has none, whatever the test was started from.
    RunningProgram agent({});
    agent.setScript(u"exec setsid \"$0\" agent --verify 127.0.0.1:1"_s);
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 2);
    QCOMPARE(
        agent.errors(), u"sealcord agent: --verify asks a person, and there is no terminal\n"_s);
    QVERIFY(serve());
    RunningProgram ctl({});
    ctl.setScript(u"exec setsid \"$0\" ctl verify 1 --control "_s + path(u"control.sock"_s));
    QVERIFY(ctl.start());
    QCOMPARE(ctl.exitCode(), 2);
    QCOMPARE(ctl.errors().count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(TestComparingCodes)
#include "tst_comparingcodes.moc"
