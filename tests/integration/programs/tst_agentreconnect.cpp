// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/peers/relay.h"
#include "tests/support/processes/runningprogram.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using namespace std::chrono_literals;
using Stream = RunningProgram::Stream;

/// An agent whose server comes and goes.
class TestAgentReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsItsFiveAgain();
    void survivesARestartOfTheServer_data();
    void survivesARestartOfTheServer();
    void startsAgainAfterAGoodbye();
    void waitsBeforeItStartsAgain();
    void recoversFromARelayThatSwallows();
    void recoversFromASilentHandshake();
    void saysWhenItRetries_data();
    void saysWhenItRetries();
    void attemptsWithoutEndFillNoDisk_data();
    void attemptsWithoutEndFillNoDisk();
};

static const auto echo = u"^Received from server: \\[72, 105\\]$"_s;
static const auto greeting = u"^Connected to server successfully!$"_s;

/// Waits until \a agent has printed \a count echoes.
static bool hasEchoes(RunningProgram &agent, qsizetype count)
{
    return QTest::qWaitFor([&] { return agent.count(Stream::Output, echo) >= count; }, patience);
}

void TestAgentReconnect::startsItsFiveAgain()
{
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(),
        u"--message=Hi"_s, u"--interval=0"_s, u"--reconnect-delay=10ms"_s});
    QVERIFY(agent.start());
    {
        ClassicPeer first(listener.accept());
        QVERIFY(first.shakeHands());
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(first.receive(), "Hi");
            QVERIFY(first.send("Hi"));
        }
        QCOMPARE(first.receive(), "Hi"); // and is never answered
    }
    ClassicPeer second(listener.accept());
    QVERIFY(second.shakeHands());
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(second.receive(), "Hi");
        QVERIFY(second.send("Hi"));
    }
    QCOMPARE(second.waitForEnd(), ClassicPeer::End::Goodbye);
    second.socket().close();
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.count(Stream::Output, echo), 3 + 5);
    QCOMPARE(agent.count(Stream::Output, greeting), 2);
}

void TestAgentReconnect::survivesARestartOfTheServer_data()
{
    QTest::addColumn<int>("signal");

    QTest::newRow("killed") << SIGKILL;
    QTest::newRow("told to end") << SIGTERM;
}

void TestAgentReconnect::survivesARestartOfTheServer()
{
    QFETCH(int, signal);

    auto server = std::make_unique<ServerProgram>();
    QVERIFY(server->listen());
    const auto port = server->port();
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, server->address(), u"--message=Hi"_s,
        u"--count=0"_s, u"--interval=10ms"_s, u"--reconnect-delay=200ms"_s});
    QVERIFY(agent.start());
    QVERIFY(hasEchoes(agent, 5));

    server->signal(signal);
    QVERIFY(server->exitCode() != RunningProgram::stillRunning);
    QVERIFY(agent.waitFor(Stream::Errors, u"^Failed to connect to server, retrying in 0\\.2 sec"_s)
            .hasMatch());
    const auto before = agent.count(Stream::Output, echo);
    server = std::make_unique<ServerProgram>(QStringList{}, port);
    QVERIFY(server->listen());
    QVERIFY(hasEchoes(agent, before + 5));

    agent.signal(SIGINT);
    QCOMPARE(agent.exitCode(), 0);
    const auto summary = server->waitFor(
        Stream::Errors, u"Connection closed by client: .*; received (\\d+) messages, "_s);
    const auto after = agent.count(Stream::Output, echo) - before;
    const auto received = summary.captured(1).toLongLong();
    QVERIFY2(after == received || after == received - 1, // the last one may be under way
        qPrintable(u"%1 echoes of %2 messages"_s.arg(after).arg(received)));
    QCOMPARE(agent.count(Stream::Output, greeting), 2);
}

void TestAgentReconnect::startsAgainAfterAGoodbye()
{
    BlockingListener listener;
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, listener.address(),
        u"--message=Hi"_s, u"--count=2"_s, u"--interval=0"_s, u"--reconnect-delay=10ms"_s});
    QVERIFY(agent.start());
    {
        ClassicPeer first(listener.accept());
        QVERIFY(first.shakeHands());
        QCOMPARE(first.receive(), "Hi");
        QVERIFY(first.sayGoodbye());
        first.socket().close();
    }
    {
        // Length 0 says goodbye too, to whoever believes it.
        ClassicPeer second(listener.accept());
        QVERIFY(second.shakeHands());
        QCOMPARE(second.receive(), "Hi");
        QVERIFY(second.socket().write(toBytes(QByteArray(4, '\0'))));
        second.socket().close();
    }
    ClassicPeer third(listener.accept());
    QVERIFY(third.shakeHands());
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(third.receive(), "Hi");
        QVERIFY(third.send("Hi"));
    }
    third.socket().close();
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(agent.count(Stream::Output, u"^Server closed the connection\\.$"_s), 2);
    QCOMPARE(agent.count(Stream::Output, echo), 2);
}

void TestAgentReconnect::waitsBeforeItStartsAgain()
{
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--reconnect-delay=700ms"_s});
    QVERIFY(agent.start());
    QElapsedTimer timer;
    for (int i = 0; i < 3; ++i) {
        ClassicPeer peer(listener.accept());
        QVERIFY(peer.socket().isOpen());
        if (i > 0)
            QVERIFY2(timer.elapsed() >= 600, qPrintable(QString::number(timer.elapsed())));
        timer.start();
    }
}

void TestAgentReconnect::recoversFromARelayThatSwallows()
{
    constexpr auto replyTimeout = 1s;
    constexpr auto reconnectDelay = 500ms;
    ServerProgram server;
    QVERIFY(server.listen());
    Relay relay(server.port());
    RunningProgram agent({u"agent"_s, u"--protocol=classic"_s, relay.address(), u"--message=Hi"_s,
        u"--count=0"_s, u"--interval=10ms"_s, u"--reply-timeout=1s"_s, u"--handshake-timeout=1s"_s,
        u"--reconnect-delay=500ms"_s});
    QVERIFY(agent.start());
    QVERIFY(hasEchoes(agent, 5));

    relay.setSwallowing(true);
    QVERIFY(agent.waitFor(Stream::Errors, u"^Failed to receive response, server may be down"_s)
            .hasMatch());
    // And again while it tries to get back in.
    QVERIFY(agent.waitFor(Stream::Errors, u"handshake not finished in 1 s"_s).hasMatch());
    const auto before = agent.count(Stream::Output, echo);
    QVERIFY(relay.swallowed() > 0);

    QElapsedTimer timer;
    timer.start();
    relay.setSwallowing(false);
    QVERIFY(hasEchoes(agent, before + 1));
    const auto longest = replyTimeout + reconnectDelay + (isSanitized ? 5s : 1s);
    QVERIFY2(timer.elapsed() < longest / 1ms, qPrintable(QString::number(timer.elapsed())));
}

void TestAgentReconnect::recoversFromASilentHandshake()
{
    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--message=Hi"_s, u"--count=1"_s,
            u"--handshake-timeout=300ms"_s, u"--reconnect-delay=10ms"_s});
    QVERIFY(agent.start());
    ClassicPeer silent(listener.accept());
    QVERIFY(silent.isReadable());
    ClassicPeer second(listener.accept());
    QVERIFY(second.shakeHands());
    QCOMPARE(second.receive(), "Hi");
    QVERIFY(second.send("Hi"));
    second.socket().close();
    QCOMPARE(agent.exitCode(), 0);
    QCOMPARE(
        agent.count(Stream::Errors, u"^\\S+ WARN agent: .*: handshake not finished in 300 ms"_s),
        1);
}

void TestAgentReconnect::saysWhenItRetries_data()
{
    QTest::addColumn<QString>("delay");
    QTest::addColumn<QString>("inWords");

    QTest::newRow("default") << u"5 s"_s << u"5"_s;
    QTest::newRow("half a second") << u"500ms"_s << u"0\\.5"_s;
    QTest::newRow("two minutes") << u"2min"_s << u"120"_s;
}

void TestAgentReconnect::saysWhenItRetries()
{
    QFETCH(QString, delay);
    QFETCH(QString, inWords);

    BlockingListener listener;
    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, listener.address(), u"--reconnect-delay"_s, delay});
    QVERIFY(agent.start());
    {
        ClassicPeer peer(listener.accept());
        QVERIFY(peer.shakeHands() && peer.receive());
    }
    QVERIFY(agent
            .waitFor(Stream::Errors,
                u"^Failed to receive response, server may be down\\. Reconnecting in "_s + inWords
                    + u"s\\.\\.\\.$"_s)
            .hasMatch());
}

void TestAgentReconnect::attemptsWithoutEndFillNoDisk_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("count");

    QTest::newRow("nobody listens") << false << u"^Failed to connect to server, retrying in 0"_s
                                    << u"more attempts to connect failed within"_s;
    QTest::newRow("closed at once") << true << u"^Failed to connect to server, retrying in 0"_s
                                    << u"more connections lost within"_s;
}

void TestAgentReconnect::attemptsWithoutEndFillNoDisk()
{
    QFETCH(bool, isAnswered);
    QFETCH(QString, line);
    QFETCH(QString, count);

    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto address = u"127.0.0.1:%1"_s.arg(server.serverPort());
    if (isAnswered)
        connect(
            &server, &QTcpServer::newConnection, [&] { delete server.nextPendingConnection(); });
    else
        server.close();

    RunningProgram agent(
        {u"agent"_s, u"--protocol=classic"_s, address, u"--reconnect-delay=1ms"_s});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(agent.start());
    QTRY_VERIFY_WITH_TIMEOUT(agent.count(Stream::Errors, count) >= 2, patience);
    agent.signal(SIGTERM);
    QCOMPARE(agent.exitCode(), 0);
    const auto told = agent.count(Stream::Errors, line);
    const auto most = 100 + 10 * (timer.elapsed() / 1000 + 1);
    QVERIFY2(told >= 100 && told <= most, qPrintable(QString::number(told)));
}

QTEST_GUILESS_MAIN(TestAgentReconnect)
#include "tst_agentreconnect.moc"
