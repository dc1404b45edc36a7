// SPDX-License-Identifier: MIT
#include "tests/integration/programs/recordedfiles.h"
#include "tests/support/processes/runningprogram.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// `sealcord agent --replay` against a server that echoes.
class TestRecordingReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatTheAgentSent_data();
    void sendsWhatTheAgentSent();
    void keepsThePace_data();
    void keepsThePace();
    void comparesARecordingOfItsOwn();
    void tellsTheFirstDifference_data();
    void tellsTheFirstDifference();
    void endsWhereAReplyDoesNotCome();
    void endsWhereTheConnectionIsLost();
    void refusesWhatItCannotReplay_data();
    void refusesWhatItCannotReplay();
    void endsAtWhatCannotBeSaid_data();
    void endsAtWhatCannotBeSaid();
    void leavesOutALineThatIsCutOff();

private:
    const RecordingFolder m_folder;
};

namespace {

QStringList agentFor(const ServerProgram &server, const QStringList &options)
{
    return QStringList({u"agent"_s, u"--protocol=classic"_s, server.address()}) + options;
}

} // namespace

void TestRecordingReplay::sendsWhatTheAgentSent_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("fromAgent");
    QTest::addColumn<QString>("fromServer");
    QTest::newRow("an agent's") << u"agent"_s << u"out"_s << u"in"_s;
    QTest::newRow("a server's") << u"server"_s << u"in"_s << u"out"_s;
}

void TestRecordingReplay::sendsWhatTheAgentSent()
{
    QFETCH(QString, program);
    QFETCH(QString, fromAgent);
    QFETCH(QString, fromServer);
    const QByteArray binary("\0\xff\n", 3);
    const auto replay = m_folder.write(u"said"_s,
        recordingOf(program,
            {{1, fromServer, "not an agent's"}, {2, fromAgent, "one"}, {3, fromAgent, "of another"},
                {2, fromServer, "no echo"}, {2, fromAgent, binary}}));
    const auto record = m_folder.path(program);
    ServerProgram server({u"--record"_s, record});
    QVERIFY(server.listen());
    RunningProgram agent(agentFor(server, {u"--replay"_s, replay}));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.output(), u"Connected to server successfully!\nSent 2 messages.\n"_s);
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(messagesIn(recorded(record), u"in"_s), QList<QByteArray>({"one", binary}));
}

void TestRecordingReplay::keepsThePace_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("recordedPause"); // milliseconds
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("lessThan");
    QTest::newRow("as it was") << QStringList() << 700 << 1'400 << 30'000;
    QTest::newRow("ten times as fast") << QStringList(u"--speed=10"_s) << 10'000 << 1'000 << 9'000;
    QTest::newRow("without a pause") << QStringList(u"--speed=max"_s) << 3'600'000 << 0 << 30'000;
    QTest::newRow("the clock was set back") << QStringList() << -3'600'000 << 700 << 30'000;
}

void TestRecordingReplay::keepsThePace()
{
    QFETCH(QStringList, options);
    QFETCH(int, recordedPause);
    QFETCH(int, atLeast);
    QFETCH(int, lessThan);
    const auto replay = m_folder.write(u"paced"_s,
        recordingOf(u"agent"_s,
            {{1, u"out"_s, "one"}, {1, u"out"_s, "two", recordedPause},
                {1, u"out"_s, "three", recordedPause + 700}}));
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(agentFor(server, QStringList({u"--replay"_s, replay}) + options));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY2(timer.elapsed() >= atLeast && timer.elapsed() < lessThan,
        qPrintable(QString::number(timer.elapsed())));
}

void TestRecordingReplay::comparesARecordingOfItsOwn()
{
    const auto record = m_folder.path(u"own.sealcord"_s);
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram first(agentFor(server, {u"--interval=0"_s, u"--record"_s, record}));
    QVERIFY(first.start());
    QCOMPARE(first.exitCode(), 0);
    RunningProgram second(agentFor(server, {u"--replay"_s, record, u"--compare"_s}));
    QVERIFY(second.start());
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(second.output(),
        u"Connected to server successfully!\nSent 5 messages, and all 5 replies are the same.\n"_s);
}

void TestRecordingReplay::tellsTheFirstDifference_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("told");
    QTest::newRow("another byte")
        << QByteArray("what Was said twice")
        << u"from byte 5 on; 19 bytes then, 19 now.\n"
           "  recorded: 77 68 61 74 20 57 61 73 20 73 61 69 64  \"what Was said\"\n"
           "  received: 77 68 61 74 20 77 61 73 20 73 61 69 64  \"what was said\"\n"_s;
    QTest::newRow("shorter")
        << QByteArray("what was said")
        << u"from byte 13 on; 13 bytes then, 19 now.\n"
           "  recorded: 77 61 73 20 73 61 69 64  \"was said\"\n"
           "  received: 77 61 73 20 73 61 69 64 20 74 77 69 63 65  \"was said twice\"\n"_s;
    QTest::newRow("none at all") << QByteArray() << u"Reply 2 is one more than were recorded.\n"_s;
}

void TestRecordingReplay::tellsTheFirstDifference()
{
    QFETCH(QByteArray, reply);
    QFETCH(QString, told);
    QList<Said> said{
        {1, u"out"_s, "one"}, {1, u"in"_s, "one"}, {1, u"out"_s, "what was said twice"}};
    if (!reply.isEmpty())
        said += {1, u"in"_s, reply};
    said += {1, u"out"_s, "much later", 3'600'000};
    const auto replay = m_folder.write(u"other"_s, recordingOf(u"agent"_s, said));
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(agentFor(server, {u"--replay"_s, replay, u"--compare"_s}));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 4);
    if (!reply.isEmpty())
        told.prepend(u"Reply 2 is not what line 5 of the recording has: "_s);
    QVERIFY2(agent.errors().contains(told), qPrintable(agent.errors()));
}

void TestRecordingReplay::endsWhereAReplyDoesNotCome()
{
    const auto replay = m_folder.write(u"more"_s,
        recordingOf(
            u"agent"_s, {{1, u"out"_s, "one"}, {1, u"in"_s, "one"}, {1, u"in"_s, "and more"}}));
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(
        agentFor(server, {u"--replay"_s, replay, u"--compare"_s, u"--reply-timeout=300ms"_s}));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 1);
    QVERIFY2(agent.errors().contains(u"Failed to receive response"_s), qPrintable(agent.errors()));
}

// What was sent is not sent again.
void TestRecordingReplay::endsWhereTheConnectionIsLost()
{
    const auto replay = m_folder.write(u"long"_s,
        recordingOf(u"agent"_s, {{1, u"out"_s, "one"}, {1, u"out"_s, "two", 3'600'000}}));
    ServerProgram server({u"--show-data=text"_s});
    QVERIFY(server.listen());
    RunningProgram agent(agentFor(server, {u"--replay"_s, replay}));
    QVERIFY(agent.start());
    QVERIFY(server.waitFor(Stream::Errors, u"Received data .*\"one\""_s).hasMatch());
    server.signal(SIGKILL);
    QCOMPARE(agent.exitCode(), 1);
}

void TestRecordingReplay::refusesWhatItCannotReplay_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("why");
    const auto silent = m_folder.write(u"silent"_s, recordingOf(u"agent"_s, {{1, u"in"_s, "one"}}));
    const auto text = m_folder.write(u"text"_s, "no recording\n");
    QTest::newRow("not there") << QStringList({u"--replay"_s, m_folder.path(u"none"_s)})
                               << u"No such file"_s;
    QTest::newRow("no recording") << QStringList({u"--replay"_s, text}) << u"not a recording"_s;
    QTest::newRow("no agent's message")
        << QStringList({u"--replay"_s, silent}) << u"no message of an agent"_s;
    QTest::newRow("speed alone") << QStringList({u"--speed=10"_s}) << u"need --replay"_s;
}

void TestRecordingReplay::refusesWhatItCannotReplay()
{
    QFETCH(QStringList, options);
    QFETCH(QString, why);
    RunningProgram agent(QStringList({u"agent"_s, u"--protocol=classic"_s}) + options);
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 2);
    QVERIFY2(agent.errors().contains(why), qPrintable(agent.errors()));
    QCOMPARE(agent.count(Stream::Errors, u"\n"_s), 1);
}

void TestRecordingReplay::endsAtWhatCannotBeSaid_data()
{
    QTest::addColumn<QByteArray>("recording");
    QTest::addColumn<QString>("why");
    const auto good = recordingOf(u"agent"_s, {{1, u"out"_s, "one"}});
    QTest::newRow("damaged") << good + "broken\n" << u"damaged in line 3: no record"_s;
    auto early = good;
    early.insert(early.indexOf('\n') + 1, "broken\n"); // in front of what either side says
    QTest::newRow("damaged at the beginning") << early << u"damaged in line 2: no record"_s;
    QTest::newRow("empty") << recordingOf(u"agent"_s, {{1, u"out"_s, ""}})
                           << u"the message of line 2 is empty"_s;
    QTest::newRow("too long") << recordingOf(
        u"agent"_s, {{1, u"out"_s, "one"}, {1, u"out"_s, "longer"}})
                              << u"line 3 has a message of more than 4 bytes"_s;
}

void TestRecordingReplay::endsAtWhatCannotBeSaid()
{
    QFETCH(QByteArray, recording);
    QFETCH(QString, why);
    const auto replay = m_folder.write(u"bad"_s, recording);
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(
        agentFor(server, {u"--replay"_s, replay, u"--compare"_s, u"--max-message=4"_s}));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 2);
    QCOMPARE(agent.count(Stream::Errors, u"^Cannot replay "_s), 1);
    QVERIFY2(agent.errors().contains(u"bad: "_s + why), qPrintable(agent.errors()));
}

// As after a crash of what recorded.
void TestRecordingReplay::leavesOutALineThatIsCutOff()
{
    const auto replay =
        m_folder.write(u"cut"_s, recordingOf(u"agent"_s, {{1, u"out"_s, "one"}}) + "{\"time");
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(agentFor(server, {u"--replay"_s, replay}));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY2(agent.errors().contains(u"cut: cut off in line 3"_s), qPrintable(agent.errors()));
}

QTEST_GUILESS_MAIN(TestRecordingReplay)

#include "tst_recordingreplay.moc"
