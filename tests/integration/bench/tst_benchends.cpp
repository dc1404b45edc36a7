// SPDX-License-Identifier: MIT
#include "tests/integration/bench/benchprogram.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// How `sealcord bench` ends against servers that do what none should: played by the test.
class TestBenchEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongEcho_data();
    void wrongEcho();
    void wrongEchoAmongRightOnes();
    void unaskedMessage();
    void notAServer();
    void nobodyListens();
    void nameThatDoesNotExist();
    void closedInTheHandshake();
    void goodbyeInTheMidst();
    void silentServer();
    void unknownProcess();

private:
    void checkEnd(BenchProgram &bench, int code, const QString &text);
};

void TestBenchEnds::checkEnd(BenchProgram &bench, int code, const QString &text)
{
    QCOMPARE(bench.exitCode(), code);
    QVERIFY2(bench.errors().contains(u"sealcord bench: "_s + text), qPrintable(bench.errors()));
}

void TestBenchEnds::wrongEcho_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("added");
    QTest::addColumn<QString>("difference");
    QTest::newRow("first byte") << 0 << 0 << "differs from its message at byte 0";
    QTest::newRow("byte behind the number") << 8 << 0 << "differs from its message at byte 8";
    QTest::newRow("last byte") << 99 << 0 << "differs from its message at byte 99";
    QTest::newRow("too long") << -1 << 1 << "has 101 bytes instead of 100";
    QTest::newRow("too short") << -1 << -1 << "has 99 bytes instead of 100";
}

void TestBenchEnds::wrongEcho()
{
    QFETCH(int, changed);
    QFETCH(int, added);
    QFETCH(QString, difference);

    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--size=100"_s, u"--duration=1min"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    auto message = peer.receive().value_or(QByteArray());
    QCOMPARE(message.size(), 100);
    if (changed >= 0)
        message[changed] = static_cast<char>(message[changed] ^ 1);
    message.resize(message.size() + added);
    QVERIFY(peer.send(message));
    checkEnd(bench, 4, u"echo 1 of connection 1 "_s + difference);
    QVERIFY(bench.result()["failure"_L1].toString().endsWith(difference));
}

void TestBenchEnds::wrongEchoAmongRightOnes()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--depth=4"_s, u"--duration=1min"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    const auto first = peer.receive().value_or(QByteArray());
    const auto second = peer.receive().value_or(QByteArray());
    QVERIFY(peer.send(first));
    QVERIFY(peer.send(first)); // again: a replay under a fresh nonce
    checkEnd(bench, 4, u"echo 2 of connection 1 differs from its message at byte 0"_s);
    QVERIFY(second != first);
    QCOMPARE(bench.result()["count"_L1].toInteger(), qint64(1));
}

void TestBenchEnds::unaskedMessage()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--duration=1min"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    const auto message = peer.receive().value_or(QByteArray());
    QVERIFY(peer.send(message));
    // The generator may have sent its second message by now, so two more are one too many.
    QVERIFY(peer.send(message));
    QVERIFY(peer.send(message));
    QCOMPARE(bench.exitCode(), 4);
}

void TestBenchEnds::notAServer()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.socket().write(toBytes("HTTP/1.1 400 Bad Request\r\n\r\n")));
    checkEnd(bench, 3, u"not a classic server: an HTTP response, first byte 0x48, 'HTTP/1.1'"_s);
}

void TestBenchEnds::nobodyListens()
{
    BenchProgram bench(BlockingListener().address(), {});
    QVERIFY(bench.start());
    checkEnd(bench, 1, u"Connection refused"_s);
}

void TestBenchEnds::nameThatDoesNotExist()
{
    BenchProgram bench(u"no-such-host.invalid:1"_s, {}); // RFC 6761, 6.4
    QVERIFY(bench.start());
    checkEnd(bench, 1, u"cannot connect to no-such-host.invalid: "_s);
}

void TestBenchEnds::closedInTheHandshake()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--handshakes"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.isReadable());
    peer.socket().reset();
    checkEnd(bench, 1, u"Connection reset by peer"_s);
}

void TestBenchEnds::goodbyeInTheMidst()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--duration=1min"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.receive());
    QVERIFY(peer.sayGoodbye());
    checkEnd(bench, 1, u"the server said goodbye"_s);
}

void TestBenchEnds::silentServer()
{
    BlockingListener listener;
    BenchProgram bench(listener.address(), {u"--duration=1min"_s, u"--timeout=200ms"_s});
    QVERIFY(bench.start());
    ClassicPeer peer(listener.accept());
    QVERIFY(peer.shakeHands());
    checkEnd(bench, 1, u"nothing of what the server owes came in 200 ms"_s);
}

void TestBenchEnds::unknownProcess()
{
    BenchProgram bench(u"127.0.0.1:1"_s, {u"--watch=4194304"_s});
    QVERIFY(bench.start());
    checkEnd(bench, 2, u"there is no process 4194304 to watch"_s);
}

QTEST_GUILESS_MAIN(TestBenchEnds)
#include "tst_benchends.moc"
