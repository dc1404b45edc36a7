// SPDX-License-Identifier: MIT
#include "core/app/log/log.h"
#include "tests/support/bytesof.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/rows/lognews.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Which lines a log has, and what is in them.
class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeInOrder();
    void levels_data();
    void levels();
    void messagesAreAskedForWhereShown_data();
    void messagesAreAskedForWhereShown();
    void contentsAreShownAsSuitsTheOutput_data();
    void contentsAreShownAsSuitsTheOutput();
    void plainLinesAreShownAtEveryLevel();
    void filterLooksAtWholeMessagesAndLeavesTheProgramsLines();
    void longMessageIsCut();
    void hugeTextIsCut();
    void nothingComesAfterTheStop();
};

void TestLog::linesComeInOrder()
{
    Pipe pipe;
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    log.write(LogLevel::Info, "server-started", u"Server started on 0.0.0.0:1337");
    log.happened(ConnectionOpened{connection});
    log.happened(MessageSeen{connection, Direction::In, bytesOf("Hel")});
    log.happened(endedBy(EndReason::ClosedByPeer));
    log.happened(refusal);
    log.happened(AcceptingPaused{"Too many open files"});
    log.stop();
    const auto lines = linesOf(pipe.read());
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0], QByteArray("INFO server: Server started on 0.0.0.0:1337"));
    QCOMPARE(lines[1], QByteArray("INFO server: Accepted connection from 127.0.0.1:50000"));
    QCOMPARE(lines[2], QByteArray("INFO server: Received data from 127.0.0.1:50000: (3 bytes)"));
    QVERIFY(lines[3].startsWith("INFO server: Connection closed by client: 127.0.0.1:50000 ("));
    QVERIFY(lines[4].startsWith("WARN server: Refused connection from 127.0.0.1:50000"));
    QCOMPARE(lines[5], QByteArray("WARN server: Accepting pauses: Too many open files"));
}

void TestLog::levels_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<QByteArray>("words"); // the beginning of each line that is seen

    const auto server = Role::Server;
    const auto agent = Role::Agent;
    QTest::newRow("server, debug")
        << server << LogLevel::Debug
        << QByteArray("Accepted Handshake Received Sent Connection Connection");
    QTest::newRow("server, info") << server << LogLevel::Info
                                  << QByteArray("Accepted Received Connection Connection");
    QTest::newRow("server, warn") << server << LogLevel::Warn << QByteArray("Connection");
    QTest::newRow("server, error") << server << LogLevel::Error << QByteArray();
    QTest::newRow("agent, debug") << agent << LogLevel::Debug
                                  << QByteArray(
                                         "Connected Handshake Received Sent Connection Connection");
    QTest::newRow("agent, info") << agent << LogLevel::Info
                                 << QByteArray("Handshake Connection Connection");
}

void TestLog::levels()
{
    QFETCH(Role, role);
    QFETCH(LogLevel, level);
    Pipe pipe;
    Log log(role, test::level(level), {pipe.writeEnd.number()});
    log.happened(ConnectionOpened{connection});
    log.happened(ConnectionEstablished{connection, {}, Protocol::Classic});
    log.happened(MessageSeen{connection, Direction::In, bytesOf("Hel")});
    log.happened(MessageSeen{connection, Direction::Out, bytesOf("Hel")});
    log.happened(endedBy(EndReason::ClosedByPeer));
    log.happened(endedBy(EndReason::Lost));
    log.stop();
    QList<QByteArray> words;
    for (const auto &line : linesOf(pipe.read()))
        words += line.split(' ').value(2);
    QTEST(words.join(' '), "words");
}

void TestLog::messagesAreAskedForWhereShown_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<bool>("wanted");
    QTest::newRow("server, debug") << Role::Server << LogLevel::Debug << true;
    QTest::newRow("server, info") << Role::Server << LogLevel::Info << true;
    QTest::newRow("server, warn") << Role::Server << LogLevel::Warn << false;
    QTest::newRow("agent, debug") << Role::Agent << LogLevel::Debug << true;
    QTest::newRow("agent, info") << Role::Agent << LogLevel::Info << false;
}

void TestLog::messagesAreAskedForWhereShown()
{
    QFETCH(Role, role);
    QFETCH(LogLevel, level);
    const Pipe pipe;
    const Log log(role, test::level(level), {pipe.writeEnd.number()});
    QTEST(log.interest() == TapInterest::Messages, "wanted");
}

void TestLog::contentsAreShownAsSuitsTheOutput_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<bool>("isTerminal");
    QTest::addColumn<bool>("isTextAsked");
    QTest::addColumn<ShowData>("shown");
    QTest::newRow("server's file") << Role::Server << false << false << ShowData::None;
    QTest::newRow("server's terminal") << Role::Server << true << false << ShowData::Bytes;
    QTest::newRow("agent's file") << Role::Agent << false << false << ShowData::Bytes;
    QTest::newRow("as asked") << Role::Server << false << true << ShowData::Text;
}

void TestLog::contentsAreShownAsSuitsTheOutput()
{
    QFETCH(Role, role);
    QFETCH(bool, isTerminal);
    QFETCH(bool, isTextAsked);
    const Pipe pipe;
    LogSettings settings;
    if (isTextAsked)
        settings.showData = ShowData::Text;
    const Log log(role, settings, {pipe.writeEnd.number(), isTerminal});
    QTEST(log.showData(), "shown");
}

void TestLog::plainLinesAreShownAtEveryLevel()
{
    Pipe pipe;
    Log log(Role::Agent, level(LogLevel::Error), {pipe.writeEnd.number()});
    log.write(LogLevel::Warn, "event", u"not shown");
    log.writePlain(u"Failed to connect,\nretrying");
    log.write(LogLevel::Error, "event", u"shown");
    log.stop();
    const auto output = pipe.read();
    QVERIFY(output.startsWith("Failed to connect,\\nretrying\n2"));
    QVERIFY(output.endsWith("ERROR agent: shown\n"));
    QCOMPARE(output.count('\n'), 2);
}

void TestLog::filterLooksAtWholeMessagesAndLeavesTheProgramsLines()
{
    Pipe pipe;
    LogSettings settings;
    settings.showIf = *Filter::parse(u"text:needle or event:lost or event:refused"_s);
    Log log(Role::Server, settings, {pipe.writeEnd.number()});
    log.write(LogLevel::Info, "server-started", u"Server started"); // the program's own
    log.happened(ConnectionOpened{connection});
    log.happened(MessageSeen{connection, Direction::In, bytesOf("hay")});
    log.happened(
        MessageSeen{connection, Direction::In, bytesOf(std::string(1000, 'a') + "needle")});
    for (int i = 0; i < 20; ++i) // more than are told; those that do not pass are not counted
        log.happened(endedBy(EndReason::NotAuthentic));
    log.happened(endedBy(EndReason::Lost));
    log.happened(refusal);
    log.happened(AcceptingPaused{"Too many open files"}); // the program's own too
    log.stop();
    const auto lines = linesOf(pipe.read());
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], QByteArray("INFO server: Server started"));
    QCOMPARE(lines[1], QByteArray("INFO server: Received data from 127.0.0.1:50000: (1006 bytes)"));
    QVERIFY(lines[2].startsWith("WARN server: Connection"));
    QVERIFY(lines[3].startsWith("WARN server: Refused connection"));
    QVERIFY(lines[4].startsWith("WARN server: Accepting pauses"));
}

void TestLog::longMessageIsCut()
{
    Pipe pipe;
    LogSettings settings;
    settings.showData = ShowData::Text;
    Log log(Role::Server, settings, {pipe.writeEnd.number()});
    log.happened(MessageSeen{connection, Direction::In, bytesOf(std::string(1024, 'a'))});
    log.stop();
    QVERIFY(pipe.read().endsWith(
        " from 127.0.0.1:50000: \"" + QByteArray(64, 'a') + "\" ... (1024 bytes)\n"));
}

void TestLog::hugeTextIsCut()
{
    Pipe pipe;
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    log.write(LogLevel::Info, "event", QString(1'000'000, u'x'));
    log.stop();
    const auto output = pipe.read();
    QVERIFY(output.endsWith("x ...\n"));
    QVERIFY(output.size() < 5000);
}

void TestLog::nothingComesAfterTheStop()
{
    Pipe pipe;
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    log.stop();
    log.write(LogLevel::Error, "event", u"late");
    log.happened(ConnectionOpened{connection});
    log.stop();
    QVERIFY(pipe.read().isEmpty());
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
