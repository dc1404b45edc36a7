// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using namespace std::chrono_literals;
using Stream = RunningProgram::Stream;

/// An agent that is told to end.
class TestAgentEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysGoodbye_data();
    void saysGoodbye();
    void endsBeforeItIsConnected_data();
    void endsBeforeItIsConnected();
    void endsWhenTheSystemSaysNoAtOnce_data();
    void endsWhenTheSystemSaysNoAtOnce();
    void endsWhenOnlyItsOutputIsWaitedFor();
    void endsWithAServerThatDoesNotLetGo();
    void leavesAtOnceWhenToldTwice();
    void endsWhereNobodyReadsItsOutput();
    void endsWhenTheReaderOfItsOutputHasGone();
};

void TestAgentEnds::saysGoodbye_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("interval");

    QTest::newRow("SIGINT, busy") << SIGINT << u"0"_s;
    QTest::newRow("SIGTERM, busy") << SIGTERM << u"0"_s;
    QTest::newRow("SIGINT, in a pause") << SIGINT << u"1h"_s;
}

void TestAgentEnds::saysGoodbye()
{
    QFETCH(int, signal);
    QFETCH(QString, interval);

    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--count=0"_s,
        u"--interval"_s, interval});
    QVERIFY(agent.start());
    QVERIFY(agent.waitFor(Stream::Output, u"^Received from server: "_s).hasMatch());
    agent.signal(signal);
    QCOMPARE(agent.exitCode(), 0);
    QVERIFY(server
            .waitFor(Stream::Errors,
                u"INFO server: Connection closed by client: 127\\.0\\.0\\.1:\\d+ .*; close "
                "message\\)$"_s)
            .hasMatch());
    QCOMPARE(server.count(Stream::Errors, u" WARN "_s), 0);
}

/// Whether somebody waits for an answer of \a port: state 02 in /proc/net/tcp, of proc(5).
static bool isSynSentTo(quint16 port)
{
    QFile file(u"/proc/net/tcp"_s);
    return file.open(QIODevice::ReadOnly)
        && QString::fromLatin1(file.readAll())
               .contains(u":%1 02 "_s.arg(uint(port), 4, 16, QChar(u'0')), Qt::CaseInsensitive);
}

void TestAgentEnds::endsBeforeItIsConnected_data()
{
    QTest::addColumn<QString>("when");

    QTest::newRow("connecting") << u"connecting"_s;
    QTest::newRow("in the handshake") << u"handshake"_s;
    QTest::newRow("waiting to try again") << u"waiting"_s;
}

void TestAgentEnds::endsBeforeItIsConnected()
{
    QFETCH(QString, when);

    const bool isFull = when == u"connecting"_s;
    BlockingListener listener(isFull ? 0 : 16);
    const auto first = isFull ? BlockingSocket::connectTo(listener.port()) : BlockingSocket(-1);
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--reconnect-delay=1h"_s,
            u"--connect-timeout=1h"_s, u"--handshake-timeout=1h"_s, u"--log-level=debug"_s});
    QVERIFY(agent.start());
    std::optional<ClassicPeer> peer;
    if (isFull) {
        QVERIFY(QTest::qWaitFor([&] { return isSynSentTo(listener.port()); }, patience));
    } else {
        peer.emplace(listener.accept());
        QVERIFY(peer->isReadable());
    }
    if (when == u"waiting"_s) {
        peer->socket().close();
        QVERIFY(agent.waitFor(Stream::Errors, u"^Failed to connect to server, retry"_s).hasMatch());
    }
    agent.signal(SIGINT);
    QCOMPARE(agent.exitCode(5s), 0);
}

void TestAgentEnds::endsWhenTheSystemSaysNoAtOnce_data()
{
    QTest::addColumn<bool>("reconnects");

    QTest::newRow("by itself") << false;
    QTest::newRow("when told to") << true;
}

// Of an address that no TCP reaches the system says so before the call returns.
void TestAgentEnds::endsWhenTheSystemSaysNoAtOnce()
{
    QFETCH(bool, reconnects);

    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, u"255.255.255.255:1"_s,
        reconnects ? u"--reconnect-delay=1h"_s : u"--no-reconnect"_s});
    QVERIFY(agent.start());
    QVERIFY(agent.waitFor(Stream::Errors, u"^Failed to connect to server"_s).hasMatch());
    if (reconnects)
        agent.signal(SIGTERM);
    QCOMPARE(agent.exitCode(5s), reconnects ? 0 : 1);
}

// The connection is over, and the last line waits for a reader who does not come.
void TestAgentEnds::endsWhenOnlyItsOutputIsWaitedFor()
{
    Pipe pipe;
    const int room = ::fcntl(pipe.writeEnd.number(), F_SETPIPE_SZ, 4096);
    const QByteArray filling(room - 40, 'x'); // room for "Connected", and for no other line
    QCOMPARE(::write(pipe.writeEnd.number(), filling.data(), std::size_t(filling.size())),
        filling.size());
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--no-reconnect"_s});
    agent.redirect(1, pipe.writeEnd.number());
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands() && peer.receive());
    const auto answer = peer.frame("Hello from client!");
    QVERIFY(peer.socket().write(answer + peer.goodbye()));
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Fin);
    QVERIFY(agent.isRunning());
    agent.signal(SIGTERM);
    QCOMPARE(agent.exitCode(5s), 0);
}

void TestAgentEnds::endsWithAServerThatDoesNotLetGo()
{
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--interval=1h"_s});
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.receive() && peer.send("Hello from client!"));
    QVERIFY(agent.waitFor(Stream::Output, u"^Received from server: "_s).hasMatch());
    agent.signal(SIGTERM);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    QCOMPARE(agent.exitCode(10s), 0); // without our FIN
}

void TestAgentEnds::leavesAtOnceWhenToldTwice()
{
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--interval=1h"_s});
    QVERIFY(agent.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.receive() && peer.send("Hello from client!"));
    QVERIFY(agent.waitFor(Stream::Output, u"^Received from server: "_s).hasMatch());
    agent.signal(SIGINT);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye); // it lingers for our FIN
    QVERIFY(agent.isRunning());
    agent.signal(SIGTERM);
    QCOMPARE(agent.exitCode(), 128 + SIGTERM);
}

// Standard output that blocks is no reason not to hear a signal.
void TestAgentEnds::endsWhereNobodyReadsItsOutput()
{
    Pipe pipe;
    ServerProgram server({u"--log-limit=off"_s});
    QVERIFY(server.listen());
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, server.address(), u"--count=0"_s, u"--interval=0"_s});
    agent.redirect(1, pipe.writeEnd.number());
    QVERIFY(agent.start());
    const auto isStuck = [&server, seen = qsizetype(-1)]() mutable {
        QTest::qWait(300); // no message in so long a time: it is stuck
        return std::exchange(seen, server.count(Stream::Errors, u"Received data"_s)) == seen
            && seen > 100;
    };
    QVERIFY(QTest::qWaitFor(isStuck, patience));
    agent.signal(SIGINT);
    QCOMPARE(agent.exitCode(5s), 0);
}

void TestAgentEnds::endsWhenTheReaderOfItsOutputHasGone()
{
    Pipe pipe;
    ServerProgram server;
    QVERIFY(server.listen());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server.address(), u"--count=0"_s,
        u"--interval=10ms"_s});
    agent.redirect(1, pipe.writeEnd.number());
    QVERIFY(agent.start());
    pipe.writeEnd.close();
    QVERIFY(pipe.readEnd.isReadable());
    pipe.readEnd.close();
    QVERIFY(agent.exitCode(10s) > 0);
    QVERIFY(agent.count(Stream::Errors, u"^Cannot write to standard output: "_s) == 1);
}

QTEST_GUILESS_MAIN(TestAgentEnds)
#include "tst_agentends.moc"
