// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/watch/ownserver.h"
#include "core/traffic/watch/watchedagent.h"
#include "tests/integration/traffic/trafficrecord.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicpeer.h"

#include <QByteArrayList>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using State = OwnServer::State;
using Stage = WatchedAgent::Stage;

namespace {

enum class DestroyWhen { Stopped, Starting, Listening, Stopping, StoppedAgain };

ServerSettings onLoopback(quint16 port = 0)
{
    ServerSettings settings;
    settings.address = QHostAddress(QHostAddress::LocalHost);
    settings.port = port;
    return settings;
}

/// A server, and what it hands out.
struct RecordedServer {
    RecordedServer()
    {
        QObject::connect(&watched, &OwnServer::happened, &watched,
            [this](const TrafficBatch &batch) { record.append(batch); });
    }

    [[nodiscard]] bool start(const ServerSettings &settings = onLoopback())
    {
        watched.start(settings);
        return QTest::qWaitFor([this] { return watched.state() == State::Listening; }, patience);
    }
    [[nodiscard]] bool stop()
    {
        watched.stop();
        return QTest::qWaitFor([this] { return watched.state() == State::Stopped; }, patience);
    }
    [[nodiscard]] quint16 port() const { return watched.address().section(u':', -1).toUShort(); }
    [[nodiscard]] std::vector<ConnectionId> established() const
    {
        std::vector<ConnectionId> ids;
        for (const auto &each : record.news<ConnectionEstablished>())
            ids.push_back(each.connection.id);
        return ids;
    }

    TrafficRecord record;
    OwnServer watched;
};

/// An agent that is connected to a port when the constructor returns, and what it hands out.
struct RecordedAgent {
    explicit RecordedAgent(quint16 port)
    {
        QObject::connect(&watched, &WatchedAgent::happened, &watched,
            [this](const TrafficBatch &batch) { record.append(batch); });
        AgentSettings settings;
        settings.port = port;
        settings.reconnectDelay.reset();
        watched.start(settings);
        isConnected =
            QTest::qWaitFor([this] { return watched.stage() == Stage::Connected; }, patience);
    }

    TrafficRecord record;
    WatchedAgent watched;
    bool isConnected = false;
};

} // namespace

class TestOwnServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndStops();
    void lastBatchComesBeforeItSaysStopped();
    void pulsesWhileItRunsAndEndsSoonAfter();
    void portTakenIsToldApart();
    void otherFailureIsNoPortTaken();
    void startsAgainAfterAFailure();
    void restartsOnTheSamePort();
    void numbersOfConnectionsNeverComeTwice();
    void stopWhileStarting();
    void destroyedInEveryState_data();
    void destroyedInEveryState();
    void echoesUntilToldOtherwise();
    void sendsToOneAndToAll();
    void disconnectsOne();
    void measuresOne();
    void watcherThatSleptTakesNobodyForLivingWhoIsDead();
    void commandsWhileStoppedDoNothing();
};

void TestOwnServer::startsAndStops()
{
    RecordedServer server;
    QSignalSpy changes(&server.watched, &OwnServer::stateChanged);
    QCOMPARE(server.watched.state(), State::Stopped);
    server.watched.start(onLoopback());
    QCOMPARE(server.watched.state(), State::Starting);
    QTRY_COMPARE_WITH_TIMEOUT(server.watched.state(), State::Listening, patience);
    QVERIFY(server.port() != 0);
    const auto address = server.watched.address();
    QVERIFY(address.startsWith(QStringLiteral("127.0.0.1:")));
    QVERIFY(server.stop());
    QVERIFY(server.watched.address().isEmpty());
    QVERIFY(server.watched.errorString().isEmpty());
    QCOMPARE(changes.size(), 4);
    QCOMPARE(server.record.events(),
        (QStringList{QStringLiteral("started"), QStringLiteral("stopped")}));
    QVERIFY(server.record.textOf(EventKind::Started).contains(address));
}

void TestOwnServer::lastBatchComesBeforeItSaysStopped()
{
    RecordedServer server;
    QVERIFY(server.start());
    const RecordedAgent agent(server.port());
    QVERIFY(agent.isConnected);
    bool wasComplete = false;
    connect(&server.watched, &OwnServer::stateChanged, this, [&] {
        if (server.watched.state() == State::Stopped)
            wasComplete = server.record.news<ConnectionEnded>().size() == 1
                && server.record.events().contains(QStringLiteral("stopped"));
    });
    QVERIFY(server.stop());
    QVERIFY(wasComplete);
}

void TestOwnServer::pulsesWhileItRunsAndEndsSoonAfter()
{
    RecordedServer server;
    QSignalSpy pulses(&server.watched, &OwnServer::happened);
    QVERIFY(server.start());
    QVERIFY(pulses.wait(patience));
    QVERIFY(pulses.wait(patience));
    QVERIFY(server.stop());
    QVERIFY(pulses.wait(patience));
    QTRY_VERIFY_WITH_TIMEOUT(!pulses.wait(500), patience); // no other one follows
}

void TestOwnServer::portTakenIsToldApart()
{
    RecordedServer first;
    QVERIFY(first.start());
    RecordedServer second;
    QSignalSpy changes(&second.watched, &OwnServer::stateChanged);
    second.watched.start(onLoopback(first.port()));
    QTRY_COMPARE_WITH_TIMEOUT(second.watched.state(), State::Stopped, patience);
    QCOMPARE(changes.size(), 2);
    QVERIFY(second.watched.isPortTaken());
    QVERIFY(second.watched.errorString().contains(QStringLiteral("in use")));
    QCOMPARE(second.record.events(), QStringList{QStringLiteral("start-failed")});
    QCOMPARE(second.record.levelOf(EventKind::StartFailed), EventLevel::Error);
}

void TestOwnServer::otherFailureIsNoPortTaken()
{
    RecordedServer server;
    auto settings = onLoopback();
    settings.address = QHostAddress(QStringLiteral("192.0.2.1")); // nobody's (RFC 5737)
    server.watched.start(settings);
    QTRY_COMPARE_WITH_TIMEOUT(server.watched.state(), State::Stopped, patience);
    QVERIFY(!server.watched.isPortTaken());
    QVERIFY(server.watched.errorString().contains(QStringLiteral("no such address")));
}

void TestOwnServer::startsAgainAfterAFailure()
{
    RecordedServer first;
    QVERIFY(first.start());
    RecordedServer second;
    second.watched.start(onLoopback(first.port()));
    QTRY_COMPARE_WITH_TIMEOUT(second.watched.state(), State::Stopped, patience);
    const auto port = first.port();
    QVERIFY(first.stop());
    QVERIFY(second.start(onLoopback(port)));
    QVERIFY(!second.watched.isPortTaken());
    QVERIFY(second.watched.errorString().isEmpty());
}

void TestOwnServer::restartsOnTheSamePort()
{
    RecordedServer server;
    QVERIFY(server.start());
    const auto port = server.port();
    for (int i = 0; i < 3; ++i) {
        const RecordedAgent agent(port);
        QVERIFY(agent.isConnected);
        QVERIFY(server.stop());
        QVERIFY(server.start(onLoopback(port)));
    }
}

void TestOwnServer::numbersOfConnectionsNeverComeTwice()
{
    RecordedServer server;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(server.start());
        const RecordedAgent agent(server.port());
        QVERIFY(agent.isConnected);
        QVERIFY(server.stop());
    }
    QCOMPARE(server.established(), (std::vector<ConnectionId>{1, 2, 3}));
}

void TestOwnServer::stopWhileStarting()
{
    RecordedServer server;
    server.watched.start(onLoopback());
    QVERIFY(server.stop());
    QVERIFY(server.watched.errorString().isEmpty());
    QVERIFY(server.start());
}

void TestOwnServer::destroyedInEveryState_data()
{
    using enum DestroyWhen;
    QTest::addColumn<DestroyWhen>("when");
    QTest::newRow("stopped") << Stopped;
    QTest::newRow("starting") << Starting;
    QTest::newRow("listening") << Listening;
    QTest::newRow("stopping") << Stopping;
    QTest::newRow("stopped again") << StoppedAgain;
}

void TestOwnServer::destroyedInEveryState()
{
    using enum DestroyWhen;
    QFETCH(DestroyWhen, when);
    std::optional<RecordedAgent> agent;
    {
        RecordedServer server;
        if (when == Starting)
            server.watched.start(onLoopback());
        if (when >= Listening) {
            QVERIFY(server.start());
            agent.emplace(server.port());
            QVERIFY(agent->isConnected);
        }
        if (when == Stopping)
            server.watched.stop();
        if (when == StoppedAgain)
            QVERIFY(server.stop());
    }
    if (agent)
        QTRY_COMPARE_WITH_TIMEOUT(agent->watched.stage(), Stage::Idle, patience);
}

void TestOwnServer::echoesUntilToldOtherwise()
{
    RecordedServer server;
    QVERIFY(server.start());
    RecordedAgent agent(server.port());
    QVERIFY(agent.isConnected);
    QCOMPARE(server.watched.replies(), OwnServer::Replies::Echo);
    agent.watched.send("one");
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.messages(Direction::In), QByteArrayList{"one"}, patience);

    server.watched.setReplies(OwnServer::Replies::Manual);
    agent.watched.send("two");
    QTRY_COMPARE_WITH_TIMEOUT(server.record.messages(Direction::In).size(), 2, patience);
    server.watched.setReplies(OwnServer::Replies::Echo);
    agent.watched.send("three");
    QTRY_COMPARE_WITH_TIMEOUT(
        agent.record.messages(Direction::In), (QByteArrayList{"one", "three"}), patience);
    QCOMPARE(server.record.messages(Direction::In), (QByteArrayList{"one", "two", "three"}));
    QCOMPARE(server.record.messages(Direction::Out), (QByteArrayList{"one", "three"}));
}

void TestOwnServer::sendsToOneAndToAll()
{
    RecordedServer server;
    auto settings = onLoopback();
    settings.workers = 2;
    QVERIFY(server.start(settings));
    RecordedAgent first(server.port());
    RecordedAgent second(server.port());
    QVERIFY(first.isConnected && second.isConnected);
    QTRY_COMPARE_WITH_TIMEOUT(server.established().size(), std::size_t{2}, patience);
    server.watched.send(std::vector{server.established().front(), ConnectionId{99}}, "to one");
    QTRY_COMPARE_WITH_TIMEOUT(
        first.record.messages(Direction::In), QByteArrayList{"to one"}, patience);
    server.watched.sendToAll("to all");
    QTRY_COMPARE_WITH_TIMEOUT(
        first.record.messages(Direction::In), (QByteArrayList{"to one", "to all"}), patience);
    QTRY_COMPARE_WITH_TIMEOUT(
        second.record.messages(Direction::In), QByteArrayList{"to all"}, patience);
}

void TestOwnServer::disconnectsOne()
{
    RecordedServer server;
    QVERIFY(server.start());
    RecordedAgent first(server.port());
    RecordedAgent second(server.port());
    QVERIFY(first.isConnected && second.isConnected);
    QTRY_COMPARE_WITH_TIMEOUT(server.established().size(), std::size_t{2}, patience);
    server.watched.disconnectAgent(server.established().front());
    QTRY_COMPARE_WITH_TIMEOUT(first.watched.stage(), Stage::Idle, patience);
    QCOMPARE(first.record.news<ConnectionEnded>().front().reason, EndReason::ClosedByPeer);
    QCOMPARE(second.watched.stage(), Stage::Connected);
}

void TestOwnServer::measuresOne()
{
    RecordedServer server;
    QVERIFY(server.start());
    RecordedAgent agent(server.port());
    QVERIFY(agent.isConnected);
    agent.watched.send("hello");
    QTRY_COMPARE_WITH_TIMEOUT(server.record.messages(Direction::Out).size(), 1, patience);
    server.watched.measure(server.established().front());
    QTRY_COMPARE_WITH_TIMEOUT(
        server.record.news<ConnectionMeasured>().size(), std::size_t{1}, patience);
    const auto measured = server.record.news<ConnectionMeasured>().front();
    QCOMPARE(measured.local.toString(), server.watched.address());
    QCOMPARE(measured.count.messagesIn, quint64{1});
    QCOMPARE(measured.count.messagesOut, quint64{1});
    QVERIFY(measured.sealed >= 2);
    QVERIFY(measured.sealBudget > measured.sealed);
}

void TestOwnServer::watcherThatSleptTakesNobodyForLivingWhoIsDead()
{
    RecordedServer server;
    ConnectionModel model;
    connect(&server.watched, &OwnServer::happened, &model, &ConnectionModel::apply);
    QVERIFY(server.start());
    std::deque<ClassicPeer> known;
    for (int i = 0; i < 20; ++i)
        QVERIFY(known.emplace_back(server.port()).shakeHands());
    QTRY_COMPARE_WITH_TIMEOUT(model.live(), 20, patience);

    // From here on this thread sees nothing until the end.
    for (int i = 0; i < 8'000; ++i) {
        auto passing = BlockingSocket::connectTo(server.port());
        QVERIFY(passing.isOpen());
        passing.reset();
    }
    known.clear();
    ClassicPeer last(server.port());
    QVERIFY(last.shakeHands());

    QTRY_COMPARE_WITH_TIMEOUT(model.live(), 1, patience);
    QCOMPARE(model.find(server.established().back())->state, ConnectionInfo::State::Live);
    QVERIFY(server.record.unseen() > 0);
    // And it asks who stands.
    QTRY_COMPARE_WITH_TIMEOUT(
        server.record.news<ConnectionStands>().size(), std::size_t{1}, patience);
    QCOMPARE(model.live(), 1);
}

void TestOwnServer::commandsWhileStoppedDoNothing()
{
    RecordedServer server;
    server.watched.stop();
    server.watched.sendToAll("hello");
    server.watched.disconnectAgent(1);
    server.watched.measure(1);
    QCOMPARE(server.watched.state(), State::Stopped);
    QVERIFY(server.start());
    server.watched.start(onLoopback());
    QCOMPARE(server.watched.state(), State::Listening);
}

QTEST_GUILESS_MAIN(TestOwnServer)
#include "tst_ownserver.moc"
