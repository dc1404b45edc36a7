// SPDX-License-Identifier: MIT
#include "tests/integration/traffic/watchedends.h"
#include "tests/support/peers/blockingsocket.h"

#include <QByteArrayList>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

namespace {

quint16 closedPort()
{
    return BlockingListener().port();
}

} // namespace

class TestWatchedAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsSendsAndDisconnects();
    void connectionIsKnownWhenItSaysConnected();
    void failureTellsItsStage_data();
    void failureTellsItsStage();
    void newAttemptForgetsTheFailure();
    void waitsForTheNextAttempt();
    void retryNowDoesNotWait();
    void withoutReconnectOneFailureIsTheLast();
    void reconnectTakenAwayWhileWaitingEndsIt();
    void reconnectGivenWhileConnectedComesAfterTheEnd();
    void serverKilledIsTriedAgain();
    void stopIsHeardInEveryStage_data();
    void stopIsHeardInEveryStage();
    void connectsAgainAfterADisconnect();
    void numbersOfConnectionsNeverComeTwice();
    void destroyedInEveryStage_data();
    void destroyedInEveryStage();
    void measuresTheConnection();
    void commandsWhileIdleDoNothing();
};

void TestWatchedAgent::connectsSendsAndDisconnects()
{
    const EchoServer server;
    QVERIFY(server.isListening);
    RecordedAgent agent;
    QCOMPARE(agent.watched.stage(), Stage::Idle);
    agent.start(server.port());
    QCOMPARE(agent.watched.stage(), Stage::Resolving);
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.send("hello");
    agent.watched.send("again");
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.messages(Direction::In), (QByteArrayList{"hello", "again"}), patience);
    agent.watched.stop();
    QCOMPARE(agent.watched.stage(), Stage::Disconnecting);
    QVERIFY(agent.waitFor(Stage::Idle));
    QVERIFY(!agent.watched.failedStage());
    QVERIFY(agent.watched.errorString().isEmpty());
    QCOMPARE(agent.record.news<ConnectionEnded>().front().reason, EndReason::ClosedByUs);
    QCOMPARE(agent.record.events().front(), QStringLiteral("connecting"));
    QCOMPARE(agent.record.events().back(), QStringLiteral("ended"));
    QVERIFY(agent.notSent.isEmpty());
}

void TestWatchedAgent::connectionIsKnownWhenItSaysConnected()
{
    const EchoServer server;
    RecordedAgent agent;
    bool wasKnown = false;
    connect(&agent.watched, &WatchedAgent::stageChanged, this, [&] {
        if (agent.watched.stage() == Stage::Connected)
            wasKnown = agent.record.news<ConnectionEstablished>().size() == 1
                && agent.watched.connection().id == 1
                && agent.watched.connection().peer.port() == server.port();
    });
    agent.start(server.port());
    QVERIFY(agent.waitFor(Stage::Connected));
    QVERIFY(wasKnown);
}

void TestWatchedAgent::failureTellsItsStage_data()
{
    QTest::addColumn<int>("peer");
    QTest::addColumn<int>("stage");
    QTest::addColumn<QString>("why");
    QTest::newRow("no such name") << 0 << int(Stage::Resolving) << QStringLiteral("unknown host");
    QTest::newRow("nobody listens")
        << 1 << int(Stage::Connecting) << QStringLiteral("connection refused");
    QTest::newRow("speaks something else")
        << 2 << int(Stage::AgreeingKey) << QStringLiteral("not a classic server");
    QTest::newRow("the server stops") << 3 << int(Stage::Connected) << QString();
}

void TestWatchedAgent::failureTellsItsStage()
{
    QFETCH(int, peer);
    QFETCH(int, stage);
    QFETCH(QString, why);
    BlockingListener listener;
    EchoServer server;
    AgentSettings settings;
    settings.reconnectDelay.reset();
    settings.host = peer == 0 ? QStringLiteral("nobody.invalid") : settings.host; // RFC 6761, 6.4
    settings.port = peer == 3 ? server.port() : peer == 2 ? listener.port() : closedPort();
    RecordedAgent agent;
    agent.watched.start(settings);
    if (peer == 2) {
        auto socket = listener.accept();
        QVERIFY(socket.write(toBytes("HTTP/1.1 400 Bad Request\r\n\r\n")));
        QVERIFY(agent.waitFor(Stage::Idle));
    } else if (peer == 3) {
        QVERIFY(agent.waitFor(Stage::Connected));
        server.watched.stop();
    }
    QVERIFY(agent.waitFor(Stage::Idle));
    QVERIFY(agent.watched.failedStage());
    QCOMPARE(int(*agent.watched.failedStage()), stage);
    QVERIFY(!agent.watched.errorString().isEmpty());
    QVERIFY2(agent.watched.errorString().contains(why), qPrintable(agent.watched.errorString()));
    if (peer < 2) {
        QCOMPARE(agent.record.events().back(), QStringLiteral("connect-failed"));
        QCOMPARE(agent.record.levelOf(EventKind::ConnectFailed), EventLevel::Warning);
        QCOMPARE(agent.record.textOf(EventKind::ConnectFailed), agent.watched.errorString());
    }
}

void TestWatchedAgent::newAttemptForgetsTheFailure()
{
    RecordedAgent agent;
    agent.start(closedPort());
    QVERIFY(agent.waitFor(Stage::Idle));
    QVERIFY(agent.watched.failedStage());
    BlockingListener silent;
    agent.start(silent.port());
    QVERIFY(!agent.watched.failedStage());
    QVERIFY(agent.waitFor(Stage::AgreeingKey));
    QVERIFY(!agent.watched.failedStage());
    QVERIFY(agent.watched.errorString().isEmpty());
}

void TestWatchedAgent::waitsForTheNextAttempt()
{
    RecordedAgent agent;
    const auto before = std::chrono::steady_clock::now();
    agent.start(closedPort(), 1h);
    QVERIFY(agent.waitFor(Stage::Waiting));
    QVERIFY(agent.watched.retryAt() >= before + 1h);
    QVERIFY(agent.watched.retryAt() <= std::chrono::steady_clock::now() + 1h);
    QCOMPARE(agent.watched.failedStage(), std::optional(Stage::Connecting));
}

void TestWatchedAgent::retryNowDoesNotWait()
{
    RecordedAgent agent;
    agent.start(closedPort(), 1h);
    QVERIFY(agent.waitFor(Stage::Waiting));
    const auto first = agent.watched.retryAt();
    agent.watched.retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(agent.watched.retryAt() > first, patience);
    QCOMPARE(agent.watched.stage(), Stage::Waiting);
    QCOMPARE(agent.record.events().count(QStringLiteral("connect-failed")), 2);
}

void TestWatchedAgent::withoutReconnectOneFailureIsTheLast()
{
    RecordedAgent agent;
    agent.start(closedPort());
    QVERIFY(agent.waitFor(Stage::Idle));
    QCOMPARE(agent.record.events(),
        (QStringList{QStringLiteral("connecting"), QStringLiteral("connect-failed")}));
}

void TestWatchedAgent::reconnectTakenAwayWhileWaitingEndsIt()
{
    RecordedAgent agent;
    agent.start(closedPort(), 1h);
    QVERIFY(agent.waitFor(Stage::Waiting));
    agent.watched.setReconnects(false);
    QVERIFY(agent.waitFor(Stage::Idle));
}

void TestWatchedAgent::reconnectGivenWhileConnectedComesAfterTheEnd()
{
    EchoServer server;
    RecordedAgent agent;
    agent.start(server.port());
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.setReconnects(true);
    server.watched.stop();
    QVERIFY(agent.waitFor(Stage::Waiting));
}

void TestWatchedAgent::serverKilledIsTriedAgain()
{
    std::optional<EchoServer> server(std::in_place);
    const auto port = server->port();
    RecordedAgent agent;
    agent.start(port, 50ms);
    QVERIFY(agent.waitFor(Stage::Connected));
    server.reset(); // without a goodbye
    QTRY_VERIFY_WITH_TIMEOUT(
        agent.record.events().contains(QStringLiteral("connect-failed")), patience);
    QVERIFY(agent.record.news<ConnectionEnded>().front().reason != EndReason::ClosedByPeer);
    server.emplace(port);
    QVERIFY(server->isListening);
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.send("still here");
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.messages(Direction::In), QByteArrayList{"still here"}, patience);
}

void TestWatchedAgent::stopIsHeardInEveryStage_data()
{
    QTest::addColumn<int>("stage");
    QTest::newRow("just started") << int(Stage::Resolving);
    QTest::newRow("agreeing a key") << int(Stage::AgreeingKey);
    QTest::newRow("connected") << int(Stage::Connected);
    QTest::newRow("waiting") << int(Stage::Waiting);
}

void TestWatchedAgent::stopIsHeardInEveryStage()
{
    QFETCH(int, stage);
    BlockingListener silent;
    const EchoServer server;
    RecordedAgent agent;
    QSignalSpy changes(&agent.watched, &WatchedAgent::stageChanged);
    switch (Stage(stage)) {
    case Stage::AgreeingKey:
        agent.start(silent.port(), 1h);
        break;
    case Stage::Waiting:
        agent.start(closedPort(), 1h);
        break;
    default:
        agent.start(server.port(), 1h);
        break;
    }
    QVERIFY(agent.waitFor(Stage(stage)));
    changes.clear();
    agent.watched.stop();
    agent.watched.stop();
    QCOMPARE(agent.watched.stage(), Stage::Disconnecting);
    QVERIFY(agent.waitFor(Stage::Idle));
    QCOMPARE(changes.size(), 2);
    QCOMPARE(
        agent.record.news<ConnectionOpened>().size(), agent.record.news<ConnectionEnded>().size());
}

void TestWatchedAgent::connectsAgainAfterADisconnect()
{
    const EchoServer server;
    RecordedAgent agent;
    for (int i = 0; i < 5; ++i) {
        agent.start(server.port());
        QVERIFY(agent.waitFor(Stage::Connected));
        agent.watched.send("hello");
        QTRY_COMPARE_WITH_TIMEOUT(agent.record.messages(Direction::In).size(), i + 1, patience);
        agent.watched.stop();
        QVERIFY(agent.waitFor(Stage::Idle));
    }
}

void TestWatchedAgent::numbersOfConnectionsNeverComeTwice()
{
    const EchoServer server;
    RecordedAgent agent;
    for (ConnectionId i = 1; i <= 3; ++i) {
        agent.start(server.port());
        QVERIFY(agent.waitFor(Stage::Connected));
        QCOMPARE(agent.watched.connection().id, i);
        agent.watched.stop();
        QVERIFY(agent.waitFor(Stage::Idle));
    }
}

void TestWatchedAgent::destroyedInEveryStage_data()
{
    QTest::addColumn<int>("stage");
    QTest::newRow("idle") << int(Stage::Idle);
    QTest::newRow("just started") << int(Stage::Resolving);
    QTest::newRow("agreeing a key") << int(Stage::AgreeingKey);
    QTest::newRow("connected") << int(Stage::Connected);
    QTest::newRow("waiting") << int(Stage::Waiting);
    QTest::newRow("disconnecting") << int(Stage::Disconnecting);
}

void TestWatchedAgent::destroyedInEveryStage()
{
    QFETCH(int, stage);
    BlockingListener silent;
    const EchoServer server;
    RecordedAgent agent;
    switch (Stage(stage)) {
    case Stage::Idle:
        break;
    case Stage::AgreeingKey:
        agent.start(silent.port(), 1h);
        break;
    case Stage::Waiting:
        agent.start(closedPort(), 1h);
        break;
    default:
        agent.start(server.port(), 1h);
        break;
    }
    if (Stage(stage) == Stage::Disconnecting) {
        QVERIFY(agent.waitFor(Stage::Connected));
        agent.watched.stop();
    } else {
        QVERIFY(agent.waitFor(Stage(stage)));
    }
}

void TestWatchedAgent::measuresTheConnection()
{
    const EchoServer server;
    RecordedAgent agent;
    agent.start(server.port());
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.measure();
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.news<ConnectionMeasured>().size(), std::size_t{1}, patience);
    const auto measured = agent.record.news<ConnectionMeasured>().front();
    QVERIFY(measured.connection.id == agent.watched.connection().id);
    QVERIFY(measured.local.isLoopback());
    QVERIFY(measured.local.port() != server.port());
}

void TestWatchedAgent::commandsWhileIdleDoNothing()
{
    RecordedAgent agent;
    agent.watched.stop();
    agent.watched.retryNow();
    agent.watched.setReconnects(true);
    agent.watched.send("hello");
    agent.watched.measure();
    QCOMPARE(agent.watched.stage(), Stage::Idle);
    QVERIFY(agent.notSent.isEmpty());
    const EchoServer server;
    agent.start(server.port());
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.start(server.port());
    QCOMPARE(agent.watched.stage(), Stage::Connected);
}

QTEST_GUILESS_MAIN(TestWatchedAgent)
#include "tst_watchedagent.moc"
