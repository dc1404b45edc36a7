// SPDX-License-Identifier: MIT
#include "core/app/log/log.h"
#include "tests/support/bytesof.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/rows/lognews.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <functional>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

/// That a log stays bounded and keeps nobody waiting, whatever peers cause and its readers do.
class TestLogBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPeersCauseIsLimitedAndCountedAtTheEnd_data();
    void whatPeersCauseIsLimitedAndCountedAtTheEnd();
    void countIsToldAtEveryLevel();
    void countIsToldWhenTheSecondIsOver();
    void stalledReaderStopsNobody();
    void stoppingGivesUpOnAStalledReader();
    void goneReaderStopsNobody();
    void linesOfManyThreadsAreWhole();
};

static LogSettings unlimited()
{
    LogSettings settings;
    settings.linesPerSecond = std::nullopt;
    return settings;
}

void TestLogBounds::whatPeersCauseIsLimitedAndCountedAtTheEnd_data()
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
        [](Log &log) { log.happened(MessageSeen{connection, Direction::In, bytesOf("x")}); },
        "Received data", "INFO server: # more messages received within ");
    row(
        "sent",
        [](Log &log) { log.happened(MessageSeen{connection, Direction::Out, bytesOf("x")}); },
        "Sent data", "INFO server: # more messages sent within ");
    row(
        "closed", [](Log &log) { log.happened(endedBy(EndReason::ClosedByPeer)); },
        "Connection closed", "INFO server: # more connections closed within ");
    row(
        "failed", [](Log &log) { log.happened(endedBy(EndReason::NotAuthentic)); },
        "Connection failed", "WARN server: # more connections failed within ");
    row(
        "refused", [](Log &log) { log.happened(refusal); }, "Refused connection",
        "WARN server: # more connections refused within ");
    row(
        "paused", [](Log &log) { log.happened(AcceptingPaused{"Too many open files"}); },
        "Accepting pauses", "WARN server: # more pauses of accepting within ");
}

void TestLogBounds::whatPeersCauseIsLimitedAndCountedAtTheEnd()
{
    QFETCH(std::function<void(Log &)>, cause);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, count);

    constexpr int caused = 1000;
    Pipe pipe;
    Log log(Role::Server, level(LogLevel::Debug), {pipe.writeEnd.number()});
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

void TestLogBounds::countIsToldAtEveryLevel()
{
    Pipe pipe;
    Log log(Role::Agent, level(LogLevel::Error), {pipe.writeEnd.number()});
    for (int i = 0; i < 1000; ++i) {
        if (log.admits(LineKind(LineKind::Other::AttemptFailed)))
            log.writePlain(u"Failed to connect");
    }
    log.stop();
    QVERIFY(pipe.read().contains(" more attempts to connect failed within a second"));
}

void TestLogBounds::countIsToldWhenTheSecondIsOver()
{
    Pipe pipe;
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    for (int i = 0; i < 150; ++i)
        log.happened(refusal);
    QByteArray output;
    QTRY_VERIFY((output += pipe.read()).contains("more connections refused within a second"));
}

void TestLogBounds::stalledReaderStopsNobody()
{
    Pipe pipe;
    pipe.fill();
    Log log(Role::Server, unlimited(), {pipe.writeEnd.number()});
    QElapsedTimer timer;
    timer.start();
    constexpr int count = 50'000;
    for (int i = 0; i < count; ++i)
        log.happened(MessageSeen{connection, Direction::In, bytesOf("x")});
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

void TestLogBounds::stoppingGivesUpOnAStalledReader()
{
    Pipe pipe;
    pipe.fill();
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    for (int i = 0; i < 10'000; ++i)
        log.write(LogLevel::Info, "event", u"never seen");
    QElapsedTimer timer;
    timer.start();
    log.stop();
    QVERIFY(timer.elapsed() >= Log::patience.count());
    QVERIFY(timer.elapsed() < Log::patience.count() + 2000);
    QVERIFY(!pipe.read().contains("never seen"));
}

void TestLogBounds::goneReaderStopsNobody()
{
    const auto previous = std::signal(SIGPIPE, SIG_DFL); // whoever started this may ignore it
    Pipe pipe;
    pipe.readEnd.close();
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    for (int i = 0; i < 1000; ++i)
        log.write(LogLevel::Info, "event", u"lost");
    QElapsedTimer timer;
    timer.start();
    log.stop();
    QVERIFY(timer.elapsed() < Log::patience.count());
    std::signal(SIGPIPE, previous);
}

void TestLogBounds::linesOfManyThreadsAreWhole()
{
    Pipe pipe;
    Log log(Role::Server, unlimited(), {pipe.writeEnd.number()});
    constexpr int perThread = 375; // both lines together less than the queue holds of messages
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&log] {
            for (int n = 0; n < perThread; ++n) {
                log.happened(MessageSeen{connection, Direction::In, bytesOf("x")});
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

QTEST_GUILESS_MAIN(TestLogBounds)
#include "tst_logbounds.moc"
