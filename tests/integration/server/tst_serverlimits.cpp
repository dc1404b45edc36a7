// SPDX-License-Identifier: MIT
#include "tests/integration/server/memory.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <deque>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

using Reason = ConnectionRefused::Reason;

namespace {

ServerSettings settings(const AdmissionLimits &limits)
{
    auto settings = RunningServer::settings();
    settings.admission = limits;
    return settings;
}

/// How many connections with both ends in this process its descriptors allow, up to \a wanted.
std::size_t affordable(std::size_t wanted)
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return std::min<std::size_t>(wanted, (limit.rlim_cur - reservedDescriptors) / 2 - 10);
}

/// Milliseconds until a new agent has its echo; the best of three, since the machine may be busy
/// with something else.
qint64 timeToEcho(quint16 port)
{
    auto best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 3; ++i) {
        QElapsedTimer timer;
        timer.start();
        ClassicPeer good(port);
        if (!good.shakeHands() || !good.echo("hello"))
            return std::numeric_limits<qint64>::max();
        best = std::min(best, timer.elapsed());
    }
    return best;
}

constexpr qint64 soon = isSanitized ? 10'000 : 1'000; // ms

} // namespace

class TestServerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentPeersKeepNobodyOut();
    void announcedFramesKeepNobodyOut();
    void oldestPendingOfTheMostCrowdedAddressMakesRoom();
    void establishedConnectionsMakeNoRoom();
    void oneAddressHasItsShareOfConnections();
    void oneMoreConnectionIsClosedAtOnce();
    void endedConnectionsMakeRoom_data();
    void endedConnectionsMakeRoom();
    void largestMessageIsConfigurable();
};

void TestServerLimits::silentPeersKeepNobodyOut()
{
    const auto count = affordable(512);
    const auto maxPending = count / 4;
    RunningServer server(settings({.maxConnections = count + 10, .maxPending = maxPending}));
    std::deque<ClassicPeer> silent;
    for (std::size_t i = 0; i < count; ++i)
        silent.emplace_back(server.port());
    QVERIFY(timeToEcho(server.port()) < soon);
    QVERIFY(server.tap().waitFor([&](const RecordingTap::Records &records) {
        return std::size_t(std::ranges::count(
                   records.ended, EndReason::PendingOverflow, &ConnectionEnded::reason))
            >= count - maxPending;
    }));
    const auto how = server.tap().waitForEnd(silent.front().port());
    QCOMPARE(how.reason, EndReason::PendingOverflow);
    QCOMPARE(how.text, std::string("handshake not finished when newer ones needed the room"));
}

void TestServerLimits::announcedFramesKeepNobodyOut()
{
    const auto count = affordable(200);
    // 3 GiB are announced, 20 KiB are sent.
    RunningServer server(settings({.maxBuffered = 1024 * 1024}));
    const auto before = residentMemory();
    std::deque<ClassicPeer> peers;
    for (std::size_t i = 0; i < count; ++i) {
        auto &peer = peers.emplace_back(server.port());
        QVERIFY(peer.shakeHands());
        Bytes front(100, std::byte{0x5a});
        std::ranges::copy(fromHex("01000010"), front.begin());
        QVERIFY(peer.socket().write(front));
    }
    QVERIFY(timeToEcho(server.port()) < soon);
    QVERIFY(std::ranges::none_of(server.tap().records().ended,
        [](const ConnectionEnded &ended) { return ended.reason == EndReason::BufferOverflow; }));
    const auto after = residentMemory();
    if (before && after)
        QVERIFY(*after - *before < 32 * 1024 * 1024);
}

void TestServerLimits::oldestPendingOfTheMostCrowdedAddressMakesRoom()
{
    RunningServer server(settings({.maxPending = 4}));
    const auto connect = [&](const char *from) {
        auto client =
            std::make_unique<ClassicPeer>(server.port(), BlockingSocket::Options{.from = from});
        if (!client->socket().isOpen() || !server.tap().waitForOpened(client->port()))
            qFatal("%s cannot connect", from);
        return client;
    };
    const auto lonely = connect("127.0.0.3"); // the oldest of all
    const auto first = connect("127.0.0.2");
    const auto second = connect("127.0.0.2");
    const auto third = connect("127.0.0.2");

    ClassicPeer newcomer(server.port(), {.from = "127.0.0.4"});
    QVERIFY(newcomer.shakeHands());
    QCOMPARE(server.tap().waitForEnd(first->port()).reason, EndReason::PendingOverflow);
    first->socket().readToEnd();
    QCOMPARE(server.tap().records().ended.size(), std::size_t{1});
    QVERIFY(second->shakeHands());
    QVERIFY(third->shakeHands());
    QVERIFY(newcomer.echo("hello"));
}

void TestServerLimits::establishedConnectionsMakeNoRoom()
{
    RunningServer server(settings({.maxPending = 1}));
    std::deque<ClassicPeer> clients;
    for (int i = 0; i < 10; ++i)
        QVERIFY(clients.emplace_back(server.port()).shakeHands());
    for (auto &client : clients)
        QVERIFY(client.echo("hello"));
    QVERIFY(server.tap().records().ended.empty());
}

void TestServerLimits::oneAddressHasItsShareOfConnections()
{
    RunningServer server(settings({.maxPerAddress = 2}));
    ClassicPeer first(server.port(), {.from = "127.0.0.2"});
    ClassicPeer second(server.port(), {.from = "127.0.0.2"});
    QVERIFY(first.shakeHands());
    QVERIFY(second.shakeHands());
    ClassicPeer third(server.port(), {.from = "127.0.0.2"});
    QVERIFY(!third.shakeHands());
    ClassicPeer other(server.port(), {.from = "127.0.0.3"});
    QVERIFY(other.shakeHands());

    const auto refused = server.tap().records().refused;
    QCOMPARE(refused.size(), std::size_t{1});
    QCOMPARE(refused.front().reason, Reason::TooManyFromAddress);
    QCOMPARE(refused.front().limit, std::size_t{2});
    QCOMPARE(refused.front().peer.toString(), QStringLiteral("127.0.0.2:%1").arg(third.port()));

    first.socket().close();
    const auto isFree = [&] {
        return ClassicPeer(server.port(), {.from = "127.0.0.2"}).shakeHands();
    };
    QVERIFY(QTest::qWaitFor(isFree, patience));
}

void TestServerLimits::oneMoreConnectionIsClosedAtOnce()
{
    RunningServer server(settings({.maxConnections = 2}));
    ClassicPeer first(server.port());
    ClassicPeer second(server.port());
    QVERIFY(first.shakeHands());
    QVERIFY(second.shakeHands());
    ClassicPeer third(server.port());
    QCOMPARE(third.socket().readToEnd(), BlockingSocket::End::Fin);
    QVERIFY(server.tap().waitFor(
        [](const RecordingTap::Records &records) { return records.refused.size() == 1; }));
    const auto refused = server.tap().records().refused.front();
    QCOMPARE(refused.reason, Reason::TooManyConnections);
    QCOMPARE(refused.limit, std::size_t{2});
    QCOMPARE(refused.peer.port(), third.port());
    QVERIFY(first.echo("still here"));
}

void TestServerLimits::endedConnectionsMakeRoom_data()
{
    using End = std::function<bool(ClassicPeer &)>;
    QTest::addColumn<End>("end");
    const auto row = [](const char *name, const End &end) { QTest::newRow(name) << end; };
    const auto say = [](ClassicPeer &client, const Bytes &bytes) {
        return client.socket().write(bytes);
    };
    row("goodbye", [=](auto &it) { return it.shakeHands() && say(it, it.goodbye()); });
    row("fin", [](auto &it) { return it.shakeHands(); });
    row("reset", [](auto &it) {
        const bool wasEstablished = it.shakeHands();
        it.socket().reset();
        return wasEstablished;
    });
    row("fault", [=](auto &it) { return it.shakeHands() && say(it, Bytes(40, std::byte{0xff})); });
    row("before the handshake", [](auto &) { return true; });
}

// No way to end a connection leaves its place taken.
void TestServerLimits::endedConnectionsMakeRoom()
{
    QFETCH(std::function<bool(ClassicPeer &)>, end);
    RunningServer server(settings({.maxConnections = 3, .maxPerAddress = 3}));
    for (int round = 0; round < 20; ++round) {
        ClassicPeer client(server.port());
        const auto port = client.port();
        QVERIFY(end(client));
        client.socket().close();
        std::ignore = server.tap().waitForEnd(port);
        // It has ended for the tap; its descriptor may be given back a moment later.
        const auto isFree = [&] { return ClassicPeer(server.port()).shakeHands(); };
        QVERIFY(QTest::qWaitFor(isFree, patience));
    }
}

void TestServerLimits::largestMessageIsConfigurable()
{
    auto limited = RunningServer::settings();
    limited.connection.maxMessageLength = 1000;
    RunningServer server(limited);
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo(QByteArray(1000, 'x')));
    QVERIFY(client.send(QByteArray(1001, 'x')));
    QVERIFY(!client.next());
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::MessageTooLong);
    QCOMPARE(how.text, std::string("message of 1001 bytes is over the limit of 1000"));
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
