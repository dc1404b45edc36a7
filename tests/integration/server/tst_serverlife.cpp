// SPDX-License-Identifier: MIT
#include "core/net/connection/connection.h"
#include "core/protocol/classic/frame.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <deque>

using namespace sealcord;
using namespace sealcord::test;

namespace {

/// Echoes, but holds its worker up at the message "wait" until it is let go.
class WaitingService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        if (toByteArray(message) == "wait") {
            std::unique_lock lock(m_mutex);
            m_isHeldUp = true;
            m_changed.notify_all();
            m_changed.wait(lock, [this] { return m_isLetGo; });
        }
        std::ignore = connection.send(message);
    }

    void waitUntilHeldUp()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isHeldUp; });
    }
    void letGo()
    {
        const std::scoped_lock lock(m_mutex);
        m_isLetGo = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isHeldUp = false;
    bool m_isLetGo = false;
};

/// Why a server with \a settings cannot start; empty where it can.
QString failureOf(const ServerSettings &settings)
{
    EchoService echo;
    RecordingTap tap;
    Server server(settings, echo, tap);
    QSignalSpy started(&server, &Server::started);
    QSignalSpy failed(&server, &Server::startFailed);
    server.start();
    std::ignore = QTest::qWaitFor([&] { return started.size() + failed.size() > 0; }, patience);
    return failed.isEmpty() ? QString() : server.errorString();
}

} // namespace

class TestServerLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsUnderWayAreAnsweredBeforeTheEnd();
    void owedRepliesArriveAfterTheServerStopped();
    void workerThatIsDoneDoesNotEndTheOthers();
    void peerThatNeverReadsDoesNotHoldTheEndUp();
    void pendingHandshakesDoNotHoldTheEndUp();
    void idleServerStops();
    void stopBeforeStartedIsHeard();
    void portInUseIsSaid();
    void foreignAddressIsSaid();
    void privilegedPortIsSaid();
    void destroyedWithoutStopEndsEverything();
    void destroyedWhenever();
    void portIsFreeAfterwards();
    void dualStackShowsIPv4AsSuch();
};

void TestServerLife::requestsUnderWayAreAnsweredBeforeTheEnd()
{
    RunningServer server;
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 8; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    const QByteArray message(10'000, 'x');
    for (auto &client : clients)
        for (int i = 0; i < 30; ++i)
            QVERIFY(client.send(message));
    server.beginToStop();
    for (auto &client : clients) {
        QCOMPARE(client.messages(31).size(), 30);
        QVERIFY(client.next() == EventRecord::closed());
        QCOMPARE(client.socket().readToEnd(), BlockingSocket::End::Fin);
        client.socket().close();
    }
    QVERIFY(server.waitForStopped());
    for (const auto &ended : server.tap().records().ended)
        QCOMPARE(ended.reason, EndReason::ClosedByUs);
}

void TestServerLife::owedRepliesArriveAfterTheServerStopped()
{
    RunningServer server(TapInterest::Messages);
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    const QByteArray message(8 * 1024 * 1024, 'x');
    QVERIFY(client.send(message));
    QVERIFY(server.tap().waitFor(
        [](const RecordingTap::Records &records) { return records.messagesOut == 1; }));
    server.beginToStop();
    QVERIFY(client.next() == EventRecord::message(message));
    QVERIFY(client.next() == EventRecord::closed());
    QCOMPARE(client.socket().readToEnd(), BlockingSocket::End::Fin);
    client.socket().close();
    QVERIFY(server.waitForStopped());
}

// The server is told to stop while the FIN of the first worker's only agent waits to be read: that
// worker loses its last connection in the middle of saying goodbye.
void TestServerLife::workerThatIsDoneDoesNotEndTheOthers()
{
    auto settings = RunningServer::settings();
    settings.workers = 3; // one for each agent
    WaitingService service;
    RunningServer server(settings, &service);
    ClassicPeer leaving(server.port());
    QVERIFY(leaving.shakeHands());
    ClassicPeer owed(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(owed.shakeHands());
    ClassicPeer idle(server.port());
    QVERIFY(idle.shakeHands());

    const QByteArray message(8 * 1024 * 1024, 'x');
    QVERIFY(owed.send(message));
    QVERIFY(owed.socket().read(1).size() == 1); // the reply has begun
    QVERIFY(leaving.send("wait"));
    service.waitUntilHeldUp();
    leaving.socket().shutdownWriting();
    server.beginToStop();
    QVERIFY(idle.next() == EventRecord::closed()); // the last worker was told, so all were
    idle.socket().close();
    service.letGo();
    std::ignore = server.tap().waitForEnd(leaving.port());
    QVERIFY(!QTest::qWaitFor([&] { return server.hasStopped(); }, 500));

    std::size_t rest = 0;
    for (auto bytes = owed.socket().read(); !bytes.empty(); bytes = owed.socket().read())
        rest += bytes.size();
    QCOMPARE(owed.socket().end(), BlockingSocket::End::Fin);
    QCOMPARE(rest,
        std::size_t(message.size()) + 2 * classic::Frame::overhead - 1); // the message, the goodbye
    owed.socket().close();
    QVERIFY(server.waitForStopped());
}

void TestServerLife::peerThatNeverReadsDoesNotHoldTheEndUp()
{
    RunningServer server;
    ClassicPeer client(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(client.shakeHands());
    QVERIFY(client.send(QByteArray(12 * 1024 * 1024, 'x')));
    QVERIFY(client.socket().read(1).size() == 1);
    QVERIFY(server.stop()); // with the peer's socket open and unread
}

void TestServerLife::pendingHandshakesDoNotHoldTheEndUp()
{
    RunningServer server;
    ClassicPeer silent(server.port());
    QVERIFY(server.tap().waitForOpened(silent.port()));
    QVERIFY(server.stop());
    QCOMPARE(silent.socket().readToEnd(), BlockingSocket::End::Fin);
}

void TestServerLife::idleServerStops()
{
    RunningServer server;
    QVERIFY(server.stop());
    server.beginToStop(); // once more changes nothing
}

void TestServerLife::stopBeforeStartedIsHeard()
{
    EchoService echo;
    RecordingTap tap;
    for (int i = 0; i < 50; ++i) {
        Server server(RunningServer::settings(), echo, tap);
        QStringList said;
        connect(&server, &Server::started, this, [&] { said += QStringLiteral("started"); });
        connect(&server, &Server::stopped, this, [&] { said += QStringLiteral("stopped"); });
        server.start();
        server.stop();
        const auto hasStopped = [&] { return said.contains(QStringLiteral("stopped")); };
        QVERIFY(QTest::qWaitFor(hasStopped, patience));
        QCoreApplication::processEvents();
        QCOMPARE(said.back(), QStringLiteral("stopped"));
        QVERIFY(said.size() <= 2);
    }
}

void TestServerLife::portInUseIsSaid()
{
    RunningServer server;
    auto settings = RunningServer::settings();
    settings.port = server.port();
    QCOMPARE(failureOf(settings),
        QStringLiteral("cannot listen on 127.0.0.1:%1: the port is in use by another program")
            .arg(server.port()));
}

void TestServerLife::foreignAddressIsSaid()
{
    auto settings = RunningServer::settings();
    settings.address = QHostAddress(QStringLiteral("192.0.2.1")); // RFC 5737: nobody's
    settings.port = 1337;
    QCOMPARE(failureOf(settings),
        QStringLiteral("cannot listen on 192.0.2.1:1337: this machine has no such address"));
}

void TestServerLife::privilegedPortIsSaid()
{
    auto settings = RunningServer::settings();
    settings.port = 1;
    const auto why = failureOf(settings);
    if (why.isEmpty())
        QSKIP("this user may listen on every port");
    QCOMPARE(why,
        QStringLiteral(
            "cannot listen on 127.0.0.1:1: the system keeps this port for privileged programs"));
}

void TestServerLife::destroyedWithoutStopEndsEverything()
{
    RunningServer server;
    ClassicPeer pending(server.port());
    ClassicPeer idle(server.port());
    QVERIFY(idle.shakeHands());
    ClassicPeer unfinished(server.port());
    QVERIFY(unfinished.shakeHands());
    QVERIFY(unfinished.socket().write(Bytes(3)));
    ClassicPeer owed(server.port(), {.receiveBuffer = 64 * 1024});
    QVERIFY(owed.shakeHands());
    QVERIFY(owed.send(QByteArray(12 * 1024 * 1024, 'x')));
    QVERIFY(owed.socket().read(1).size() == 1);
    QVERIFY(server.tap().waitForOpened(pending.port()));

    server.destroy();
    const auto records = server.tap().records();
    QCOMPARE(records.ended.size(), records.opened.size());
    for (const auto &ended : records.ended)
        QCOMPARE(ended.reason, EndReason::ClosedByUs);
    for (auto *client : {&pending, &idle, &unfinished, &owed})
        QVERIFY(client->socket().readToEnd() != BlockingSocket::End::TimedOut);
}

void TestServerLife::destroyedWhenever()
{
    EchoService echo;
    RecordingTap tap;
    const auto settings = RunningServer::settings();
    {
        const Server neverStarted(settings, echo, tap);
    }
    for (int i = 0; i < 20; ++i) {
        Server server(settings, echo, tap);
        server.start();
        if (i % 2)
            server.stop();
    }
    for (int i = 0; i < 20; ++i) {
        RunningServer server;
        BlockingSocket::connectTo(server.port()).reset();
        ClassicPeer client(server.port());
        if (i % 2)
            server.beginToStop();
    }
}

void TestServerLife::portIsFreeAfterwards()
{
    auto settings = RunningServer::settings();
    for (int i = 0; i < 5; ++i) {
        RunningServer server(settings);
        QVERIFY(server.isListening());
        settings.port = server.port();
        ClassicPeer client(server.port());
        QVERIFY(client.shakeHands());
        QVERIFY(client.echo("hello"));
    }
}

void TestServerLife::dualStackShowsIPv4AsSuch()
{
    if (!hasIPv6())
        QSKIP("this machine has no IPv6");
    auto settings = RunningServer::settings();
    settings.address = QHostAddress(QHostAddress::AnyIPv6);
    settings.admission.maxPerAddress = 1;
    RunningServer server(settings);
    QVERIFY(server.isListening());
    ClassicPeer four(server.port());
    QVERIFY(four.shakeHands());
    QVERIFY(!ClassicPeer(server.port()).shakeHands()); // counted as the IPv4 address it is
    const auto connectsBySix = [&] {
        return ClassicPeer(server.port(), {.address = "::1"}).shakeHands();
    };
    QVERIFY(QTest::qWaitFor(connectsBySix, patience)); // the first one has gone by then
    const auto records = server.tap().records();
    QCOMPARE(records.established.size(), std::size_t{2});
    QCOMPARE(records.established.front().connection.peer.toString(),
        QStringLiteral("127.0.0.1:%1").arg(four.port()));
    QVERIFY(
        records.established.back().connection.peer.toString().startsWith(QStringLiteral("[::1]:")));
}

QTEST_GUILESS_MAIN(TestServerLife)
#include "tst_serverlife.moc"
