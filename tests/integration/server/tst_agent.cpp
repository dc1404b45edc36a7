// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/integration/server/talkingagent.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

enum class StopWhen { NotStarted, Connecting, InHandshake, Waiting, Twice };
enum class DestroyWhen { NotStarted, Connecting, InHandshake, Established, SayingGoodbye };

} // namespace

class TestAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsEchoesAndSaysGoodbye();
    void fingerprintIsTheSameAtBothEnds();
    void largeMessagesPassBothWays();
    void bothEndsMaySendWithoutReadingFirst();
    void serverThatStopsIsTriedAgain();
    void connectionsAreNumberedFromTheLastOne();
    void nobodyThereIsTriedAgain();
    void withoutADelayOneFailureIsTheLast();
    void stopIsHeardInEveryState_data();
    void stopIsHeardInEveryState();
    void stopInItsOwnSignalFinishesOnce_data();
    void stopInItsOwnSignalFinishesOnce();
    void stagesAreToldInTheirOrder();
    void stopInAStageEndsTheAttempt_data();
    void stopInAStageEndsTheAttempt();
    void retryNowDoesNotWaitForTheDelay();
    void delayTakenAwayEndsTheWait();
    void destroyedWhenever_data();
    void destroyedWhenever();
    void nothingIsSentBeforeTheKeyIsAgreed();
    void messageThatFindsTheConnectionBrokenIsNotSent();
    void pausedAgentReceivesNothing();
};

void TestAgent::connectsEchoesAndSaysGoodbye()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    QVERIFY(talking.agent.send(toBytes("one")) == SendResult::Sent);
    QVERIFY(talking.agent.send(toBytes("two")) == SendResult::Sent);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages, (QList<QByteArray>{"one", "two"}), patience);
    talking.agent.stop();
    QVERIFY(talking.waitForFinished());
    QCOMPARE(talking.finished, 1);
    QCOMPARE(talking.ends.size(), std::size_t{1});
    QCOMPARE(talking.ends.front().reason, EndReason::ClosedByUs);
    QVERIFY(talking.failures.isEmpty());
    QVERIFY(server.tap().waitFor(
        [](const RecordingTap::Records &records) { return records.ended.size() == 1; }));
    QCOMPARE(server.tap().records().ended.front().reason, EndReason::ClosedByPeer);
}

void TestAgent::fingerprintIsTheSameAtBothEnds()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    const auto here = talking.tap.records().established;
    const auto there = server.tap().records().established;
    QCOMPARE(here.size(), std::size_t{1});
    QCOMPARE(there.size(), std::size_t{1});
    QVERIFY(here.front().fingerprint == there.front().fingerprint);
    QVERIFY(here.front().fingerprint != Fingerprint{});
    QCOMPARE(here.front().connection.peer.port(), server.port());
}

void TestAgent::largeMessagesPassBothWays()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    const QByteArray message(16 * 1024 * 1024, 'x');
    QVERIFY(talking.agent.send(toBytes(message)) == SendResult::Sent);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages.size(), 1, patience);
    QVERIFY(talking.messages.front() == message);
    QCOMPARE(talking.agent.bytesOwed(), qint64{0});
}

// The server waits for the agent to read; were the agent to wait likewise, both would for ever.
void TestAgent::bothEndsMaySendWithoutReadingFirst()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    const QByteArray message(1024 * 1024, 'x');
    constexpr int count = 40; // more than the kernel holds both ways
    for (int i = 0; i < count; ++i)
        QVERIFY(talking.agent.send(toBytes(message)) == SendResult::Sent);
    QVERIFY(talking.agent.bytesOwed() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages.size(), count, patience);
}

void TestAgent::serverThatStopsIsTriedAgain()
{
    auto serverSettings = RunningServer::settings();
    std::optional<RunningServer> server(serverSettings);
    serverSettings.port = server->port();
    TalkingAgent talking(TalkingAgent::settings(server->port()));
    QVERIFY(talking.connects());
    server->beginToStop();
    QTRY_COMPARE_WITH_TIMEOUT(talking.ends.size(), std::size_t{1}, patience);
    QCOMPARE(talking.ends.front().reason, EndReason::ClosedByPeer);
    QVERIFY(server->waitForStopped());
    server.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!talking.failures.isEmpty(), patience);
    QVERIFY(talking.failures.front().contains(QStringLiteral("connection refused")));

    server.emplace(serverSettings);
    QVERIFY(server->isListening());
    QVERIFY(talking.waitForConnected(2));
    QVERIFY(talking.agent.send(toBytes("again")) == SendResult::Sent);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages, QList<QByteArray>{"again"}, patience);
    QCOMPARE(talking.finished, 0);
    const auto opened = talking.tap.records().opened;
    QVERIFY(opened.front().connection.id != opened.back().connection.id);
}

void TestAgent::connectionsAreNumberedFromTheLastOne()
{
    auto serverSettings = RunningServer::settings();
    serverSettings.lastConnection = 7;
    RunningServer server(serverSettings);
    auto agentSettings = TalkingAgent::settings(server.port());
    agentSettings.lastConnection = 41;
    TalkingAgent talking(agentSettings);
    QVERIFY(talking.connects());
    QCOMPARE(talking.tap.records().opened.front().connection.id, ConnectionId{42});
    QCOMPARE(server.tap().records().opened.front().connection.id, ConnectionId{8});
}

void TestAgent::nobodyThereIsTriedAgain()
{
    TalkingAgent talking(TalkingAgent::settings(BlockingListener().port(), 10ms));
    talking.agent.start();
    QTRY_VERIFY_WITH_TIMEOUT(talking.failures.size() >= 3, patience);
    QCOMPARE(talking.finished, 0);
}

void TestAgent::withoutADelayOneFailureIsTheLast()
{
    TalkingAgent talking(TalkingAgent::settings(BlockingListener().port(), std::nullopt));
    talking.agent.start();
    QVERIFY(talking.waitForFinished());
    QCOMPARE(talking.failures.size(), 1);
    QCOMPARE(talking.finished, 1);
}

void TestAgent::stopIsHeardInEveryState_data()
{
    using enum StopWhen;
    QTest::addColumn<StopWhen>("when");
    QTest::newRow("not started") << NotStarted;
    QTest::newRow("connecting") << Connecting;
    QTest::newRow("in the handshake") << InHandshake;
    QTest::newRow("waiting to try again") << Waiting;
    QTest::newRow("twice") << Twice;
}

void TestAgent::stopIsHeardInEveryState()
{
    using enum StopWhen;
    QFETCH(StopWhen, when);
    BlockingListener silent;
    TalkingAgent talking(
        TalkingAgent::settings(when == Waiting ? BlockingListener().port() : silent.port()));
    if (when != NotStarted)
        talking.agent.start();
    if (when == InHandshake || when == Twice)
        QTRY_COMPARE_WITH_TIMEOUT(talking.tap.records().opened.size(), std::size_t{1}, patience);
    if (when == Waiting)
        QTRY_COMPARE_WITH_TIMEOUT(talking.failures.size(), 1, patience);
    talking.agent.stop();
    if (when == Twice)
        talking.agent.stop();
    QVERIFY(talking.waitForFinished());
    QCoreApplication::processEvents();
    QCOMPARE(talking.finished, 1);
    QCOMPARE(talking.tap.records().ended.size(), talking.tap.records().opened.size());
}

void TestAgent::stopInItsOwnSignalFinishesOnce_data()
{
    QTest::addColumn<QString>("signal");
    for (const auto *signal : {"connectFailed", "connected", "messageReceived", "disconnected"})
        QTest::newRow(signal) << QString::fromLatin1(signal);
}

void TestAgent::stopInItsOwnSignalFinishesOnce()
{
    QFETCH(QString, signal);
    RunningServer server;
    const bool isFailing = signal == QStringLiteral("connectFailed");
    TalkingAgent talking(
        TalkingAgent::settings(isFailing ? BlockingListener().port() : server.port()));
    auto *agent = &talking.agent;
    const auto stop = [agent] { agent->stop(); };
    if (isFailing)
        connect(agent, &Agent::connectFailed, this, stop);
    else if (signal == QStringLiteral("connected"))
        connect(agent, &Agent::connected, this, stop);
    else if (signal == QStringLiteral("messageReceived"))
        connect(agent, &Agent::messageReceived, this, stop);
    else
        connect(agent, &Agent::disconnected, this, stop);
    agent->start();
    if (!isFailing) {
        QVERIFY(talking.waitForConnected());
        std::ignore = agent->send(toBytes("hello"));
        if (signal == QStringLiteral("disconnected"))
            server.beginToStop();
    }
    QVERIFY(talking.waitForFinished());
    QCoreApplication::processEvents();
    QCOMPARE(talking.finished, 1);
    QCOMPARE(talking.ends.size(), std::size_t{isFailing ? 0u : 1u});
}

void TestAgent::stagesAreToldInTheirOrder()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port(), 1h));
    QStringList stages;
    auto *agent = &talking.agent;
    connect(agent, &Agent::resolving, this, [&] { stages += QStringLiteral("resolving"); });
    connect(agent, &Agent::connecting, this, [&] { stages += QStringLiteral("connecting"); });
    connect(agent, &Agent::agreeingKey, this, [&](const ConnectionName &connection) {
        QCOMPARE(connection.peer.port(), server.port());
        stages += QStringLiteral("agreeing a key");
    });
    connect(agent, &Agent::connected, this, [&] { stages += QStringLiteral("connected"); });
    connect(agent, &Agent::waiting, this, [&] { stages += QStringLiteral("waiting"); });
    agent->start();
    QVERIFY(talking.waitForConnected());
    const auto before = std::chrono::steady_clock::now();
    QVERIFY(server.stop());
    QTRY_COMPARE_WITH_TIMEOUT(stages,
        (QStringList{QStringLiteral("resolving"), QStringLiteral("connecting"),
            QStringLiteral("agreeing a key"), QStringLiteral("connected"),
            QStringLiteral("waiting")}),
        patience);
    QVERIFY(agent->retryAt() >= before + 1h);
    QVERIFY(agent->retryAt() <= std::chrono::steady_clock::now() + 1h);
}

void TestAgent::stopInAStageEndsTheAttempt_data()
{
    QTest::addColumn<QString>("signal");
    for (const auto *signal : {"resolving", "connecting", "agreeingKey", "waiting"})
        QTest::newRow(signal) << QString::fromLatin1(signal);
}

void TestAgent::stopInAStageEndsTheAttempt()
{
    QFETCH(QString, signal);
    BlockingListener silent;
    const bool isFailing = signal == QStringLiteral("waiting");
    TalkingAgent talking(
        TalkingAgent::settings(isFailing ? BlockingListener().port() : silent.port()));
    auto *agent = &talking.agent;
    const auto stop = [agent] { agent->stop(); };
    if (isFailing)
        connect(agent, &Agent::waiting, this, stop);
    else if (signal == QStringLiteral("resolving"))
        connect(agent, &Agent::resolving, this, stop);
    else if (signal == QStringLiteral("connecting"))
        connect(agent, &Agent::connecting, this, stop);
    else
        connect(agent, &Agent::agreeingKey, this, stop);
    agent->start();
    QVERIFY(talking.waitForFinished());
    QCoreApplication::processEvents();
    QCOMPARE(talking.finished, 1);
    QVERIFY(talking.tap.records().opened.empty());
    QVERIFY(talking.tap.records().ended.empty());
}

void TestAgent::retryNowDoesNotWaitForTheDelay()
{
    TalkingAgent talking(TalkingAgent::settings(BlockingListener().port(), 1h));
    QSignalSpy waiting(&talking.agent, &Agent::waiting);
    talking.agent.retryNow(); // nothing is waited for
    QVERIFY(talking.failures.isEmpty());
    talking.agent.start();
    QVERIFY(waiting.wait(patience));
    talking.agent.retryNow();
    talking.agent.retryNow(); // the attempt is under way
    QVERIFY(waiting.wait(patience));
    QCoreApplication::processEvents();
    QCOMPARE(talking.failures.size(), 2);
}

void TestAgent::delayTakenAwayEndsTheWait()
{
    TalkingAgent talking(TalkingAgent::settings(BlockingListener().port(), 1h));
    QSignalSpy waiting(&talking.agent, &Agent::waiting);
    talking.agent.start();
    QVERIFY(waiting.wait(patience));
    talking.agent.setReconnectDelay(std::nullopt);
    QVERIFY(talking.waitForFinished());
    QCOMPARE(talking.failures.size(), 1);
}

void TestAgent::destroyedWhenever_data()
{
    using enum DestroyWhen;
    QTest::addColumn<DestroyWhen>("when");
    QTest::newRow("not started") << NotStarted;
    QTest::newRow("connecting") << Connecting;
    QTest::newRow("in the handshake") << InHandshake;
    QTest::newRow("established") << Established;
    QTest::newRow("saying goodbye") << SayingGoodbye;
}

void TestAgent::destroyedWhenever()
{
    using enum DestroyWhen;
    QFETCH(DestroyWhen, when);
    RunningServer server;
    BlockingListener silent;
    RecordingTap tap;
    {
        Agent agent(
            TalkingAgent::settings(when == InHandshake ? silent.port() : server.port()), tap);
        if (when != NotStarted)
            agent.start();
        if (when == InHandshake)
            QTRY_COMPARE_WITH_TIMEOUT(tap.records().opened.size(), std::size_t{1}, patience);
        if (when >= Established)
            QTRY_COMPARE_WITH_TIMEOUT(tap.records().established.size(), std::size_t{1}, patience);
        if (when == SayingGoodbye)
            agent.stop();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(tap.records().ended.size(), tap.records().opened.size());
}

void TestAgent::nothingIsSentBeforeTheKeyIsAgreed()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::NotEstablished);
    talking.agent.start();
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::NotEstablished);
    QVERIFY(talking.waitForConnected());
    QVERIFY(talking.agent.send({}) == SendResult::Empty);
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::Sent);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages, QList<QByteArray>{"x"}, patience);
    talking.agent.stop();
    QVERIFY(talking.waitForFinished());
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::NotEstablished);
}

// The second write does: the system has answered the first one with a reset.
void TestAgent::messageThatFindsTheConnectionBrokenIsNotSent()
{
    std::optional<RunningServer> server(std::in_place);
    TalkingAgent talking(TalkingAgent::settings(server->port()));
    QVERIFY(talking.connects());
    server.reset(); // and the agent's event loop does not run
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::Sent);
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::NotEstablished);
    QCOMPARE(talking.ends.size(), std::size_t{1});
    QCOMPARE(talking.ends.front().reason, EndReason::Lost);
}

void TestAgent::pausedAgentReceivesNothing()
{
    RunningServer server(TapInterest::Messages);
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    talking.agent.setReadingPaused(true);
    QVERIFY(talking.agent.send(toBytes("x")) == SendResult::Sent);
    const auto isEchoed = [&] { return server.tap().records().messagesOut == 1; };
    QVERIFY(QTest::qWaitFor(isEchoed, patience));
    QCoreApplication::processEvents();
    QVERIFY(talking.messages.isEmpty());
    talking.agent.setReadingPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages, QList<QByteArray>{"x"}, patience);
}

QTEST_GUILESS_MAIN(TestAgent)
#include "tst_agent.moc"
