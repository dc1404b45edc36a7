// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QElapsedTimer>
#include <QTest>

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <csignal>
#include <deque>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// How the server ends when it is told to.
/// Whether the other end's kernel has all that was sent: what send() took may be under way still.
static bool hasArrived(const BlockingSocket &socket)
{
    int unacknowledged = -1;
    return ioctl(socket.descriptor(), SIOCOUTQ, &unacknowledged) == 0 && unacknowledged == 0;
}

class TestServerEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWhatHasArrived_data();
    void answersWhatHasArrived();
    void answersAPeerThatReadsLate();
    void finishesATransferThatIsUnderWay();
    void endsInTimeWhateverItsPeersDo();
    void leavesAtOnceWhenToldTwice();
    void toleratesASignalWithoutConnections();
};

void TestServerEnd::answersWhatHasArrived_data()
{
    QTest::addColumn<int>("signal");

    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

// The server is stopped while the requests arrive, so that it finds them and the signal at once.
void TestServerEnd::answersWhatHasArrived()
{
    constexpr int peerCount = 50;
    constexpr int requests = 40;
    QFETCH(int, signal);

    ServerProgram server;
    QVERIFY(server.listen());
    std::deque<ClassicPeer> peers;
    for (int i = 0; i < peerCount; ++i)
        QVERIFY(peers.emplace_back(server.port()).shakeHands());
    server.signal(SIGSTOP);
    for (auto &peer : peers) {
        for (int i = 0; i < requests; ++i)
            QVERIFY(peer.send(QByteArray::number(i).leftJustified(1000, '.')));
    }
    for (auto &peer : peers)
        QTRY_VERIFY_WITH_TIMEOUT(hasArrived(peer.socket()), patience);
    server.signal(signal);
    server.signal(SIGCONT);

    for (auto &peer : peers) {
        for (int i = 0; i < requests; ++i)
            QCOMPARE(peer.receive(), QByteArray::number(i).leftJustified(1000, '.'));
        QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
        peer.socket().close();
    }
    QCOMPARE(server.exitCode(), 0);
    QCOMPARE(server.count(Stream::Errors, u"Connection closed by server: "_s), peerCount);
}

// The server may not be able to write, and so does not read, when the signal comes.
void TestServerEnd::answersAPeerThatReadsLate()
{
    constexpr std::size_t length = 64 * 1024;
    ServerProgram server({u"--log-level"_s, u"info"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.socket().push(peer.frame(QByteArray(length, 'p')), 64 * 1024 * 1024) > length);

    server.signal(SIGTERM);
    QVERIFY(server.waitFor(Stream::Errors, u"Stopping"_s).hasMatch());
    int replies = 0;
    while (peer.receive())
        ++replies;
    QVERIFY(replies > 0);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(server.exitCode(), 0);

    const auto summary =
        server.waitFor(Stream::Errors, u"Connection closed by server: .*; sent (\\d+) messages"_s);
    QCOMPARE(replies, summary.captured(1).toInt());
}

// A message of which only the beginning has arrived is nobody's request yet.
void TestServerEnd::finishesATransferThatIsUnderWay()
{
    ServerProgram server;
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.echo("whole"));
    QVERIFY(peer.socket().write(toBytes(QByteArray::fromHex("00001010") + QByteArray(100, 'x'))));

    server.signal(SIGTERM);
    QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Goodbye);
    peer.socket().close();
    QCOMPARE(server.exitCode(), 0);
}

void TestServerEnd::endsInTimeWhateverItsPeersDo()
{
    ServerProgram server;
    QVERIFY(server.listen());
    ClassicPeer neverReads(server.port());
    QVERIFY(neverReads.shakeHands());
    const auto frame = neverReads.frame(QByteArray(64 * 1024, 'p'));
    QVERIFY(neverReads.socket().push(frame, 64 * 1024 * 1024) > 0);
    ClassicPeer neverCloses(server.port());
    QVERIFY(neverCloses.shakeHands() && neverCloses.echo("hello"));
    ClassicPeer silent(server.port());
    QVERIFY(silent.socket().isOpen());
    ClassicPeer stuck(server.port());
    QVERIFY(stuck.socket().isOpen()
        && stuck.socket().write(toBytes(QByteArray("\x01 twenty bytes of a key", 20))));
    QVERIFY(server.waitFor(Stream::Errors, u"(Accepted connection[\\s\\S]*){4}"_s).hasMatch());

    QElapsedTimer timer;
    timer.start();
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    const auto elapsed = timer.elapsed();
    QVERIFY2(elapsed < (isSanitized ? 15'000 : 5'000), qPrintable(QString::number(elapsed)));
}

void TestServerEnd::leavesAtOnceWhenToldTwice()
{
    ServerProgram server;
    QVERIFY(server.listen());
    ClassicPeer neverReads(server.port());
    QVERIFY(neverReads.shakeHands());
    const auto frame = neverReads.frame(QByteArray(64 * 1024, 'p'));
    QVERIFY(neverReads.socket().push(frame, 64 * 1024 * 1024) > 0);

    server.signal(SIGTERM);
    QVERIFY(server.waitFor(Stream::Errors, u"Stopping"_s).hasMatch());
    QVERIFY(server.isRunning());
    server.signal(SIGINT);
    QCOMPARE(server.exitCode(), 128 + SIGINT);
}

void TestServerEnd::toleratesASignalWithoutConnections()
{
    ServerProgram server;
    QVERIFY(server.listen());
    {
        ClassicPeer peer(server.port());
        QVERIFY(peer.shakeHands() && peer.echo("hello"));
        QVERIFY(peer.sayGoodbye());
        QCOMPARE(peer.waitForEnd(), ClassicPeer::End::Fin);
    }
    QVERIFY(server.waitFor(Stream::Errors, u"Connection closed by client: 127\\.0\\.0\\.1:\\d+ "_s)
            .hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestServerEnd)
#include "tst_serverend.moc"
