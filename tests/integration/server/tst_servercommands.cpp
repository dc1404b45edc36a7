// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"
#include "tests/integration/server/runningserver.h"
#include "tests/integration/server/talkingagent.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace sealcord;
using namespace sealcord::test;

using Records = RecordingTap::Records;

/// What a person tells a running server to do, from another thread than its workers'.
class TestServerCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageGoesToThoseNamed_data() { addWorkers(); }
    void messageGoesToThoseNamed();
    void messageToAllGoesToAllEstablished_data() { addWorkers(); }
    void messageToAllGoesToAllEstablished();
    void standingOnesAreToldWhenAsked_data() { addWorkers(); }
    void standingOnesAreToldWhenAsked();
    void pendingHandshakeGetsNothingAndThatIsTold();
    void peerThatDoesNotReadIsNotOwedWithoutBound();
    void longMessagePassesWhileNothingIsOwed();
    void oneAgentIsSaidGoodbyeTo_data() { addWorkers(); }
    void oneAgentIsSaidGoodbyeTo();
    void measureTellsHowAConnectionStands_data() { addWorkers(); }
    void measureTellsHowAConnectionStands();
    void nothingIsDoneWhereNoServerRuns();
    void repliesCanBeTurnedOffAndOn();
    void agentIsMeasuredToo();
    void agentTellsWhatItDoesNotSend();

private:
    static void addWorkers();
    [[nodiscard]] static ServerSettings settings(int workers);
};

static SharedMessage shared(QByteArrayView text)
{
    return std::make_shared<const Bytes>(toBytes(text));
}

void TestServerCommands::addWorkers()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker, which accepts too") << 1;
    QTest::newRow("three workers") << 3;
}

ServerSettings TestServerCommands::settings(int workers)
{
    auto settings = RunningServer::settings();
    settings.workers = workers;
    return settings;
}

void TestServerCommands::messageGoesToThoseNamed()
{
    QFETCH(int, workers);
    RunningServer server(settings(workers));
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 6; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    std::vector<ConnectionId> named{9999}; // nobody's: it is passed over
    for (const auto i : {0u, 2u, 5u})
        named.push_back(server.tap().idOf(clients[i].port()));
    server.server().send(named, shared("to you"), Sender::Window);
    server.server().sendToAll(shared("to all"), Sender::Control);
    for (const auto i : {0u, 2u, 5u})
        QCOMPARE(clients[i].messages(2), (QList<QByteArray>{"to you", "to all"}));
    for (const auto i : {1u, 3u, 4u})
        QCOMPARE(clients[i].messages(1), (QList<QByteArray>{"to all"}));
    QVERIFY(server.tap().records().notSent.empty());
}

void TestServerCommands::messageToAllGoesToAllEstablished()
{
    QFETCH(int, workers);
    RunningServer server(settings(workers));
    ClassicPeer pending(server.port());
    QVERIFY(server.tap().waitForOpened(pending.port()));
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 6; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    server.server().sendToAll(shared("first"), Sender::Control);
    for (auto &client : clients)
        QCOMPARE(client.messages(1), (QList<QByteArray>{"first"}));
    QVERIFY(pending.shakeHands());
    server.server().sendToAll(shared("second"), Sender::Control);
    QCOMPARE(pending.messages(1), (QList<QByteArray>{"second"}));
    QVERIFY(server.tap().records().notSent.empty());
}

void TestServerCommands::standingOnesAreToldWhenAsked()
{
    QFETCH(int, workers);
    RunningServer server(settings(workers), nullptr, TapInterest::Messages);
    ClassicPeer pending(server.port());
    QVERIFY(server.tap().waitForOpened(pending.port()));
    ClassicPeer gone(server.port());
    QVERIFY(gone.shakeHands());
    const auto gonePort = gone.port();
    gone.socket().reset();
    const auto goneId = server.tap().waitForEnd(gonePort).connection.id;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("hello"));
    server.server().tellStanding(7);
    QVERIFY(server.tap().waitFor([workers](const Records &records) {
        return std::cmp_equal(records.standingTold.size(), workers);
    }));
    const auto records = server.tap().records();
    for (const auto &told : records.standingTold) {
        QCOMPARE(told.question, quint64{7});
        QCOMPARE(told.threads, static_cast<std::size_t>(workers));
    }
    QCOMPARE(records.standing.size(), std::size_t{2});
    for (const auto &standing : records.standing) {
        const auto isPending = standing.connection.peer.port() == pending.port();
        QCOMPARE(standing.established.has_value(), !isPending);
        QVERIFY(standing.connection.id != goneId);
    }
    QVERIFY(std::ranges::any_of(records.counted, [&client](const ConnectionCounted &counted) {
        return counted.connection.peer.port() == client.port() && counted.count.messagesIn == 1;
    }));
}

void TestServerCommands::pendingHandshakeGetsNothingAndThatIsTold()
{
    RunningServer server;
    ClassicPeer pending(server.port());
    QVERIFY(server.tap().waitForOpened(pending.port()));
    const auto id = server.tap().idOf(pending.port());
    server.server().send(std::span(&id, 1), shared("too early"), Sender::Control);
    QVERIFY(server.tap().waitFor([](const Records &records) { return !records.notSent.empty(); }));
    const auto told = server.tap().records().notSent.front();
    QCOMPARE(told.connection.id, id);
    QVERIFY(told.reason == MessageNotSent::Reason::NotEstablished);
    QCOMPARE(told.length, std::size_t{9});
}

void TestServerCommands::peerThatDoesNotReadIsNotOwedWithoutBound()
{
    RunningServer server;
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    const auto id = server.tap().idOf(client.port());
    const auto message = std::make_shared<const Bytes>(16 * 1024 * 1024);
    constexpr int times = 8;
    for (int i = 0; i < times; ++i)
        server.server().send(std::span(&id, 1), message, Sender::Window);
    server.server().measure(id);
    QVERIFY(server.tap().waitFor([](const Records &records) { return !records.measured.empty(); }));
    const auto records = server.tap().records();
    const auto owed = records.measured.front().owed;
    QVERIFY2(owed > 16 * 1024 * 1024, qPrintable(QString::number(owed)));
    QVERIFY2(owed <= 65 * 1024 * 1024, qPrintable(QString::number(owed)));
    QVERIFY(!records.notSent.empty());
    for (const auto &notSent : records.notSent)
        QVERIFY(notSent.reason == MessageNotSent::Reason::TooMuchOwed);

    const auto sent = times - static_cast<qsizetype>(records.notSent.size());
    QCOMPARE(client.messages(sent).size(), sent);
    QVERIFY(client.echo("and on it goes"));
}

void TestServerCommands::longMessagePassesWhileNothingIsOwed()
{
    auto settings = RunningServer::settings();
    settings.connection.maxMessageLength = 80 * 1024 * 1024;
    RunningServer server(settings);
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    const auto id = server.tap().idOf(client.port());
    server.server().send(
        std::span(&id, 1), std::make_shared<const Bytes>(70 * 1024 * 1024), Sender::Window);
    server.server().send(std::span(&id, 1), shared("not behind that"), Sender::Control);
    server.server().measure(id);
    QVERIFY(server.tap().waitFor([](const Records &records) { return !records.measured.empty(); }));
    const auto records = server.tap().records();
    QCOMPARE(records.measured.front().count.messagesOut, quint64{1});
    QCOMPARE(records.notSent.size(), std::size_t{1});
    client.socket().reset();
}

void TestServerCommands::oneAgentIsSaidGoodbyeTo()
{
    QFETCH(int, workers);
    RunningServer server(settings(workers));
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 4; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    server.server().disconnectAgent(9999);
    server.server().disconnectAgent(server.tap().idOf(clients[1].port()));
    QVERIFY(clients[1].next() == EventRecord::closed());
    QCOMPARE(clients[1].socket().readToEnd(), BlockingSocket::End::Fin);
    const auto how = server.tap().waitForEnd(clients[1].port());
    QCOMPARE(how.reason, EndReason::ClosedByUs);
    QCOMPARE(how.text, std::string("disconnected by hand"));
    for (const auto i : {0u, 2u, 3u})
        QVERIFY(clients[i].echo("still here"));
    QCOMPARE(server.tap().records().ended.size(), std::size_t{1});
}

void TestServerCommands::measureTellsHowAConnectionStands()
{
    QFETCH(int, workers);
    RunningServer server(settings(workers));
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 3; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    QVERIFY(clients[2].echo("hello"));
    const auto id = server.tap().idOf(clients[2].port());
    server.server().measure(9999);
    server.server().measure(id);
    QVERIFY(server.tap().waitFor([](const Records &records) { return !records.measured.empty(); }));
    const auto measured = server.tap().records().measured.front();
    QCOMPARE(measured.connection.id, id);
    QCOMPARE(measured.connection.peer.port(), clients[2].port());
    QCOMPARE(measured.local.toString(), server.server().address());
    QCOMPARE(measured.count.messagesIn, quint64{1});
    QCOMPARE(measured.count.bytesOut, quint64{5});
    QCOMPARE(measured.sealed, quint64{3}); // the token and both messages
    QCOMPARE(measured.sealBudget, quint64{defaultSealBudget});
    QCOMPARE(measured.owed, quint64{0});
    server.server().disconnectAgent(id);
    const auto ended = server.tap().waitForEnd(clients[2].port());
    QCOMPARE(ended.sealed, quint64{4}); // and the goodbye
    QCOMPARE(ended.sealBudget, quint64{defaultSealBudget});
#ifdef Q_OS_LINUX
    QVERIFY(measured.tcp);
    QVERIFY(measured.tcp->roundTrip.count() > 0);
#endif
}

void TestServerCommands::nothingIsDoneWhereNoServerRuns()
{
    EchoService echo;
    RecordingTap tap;
    const ConnectionId id = 1;
    const auto command = [&id](Server &server) {
        server.send(std::span(&id, 1), shared("nobody"), Sender::Control);
        server.sendToAll(shared("nobody"), Sender::Control);
        server.disconnectAgent(id);
        server.measure(id);
    };
    Server server(RunningServer::settings(), echo, tap);
    command(server);

    RunningServer other;
    ClassicPeer client(other.port());
    QVERIFY(client.shakeHands());
    other.beginToStop();
    command(other.server()); // while it stops
    QVERIFY(client.next());
    client.socket().close();
    QVERIFY(other.waitForStopped());
    command(other.server());
}

void TestServerCommands::repliesCanBeTurnedOffAndOn()
{
    EchoService service;
    RunningServer server(RunningServer::settings(), &service, TapInterest::Messages);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("one"));
    service.setReplying(false);
    QVERIFY(client.send("two"));
    QVERIFY(server.tap().waitFor([](const Records &records) { return records.messagesIn == 2; }));
    server.server().sendToAll(shared("by hand"), Sender::Control); // behind the message's turn
    QCOMPARE(client.messages(1), (QList<QByteArray>{"by hand"}));
    service.setReplying(true);
    QVERIFY(client.echo("three"));
}

void TestServerCommands::agentIsMeasuredToo()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.measure(); // nothing is there yet
    QVERIFY(talking.connects());
    talking.agent.measure();
    const auto records = talking.tap.records();
    QCOMPARE(records.measured.size(), std::size_t{1});
    QCOMPARE(records.measured.front().connection.peer.port(), server.port());
    QVERIFY(server.tap().waitForOpened(records.measured.front().local.port()));
    talking.agent.stop();
    QVERIFY(talking.waitForFinished());
}

void TestServerCommands::agentTellsWhatItDoesNotSend()
{
    RunningServer server;
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    QVERIFY(talking.connects());
    talking.agent.offer(Bytes(defaultMaxMessageLength + 1), Sender::Window);
    talking.agent.offer(toBytes("hello"), Sender::Window);
    QTRY_COMPARE(talking.messages, (QList<QByteArray>{"hello"}));
    const auto records = talking.tap.records();
    QCOMPARE(records.notSent.size(), std::size_t{1});
    QVERIFY(records.notSent.front().reason == MessageNotSent::Reason::TooLong);
    talking.agent.stop();
    QVERIFY(talking.waitForFinished());
}

QTEST_GUILESS_MAIN(TestServerCommands)
#include "tst_servercommands.moc"
