// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"
#include "tests/support/processes/terminal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// Pipe mode when something breaks: nobody could know what arrived, so nothing is sent twice.
class TestPipeBreaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsOnceAByteWasSent_data();
    void endsOnceAByteWasSent();
    void connectsAgainBeforeAByteWasSent_data();
    void connectsAgainBeforeAByteWasSent();
    void inputForABrokenConnectionIsNotForTheNext_data();
    void inputForABrokenConnectionIsNotForTheNext();
    void endsWhenTheReaderHasGone_data();
    void endsWhenTheReaderHasGone();
    void endsOnADiskThatIsFull();
    void endsOnInputThatCannotBeRead();
    void endsInTheMiddleWhenToldTo_data();
    void endsInTheMiddleWhenToldTo();
    void hearsASignalWhileNobodyReadsItsOutput_data();
    void hearsASignalWhileNobodyReadsItsOutput();
};

void TestPipeBreaks::endsOnceAByteWasSent_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("isAnswered");

    QTest::newRow("closed") << u"close"_s << false;
    QTest::newRow("reset") << u"reset"_s << false;
    QTest::newRow("goodbye") << u"goodbye"_s << false;
    QTest::newRow("silence") << u"silence"_s << false;
    QTest::newRow("closed, nothing owed") << u"close"_s << true;
    QTest::newRow("goodbye, nothing owed") << u"goodbye"_s << true;
}

void TestPipeBreaks::endsOnceAByteWasSent()
{
    QFETCH(QString, how);
    QFETCH(bool, isAnswered);

    Pipe input;
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s,
        u"--reconnect-delay=10ms"_s, u"--reply-timeout=300ms"_s});
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    QCOMPARE(::write(input.writeEnd.number(), "x\n", 2), 2);
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QCOMPARE(peer.receive(), "x\n");
    if (isAnswered) {
        QVERIFY(peer.send("x\n"));
        QVERIFY(QTest::qWaitFor([&] { return agent.bytes(Stream::Output) == "x\n"; }, patience));
    }
    if (how == u"goodbye"_s)
        QVERIFY(peer.sayGoodbye());
    if (how == u"reset"_s)
        peer.socket().reset();
    else if (how != u"silence"_s)
        peer.socket().close();
    QCOMPARE(agent.exitCode(), 4);
    QVERIFY(!listener.hasPending());
    QCOMPARE(agent.count(Stream::Errors, u"Reconnecting|retrying"_s), 0);
}

// The next connection: its only message is \a message, which is answered, and its end a goodbye.
static void echoOnceToTheEnd(BlockingListener &listener, const QByteArray &message)
{
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QCOMPARE(peer.receive(), message);
    QVERIFY(peer.send(message));
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
}

void TestPipeBreaks::connectsAgainBeforeAByteWasSent_data()
{
    QTest::addColumn<bool>("isEstablished");

    QTest::newRow("in the handshake") << false;
    QTest::newRow("before there was input") << true;
}

void TestPipeBreaks::connectsAgainBeforeAByteWasSent()
{
    QFETCH(bool, isEstablished);

    Pipe input;
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s,
        u"--reconnect-delay=10ms"_s});
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    input.readEnd.close();
    {
        ClassicPeer first(listener.accept());
        QVERIFY(isEstablished ? first.shakeHands() : first.isReadable());
    }
    QCOMPARE(::write(input.writeEnd.number(), "x\n", 2), 2);
    input.writeEnd.close();
    echoOnceToTheEnd(listener, "x\n");
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.bytes(Stream::Output), "x\n");
}

void TestPipeBreaks::inputForABrokenConnectionIsNotForTheNext_data()
{
    QTest::addColumn<QString>("hashSeed");

    // Which of two events Qt's loop delivers first follows from it.
    for (const auto &seed : {u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s})
        QTest::newRow(qPrintable(u"seed "_s + seed)) << seed;
}

// Input comes and the connection breaks at the same moment. Where the break is seen first, the
// input goes to the next connection; else it is lost, and the agent says so and ends. It never
// waits on the next connection for the reply to what went to the last.
void TestPipeBreaks::inputForABrokenConnectionIsNotForTheNext()
{
    QFETCH(QString, hashSeed);

    Pipe input;
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--stdin"_s,
        u"--raw"_s, u"--reconnect-delay=10ms"_s, u"--reply-timeout=1h"_s});
    agent.setVariable(u"QT_HASH_SEED"_s, hashSeed);
    agent.redirect(0, input.readEnd.number());
    QVERIFY(agent.start());
    input.readEnd.close();
    ClassicPeer first(listener.accept());
    QVERIFY(first.shakeHands());
    QVERIFY(agent.waitFor(Stream::Errors, u"^Connected to server successfully!$"_s).hasMatch());
    QVERIFY(agent.halt());
    first.socket().reset();
    QCOMPARE(::write(input.writeEnd.number(), "x", 1), 1);
    input.writeEnd.close();
    agent.signal(SIGCONT);
    if (agent.waitFor(Stream::Errors, u"^(Some of the input|Failed to send)"_s)
            .captured()
            .startsWith(u"Some"_s)) {
        QCOMPARE(agent.exitCode(), 4);
        QVERIFY(!listener.hasPending());
        return;
    }
    echoOnceToTheEnd(listener, "x");
    QCOMPARE(agent.exitCode(), 0);
}

void TestPipeBreaks::endsWhenTheReaderHasGone_data()
{
    QTest::addColumn<QString>("device");

    QTest::newRow("at once") << u"/dev/null"_s;
    QTest::newRow("in a stream") << u"/dev/zero"_s;
}

void TestPipeBreaks::endsWhenTheReaderHasGone()
{
    QFETCH(QString, device);

    const bool isStream = device == u"/dev/zero"_s;
    Pipe input;
    Pipe output;
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s, u"--raw"_s});
    if (isStream)
        agent.setInputFile(device);
    else
        agent.redirect(0, input.readEnd.number());
    agent.redirect(1, output.writeEnd.number());
    QVERIFY(agent.start());
    output.writeEnd.close();
    if (isStream)
        QVERIFY(output.readEnd.isReadable());
    output.readEnd.close();
    if (!isStream)
        QCOMPARE(::write(input.writeEnd.number(), "x", 1), 1);
    QCOMPARE(agent.exitCode(), 4);
    QCOMPARE(agent.count(Stream::Errors, u"^Cannot write to standard output: Broken pipe"_s), 1);
}

void TestPipeBreaks::endsOnADiskThatIsFull()
{
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    QVERIFY(full.isOpen());
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s, u"--raw"_s});
    agent.setInputFile(u"/dev/zero"_s);
    agent.redirect(1, full.number());
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 4);
    QCOMPARE(agent.count(Stream::Errors, u"^Cannot write to standard output: No space left"_s), 1);
}

void TestPipeBreaks::endsOnInputThatCannotBeRead()
{
    const Descriptor directory(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s});
    agent.redirect(0, directory.number());
    QVERIFY(agent.start());
    const auto code = agent.exitCode();
    QVERIFY2(code > 0, qPrintable(QString::number(code)));
    QCOMPARE(agent.count(Stream::Errors, u"^Cannot read standard input: Is a directory"_s), 1);
}

void TestPipeBreaks::endsInTheMiddleWhenToldTo_data()
{
    QTest::addColumn<int>("signal");

    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

// With a goodbye, and what came out is a beginning of what went in.
void TestPipeBreaks::endsInTheMiddleWhenToldTo()
{
    QFETCH(int, signal);

    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s, u"--raw"_s});
    agent.setInputFile(u"/dev/zero"_s);
    QVERIFY(agent.start());
    QVERIFY(QTest::qWaitFor(
        [&] { return QFile(agent.path(Stream::Output)).size() > 1'000'000; }, patience));
    agent.signal(signal);
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(server
            .waitFor(Stream::Errors, u"INFO server: Connection closed by client: .*; close mess"_s)
            .hasMatch());
    QCOMPARE(server.count(Stream::Errors, u" WARN "_s), 0);
}

void TestPipeBreaks::hearsASignalWhileNobodyReadsItsOutput_data()
{
    QTest::addColumn<bool>("isTerminal");

    QTest::newRow("a pipe") << false;
    QTest::newRow("a terminal that was halted") << true;
}

void TestPipeBreaks::hearsASignalWhileNobodyReadsItsOutput()
{
    QFETCH(bool, isTerminal);

    Pipe output;
    auto terminal = Terminal::open();
    ServerProgram server({u"--log-limit=off"_s});
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--stdin"_s, u"--raw"_s});
    agent.setInputFile(u"/dev/zero"_s);
    agent.redirect(1, isTerminal ? terminal.slave.number() : output.writeEnd.number());
    QVERIFY(agent.start());
    const auto isStuck = [&server, seen = qsizetype(-1)]() mutable {
        QTest::qWait(300); // no message in so long a time: it is stuck
        return std::exchange(seen, server.count(Stream::Errors, u"Received data"_s)) == seen
            && seen > 0;
    };
    QVERIFY(QTest::qWaitFor(isStuck, patience));
    agent.signal(SIGINT);
    QCOMPARE(agent.exitCode(std::chrono::seconds(5)), 0);
}

QTEST_GUILESS_MAIN(TestPipeBreaks)
#include "tst_pipebreaks.moc"
