// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicpeer.h"

#include <QString>
#include <QTest>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

ServerSettings withWorkers(int workers)
{
    auto settings = RunningServer::settings();
    settings.workers = workers;
    return settings;
}

void addWorkers()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("one worker, which accepts") << 1;
    QTest::newRow("several workers") << 3;
}

/// Echoes once it is open, and until then has the worker wait.
class Gate final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        m_isOpen.wait(false);
        m_echo.messageReceived(connection, message);
    }
    void open()
    {
        m_isOpen = true;
        m_isOpen.notify_all();
    }

private:
    EchoService m_echo;
    std::atomic<bool> m_isOpen = false;
};

bool haveAllEnded(const RecordingTap &tap)
{
    const auto records = tap.records();
    return !records.opened.empty() && records.opened.size() == records.ended.size();
}

} // namespace

/// A server that accepts nobody any more, and stops when the last connection has ended.
class TestDrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesInThisMoment_data() { addWorkers(); }
    void whoComesInThisMoment();
    void handshakeUnderWay_data() { addWorkers(); }
    void handshakeUnderWay();
    void workersBehind_data() { addWorkers(); }
    void workersBehind();
    void lastOnesLeaveInThisMoment_data() { addWorkers(); }
    void lastOnesLeaveInThisMoment();
    void inAnyOrder_data();
    void inAnyOrder();
};

void TestDrain::whoComesInThisMoment()
{
    QFETCH(int, workers);
    for (int round = 0; round < 10; ++round) {
        RunningServer server(withWorkers(workers));
        QVERIFY(server.isListening());
        std::vector<std::jthread> comers;
        for (int i = 0; i < 2; ++i)
            comers.emplace_back([port = server.port()] {
                std::vector<BlockingSocket> sockets;
                do
                    sockets.push_back(BlockingSocket::connectTo(port));
                while (sockets.back().isOpen());
            });
        QVERIFY(
            server.tap().waitFor([](const auto &records) { return records.opened.size() > 5; }));
        server.server().drain();
        comers.clear(); // nobody is let in any more
        QVERIFY(server.waitForStopped());
        QVERIFY(haveAllEnded(server.tap()));
    }
}

void TestDrain::handshakeUnderWay()
{
    QFETCH(int, workers);
    RunningServer server(withWorkers(workers));
    ClassicPeer peer(server.port());
    QVERIFY(server.tap().waitFor([](const auto &records) { return !records.opened.empty(); }));
    server.server().drain();
    QTRY_VERIFY(!BlockingSocket::connectTo(server.port()).isOpen());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.echo("still here"));
    QVERIFY(!server.hasStopped());
    QVERIFY(peer.sayGoodbye());
    QVERIFY(server.waitForStopped());
}

// More come than the workers take: they wait in the system's queue, and are not the server's.
void TestDrain::workersBehind()
{
    QFETCH(int, workers);
    for (int round = 0; round < 5; ++round) {
        Gate gate;
        RunningServer server(withWorkers(workers), &gate);
        std::vector<std::unique_ptr<ClassicPeer>> peers;
        for (int i = 0; i < workers; ++i) {
            auto &peer = *peers.emplace_back(std::make_unique<ClassicPeer>(server.port()));
            QVERIFY(peer.shakeHands());
            QVERIFY(peer.send("wait"));
        }
        std::vector<BlockingSocket> comers;
        for (int i = 0; i < 100 * workers; ++i)
            comers.push_back(BlockingSocket::connectTo(server.port()));
        server.server().drain();
        gate.open();
        comers.clear();
        peers.clear();
        QVERIFY(server.waitForStopped());
        QVERIFY(haveAllEnded(server.tap()));
    }
}

// The accepting thread looks whether there is anybody while the workers say who has gone.
void TestDrain::lastOnesLeaveInThisMoment()
{
    QFETCH(int, workers);
    for (int round = 0; round < 50; ++round) {
        RunningServer server(withWorkers(workers));
        std::vector<BlockingSocket> guests;
        for (int i = 0; i < workers; ++i)
            guests.push_back(BlockingSocket::connectTo(server.port()));
        QVERIFY(server.tap().waitFor(
            [&](const auto &records) { return records.opened.size() == guests.size(); }));
        const std::jthread leaving([&guests] { guests.clear(); });
        server.server().drain();
        QVERIFY(server.waitForStopped());
    }
}

void TestDrain::inAnyOrder_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<bool>("hasGuest");

    QTest::newRow("nobody is there") << u"drain"_s << false;
    QTest::newRow("twice, nobody is there") << u"drain drain"_s << false;
    QTest::newRow("twice") << u"drain drain leave"_s << true;
    QTest::newRow("again when all have gone") << u"drain leave drain stop"_s << true;
    QTest::newRow("stop") << u"drain stop"_s << true;
    QTest::newRow("stop, nobody is there") << u"drain stop"_s << false;
    QTest::newRow("stop first") << u"stop drain"_s << true;
    QTest::newRow("all of it") << u"drain stop drain stop"_s << true;
}

void TestDrain::inAnyOrder()
{
    QFETCH(QString, order);
    QFETCH(bool, hasGuest);
    for (const auto workers : {1, 3}) {
        RunningServer server(withWorkers(workers));
        std::optional<ClassicPeer> guest;
        if (hasGuest)
            QVERIFY(guest.emplace(server.port()).shakeHands());
        for (const auto &step : order.split(u' ')) {
            if (step == u"drain")
                server.server().drain();
            else if (step == u"stop")
                server.beginToStop();
            else
                guest.reset();
        }
        guest.reset(); // or it is waited for, as one that was said goodbye to
        QVERIFY(server.waitForStopped());
    }
}

QTEST_GUILESS_MAIN(TestDrain)

#include "tst_drain.moc"
