// SPDX-License-Identifier: MIT
#include "tests/integration/traffic/watchedends.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/echoserver.h"

#include <QByteArrayList>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using Stage = WatchedAgent::Stage;

namespace {

/// What an agent that does not come through has at the other end.
enum class Listener { Unnamed, Absent, Stranger, Server };

/// The port on which an agent comes to \a stage.
quint16 portFor(Stage stage, const BlockingListener &silent, const EchoServer &server)
{
    return stage == Stage::AgreeingKey ? silent.port()
        : stage == Stage::Waiting      ? BlockingListener().port()
                                       : server.port();
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
    using enum Listener;
    QTest::addColumn<Listener>("peer");
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("why");
    QTest::newRow("no such name") << Unnamed << Stage::Resolving << QStringLiteral("unknown host");
    QTest::newRow("nobody listens")
        << Absent << Stage::Connecting << QStringLiteral("connection refused");
    QTest::newRow("speaks something else")
        << Stranger << Stage::AgreeingKey << QStringLiteral("not a classic server");
    QTest::newRow("the server stops") << Server << Stage::Connected << QString();
}

void TestWatchedAgent::failureTellsItsStage()
{
    using enum Listener;
    QFETCH(Listener, peer);
    QFETCH(Stage, stage);
    QFETCH(QString, why);
    BlockingListener listener;
    EchoServer server;
    AgentSettings settings;
    settings.reconnectDelay.reset();
    settings.host =
        peer == Unnamed ? QStringLiteral("nobody.invalid") : settings.host; // RFC 6761, 6.4
    settings.port = peer == Server ? server.port()
        : peer == Stranger         ? listener.port()
                                   : BlockingListener().port();
    RecordedAgent agent;
    agent.watched.start(settings);
    if (peer == Stranger) {
        auto socket = listener.accept();
        QVERIFY(socket.write(toBytes("HTTP/1.1 400 Bad Request\r\n\r\n")));
        QVERIFY(agent.waitFor(Stage::Idle));
    } else if (peer == Server) {
        QVERIFY(agent.waitFor(Stage::Connected));
        server.watched.stop();
    }
    QVERIFY(agent.waitFor(Stage::Idle));
    QVERIFY(agent.watched.failedStage());
    QCOMPARE(*agent.watched.failedStage(), stage);
    QVERIFY(!agent.watched.errorString().isEmpty());
    QVERIFY2(agent.watched.errorString().contains(why), qPrintable(agent.watched.errorString()));
    QCOMPARE(agent.watched.endReason().has_value(), peer == Stranger || peer == Server);
    if (peer == Unnamed || peer == Absent) {
        QCOMPARE(agent.record.events().back(), QStringLiteral("connect-failed"));
        QCOMPARE(agent.record.levelOf(EventKind::ConnectFailed), EventLevel::Warning);
        QCOMPARE(agent.record.textOf(EventKind::ConnectFailed), agent.watched.errorString());
    }
}

void TestWatchedAgent::newAttemptForgetsTheFailure()
{
    RecordedAgent agent;
    agent.start(BlockingListener().port());
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
    agent.start(BlockingListener().port(), 1h);
    QVERIFY(agent.waitFor(Stage::Waiting));
    QVERIFY(agent.watched.retryAt() >= before + 1h);
    QVERIFY(agent.watched.retryAt() <= std::chrono::steady_clock::now() + 1h);
    QCOMPARE(agent.watched.failedStage(), std::optional(Stage::Connecting));
}

void TestWatchedAgent::retryNowDoesNotWait()
{
    RecordedAgent agent;
    agent.start(BlockingListener().port(), 1h);
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
    agent.start(BlockingListener().port());
    QVERIFY(agent.waitFor(Stage::Idle));
    QCOMPARE(agent.record.events(),
        (QStringList{QStringLiteral("connecting"), QStringLiteral("connect-failed")}));
}

void TestWatchedAgent::reconnectTakenAwayWhileWaitingEndsIt()
{
    RecordedAgent agent;
    agent.start(BlockingListener().port(), 1h);
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
    QCOMPARE(agent.record.levelOf(EventKind::ConnectionEnded), EventLevel::Warning);
    server.emplace(port);
    QVERIFY(server->isListening);
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.send("still here");
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.messages(Direction::In), QByteArrayList{"still here"}, patience);
}

void TestWatchedAgent::stopIsHeardInEveryStage_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("just started") << Stage::Resolving;
    QTest::newRow("agreeing a key") << Stage::AgreeingKey;
    QTest::newRow("connected") << Stage::Connected;
    QTest::newRow("waiting") << Stage::Waiting;
}

void TestWatchedAgent::stopIsHeardInEveryStage()
{
    QFETCH(Stage, stage);
    BlockingListener silent;
    const EchoServer server;
    RecordedAgent agent;
    QSignalSpy changes(&agent.watched, &WatchedAgent::stageChanged);
    agent.start(portFor(stage, silent, server), 1h);
    QVERIFY(agent.waitFor(stage));
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
    QTest::addColumn<Stage>("stage");
    QTest::newRow("idle") << Stage::Idle;
    QTest::newRow("just started") << Stage::Resolving;
    QTest::newRow("agreeing a key") << Stage::AgreeingKey;
    QTest::newRow("connected") << Stage::Connected;
    QTest::newRow("waiting") << Stage::Waiting;
    QTest::newRow("disconnecting") << Stage::Disconnecting;
}

void TestWatchedAgent::destroyedInEveryStage()
{
    QFETCH(Stage, stage);
    BlockingListener silent;
    const EchoServer server;
    RecordedAgent agent;
    if (stage != Stage::Idle)
        agent.start(portFor(stage, silent, server), 1h);
    if (stage == Stage::Disconnecting) {
        QVERIFY(agent.waitFor(Stage::Connected));
        agent.watched.stop();
    } else {
        QVERIFY(agent.waitFor(stage));
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
