// SPDX-License-Identifier: MIT
#include "core/app/log/log.h"

#include "tests/support/processes/pipe.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTest>

#include <csignal>
#include <functional>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    void whatPeersCauseIsLimitedAndCountedAtTheEnd_data();
    void whatPeersCauseIsLimitedAndCountedAtTheEnd();
    void countIsToldAtEveryLevel();
    void countIsToldWhenTheSecondIsOver();
    void stalledReaderStopsNobody();
    void stoppingGivesUpOnAStalledReader();
    void goneReaderStopsNobody();
    void linesOfManyThreadsAreWhole();
    void nothingComesAfterTheStop();
};

namespace {

const ConnectionName connection{1, Endpoint(QHostAddress(u"127.0.0.1"_s), 50000)};

std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

LogSettings level(LogLevel value)
{
    LogSettings settings;
    settings.level = value;
    return settings;
}

LogSettings unlimited()
{
    LogSettings settings;
    settings.linesPerSecond = std::nullopt;
    return settings;
}

ConnectionEnded endedBy(EndReason reason)
{
    return {connection, reason, "reason", 1s, {}, true, Protocol::Classic};
}

// The words behind the time of each line.
QList<QByteArray> linesOf(const QByteArray &output)
{
    QList<QByteArray> lines;
    for (const auto &line : output.split('\n')) {
        if (!line.isEmpty())
            lines += line.mid(line.indexOf(' ') + 1);
    }
    return lines;
}

} // namespace

void TestLog::linesComeInOrder()
{
    Pipe pipe;
    Log log(LogRole::Server, {}, {pipe.writer()});
    log.write(LogLevel::Info, "server-started", u"Server started on 0.0.0.0:1337");
    log.happened(ConnectionOpened{connection});
    log.happened(MessageSeen{connection, Direction::In, bytes("Hel")});
    log.happened(endedBy(EndReason::ClosedByPeer));
    log.happened(
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyConnections, 3});
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
    QTest::addColumn<LogRole>("role");
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<QByteArray>("words"); // the beginning of each line that is seen

    const auto server = LogRole::Server;
    const auto agent = LogRole::Agent;
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
    QFETCH(LogRole, role);
    QFETCH(LogLevel, level);
    Pipe pipe;
    Log log(role, ::level(level), {pipe.writer()});
    log.happened(ConnectionOpened{connection});
    log.happened(ConnectionEstablished{connection, {}, Protocol::Classic});
    log.happened(MessageSeen{connection, Direction::In, bytes("Hel")});
    log.happened(MessageSeen{connection, Direction::Out, bytes("Hel")});
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
    QTest::addColumn<LogRole>("role");
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<bool>("wanted");
    QTest::newRow("server, debug") << LogRole::Server << LogLevel::Debug << true;
    QTest::newRow("server, info") << LogRole::Server << LogLevel::Info << true;
    QTest::newRow("server, warn") << LogRole::Server << LogLevel::Warn << false;
    QTest::newRow("agent, debug") << LogRole::Agent << LogLevel::Debug << true;
    QTest::newRow("agent, info") << LogRole::Agent << LogLevel::Info << false;
}

void TestLog::messagesAreAskedForWhereShown()
{
    QFETCH(LogRole, role);
    QFETCH(LogLevel, level);
    const Pipe pipe;
    const Log log(role, ::level(level), {pipe.writer()});
    QTEST(log.interest() == TapInterest::Messages, "wanted");
}

void TestLog::contentsAreShownAsSuitsTheOutput_data()
{
    QTest::addColumn<LogRole>("role");
    QTest::addColumn<bool>("isTerminal");
    QTest::addColumn<bool>("isTextAsked");
    QTest::addColumn<ShowData>("shown");
    QTest::newRow("server's file") << LogRole::Server << false << false << ShowData::None;
    QTest::newRow("server's terminal") << LogRole::Server << true << false << ShowData::Bytes;
    QTest::newRow("agent's file") << LogRole::Agent << false << false << ShowData::Bytes;
    QTest::newRow("as asked") << LogRole::Server << false << true << ShowData::Text;
}

void TestLog::contentsAreShownAsSuitsTheOutput()
{
    QFETCH(LogRole, role);
    QFETCH(bool, isTerminal);
    QFETCH(bool, isTextAsked);
    const Pipe pipe;
    LogSettings settings;
    if (isTextAsked)
        settings.showData = ShowData::Text;
    const Log log(role, settings, {pipe.writer(), isTerminal});
    QTEST(log.showData(), "shown");
}

void TestLog::plainLinesAreShownAtEveryLevel()
{
    Pipe pipe;
    Log log(LogRole::Agent, level(LogLevel::Error), {pipe.writer()});
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
    Log log(LogRole::Server, settings, {pipe.writer()});
    log.write(LogLevel::Info, "server-started", u"Server started"); // the program's own
    log.happened(ConnectionOpened{connection});
    log.happened(MessageSeen{connection, Direction::In, bytes("hay")});
    log.happened(MessageSeen{connection, Direction::In, bytes(std::string(1000, 'a') + "needle")});
    for (int i = 0; i < 20; ++i) // more than are told; those that do not pass are not counted
        log.happened(endedBy(EndReason::NotAuthentic));
    log.happened(endedBy(EndReason::Lost));
    log.happened(
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyConnections, 3});
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
    Log log(LogRole::Server, settings, {pipe.writer()});
    log.happened(MessageSeen{connection, Direction::In, bytes(std::string(1024, 'a'))});
    log.stop();
    QVERIFY(pipe.read().endsWith(
        " from 127.0.0.1:50000: \"" + QByteArray(64, 'a') + "\" ... (1024 bytes)\n"));
}

void TestLog::hugeTextIsCut()
{
    Pipe pipe;
    Log log(LogRole::Server, {}, {pipe.writer()});
    log.write(LogLevel::Info, "event", QString(1'000'000, u'x'));
    log.stop();
    const auto output = pipe.read();
    QVERIFY(output.endsWith("x ...\n"));
    QVERIFY(output.size() < 5000);
}

void TestLog::whatPeersCauseIsLimitedAndCountedAtTheEnd_data()
{
    QTest::addColumn<std::function<void(Log &)>>("cause");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("count");

    const auto row = [](const char *name, const std::function<void(Log &)> &cause, const char *line,
                         const char *count) {
        QTest::newRow(name) << cause << QByteArray(line) << QByteArray(count);
    };
    row(
        "accepted", [](Log &log) { log.happened(ConnectionOpened{connection}); },
        "Accepted connection", "INFO server: # more connections opened within ");
    row(
        "handshake",
        [](Log &log) { log.happened(ConnectionEstablished{connection, {}, Protocol::Classic}); },
        "Handshake done", "INFO server: # more handshakes done within ");
    row(
        "received",
        [](Log &log) { log.happened(MessageSeen{connection, Direction::In, bytes("x")}); },
        "Received data", "INFO server: # more messages received within ");
    row(
        "sent", [](Log &log) { log.happened(MessageSeen{connection, Direction::Out, bytes("x")}); },
        "Sent data", "INFO server: # more messages sent within ");
    row(
        "closed", [](Log &log) { log.happened(endedBy(EndReason::ClosedByPeer)); },
        "Connection closed", "INFO server: # more connections closed within ");
    row(
        "failed", [](Log &log) { log.happened(endedBy(EndReason::NotAuthentic)); },
        "Connection failed", "WARN server: # more connections failed within ");
    row(
        "refused",
        [](Log &log) {
            log.happened(ConnectionRefused{
                connection.peer, ConnectionRefused::Reason::TooManyConnections, 3});
        },
        "Refused connection", "WARN server: # more connections refused within ");
    row(
        "paused", [](Log &log) { log.happened(AcceptingPaused{"Too many open files"}); },
        "Accepting pauses", "WARN server: # more pauses of accepting within ");
}

void TestLog::whatPeersCauseIsLimitedAndCountedAtTheEnd()
{
    QFETCH(std::function<void(Log &)>, cause);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, count);

    constexpr int caused = 1000;
    Pipe pipe;
    Log log(LogRole::Server, level(LogLevel::Debug), {pipe.writer()});
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < caused; ++i)
        cause(log);
    const auto more = timer.elapsed() / 100 + 1; // where the machine is slow
    log.stop();

    const auto output = pipe.read();
    const auto told = output.count(line);
    QVERIFY2(told >= 100 && told <= 100 + more, output.constData());
    qint64 counted = 0;
    const auto parts = count.split('#'); // around the number
    for (const auto &words : linesOf(output)) {
        if (words.startsWith(parts[0]) && words.contains(parts[1]))
            counted += words.split(' ').value(2).toLongLong();
    }
    QCOMPARE(told + counted, qint64(caused));
}

void TestLog::countIsToldAtEveryLevel()
{
    Pipe pipe;
    Log log(LogRole::Agent, level(LogLevel::Error), {pipe.writer()});
    for (int i = 0; i < 1000; ++i) {
        if (log.admits(LineKind(LineKind::Other::AttemptFailed)))
            log.writePlain(u"Failed to connect");
    }
    log.stop();
    QVERIFY(pipe.read().contains(" more attempts to connect failed within a second"));
}

void TestLog::countIsToldWhenTheSecondIsOver()
{
    Pipe pipe;
    Log log(LogRole::Server, {}, {pipe.writer()});
    for (int i = 0; i < 150; ++i)
        log.happened(
            ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyConnections, 3});
    QByteArray output;
    QTRY_VERIFY((output += pipe.read()).contains("more connections refused within a second"));
}

void TestLog::stalledReaderStopsNobody()
{
    Pipe pipe;
    pipe.fill();
    Log log(LogRole::Server, unlimited(), {pipe.writer()});
    QElapsedTimer timer;
    timer.start();
    constexpr int count = 50'000;
    for (int i = 0; i < count; ++i)
        log.happened(MessageSeen{connection, Direction::In, bytes("x")});
    QVERIFY(timer.elapsed() < 5000);

    // Every message is either told or counted; what filled the pipe are zeros.
    QByteArray output;
    const auto accounted = [&output] {
        qint64 sum = output.count("Received data");
        for (const auto &line : linesOf(output)) {
            if (line.contains("were dropped"))
                sum += line.split(' ').value(2).toLongLong();
        }
        return sum;
    };
    QTRY_COMPARE_WITH_TIMEOUT((output += pipe.read(), accounted()), count, 20'000);
    QVERIFY(output.contains("were dropped"));
}

void TestLog::stoppingGivesUpOnAStalledReader()
{
    Pipe pipe;
    pipe.fill();
    Log log(LogRole::Server, {}, {pipe.writer()});
    for (int i = 0; i < 10'000; ++i)
        log.write(LogLevel::Info, "event", u"never seen");
    QElapsedTimer timer;
    timer.start();
    log.stop();
    QVERIFY(timer.elapsed() >= Log::patience.count());
    QVERIFY(timer.elapsed() < Log::patience.count() + 2000);
    QVERIFY(!pipe.read().contains("never seen"));
}

void TestLog::goneReaderStopsNobody()
{
    const auto previous = std::signal(SIGPIPE, SIG_DFL); // whoever started this may ignore it
    Pipe pipe;
    pipe.closeReader();
    Log log(LogRole::Server, {}, {pipe.writer()});
    for (int i = 0; i < 1000; ++i)
        log.write(LogLevel::Info, "event", u"lost");
    QElapsedTimer timer;
    timer.start();
    log.stop();
    QVERIFY(timer.elapsed() < Log::patience.count());
    std::signal(SIGPIPE, previous);
}

void TestLog::linesOfManyThreadsAreWhole()
{
    Pipe pipe;
    Log log(LogRole::Server, unlimited(), {pipe.writer()});
    constexpr int perThread = 375; // both lines together less than the queue holds of messages
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&log] {
            for (int n = 0; n < perThread; ++n) {
                log.happened(MessageSeen{connection, Direction::In, bytes("x")});
                log.happened(endedBy(EndReason::Lost));
            }
        });
    }
    QByteArray output;
    const QByteArray line = "INFO server: Received data from 127.0.0.1:50000: (1 byte)\n";
    QTRY_COMPARE((output += pipe.read()).count(line), 4 * perThread);
    threads.clear();
    log.stop();
}

void TestLog::nothingComesAfterTheStop()
{
    Pipe pipe;
    Log log(LogRole::Server, {}, {pipe.writer()});
    log.stop();
    log.write(LogLevel::Error, "event", u"late");
    log.happened(ConnectionOpened{connection});
    log.stop();
    QVERIFY(pipe.read().isEmpty());
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
