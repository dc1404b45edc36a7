// SPDX-License-Identifier: MIT
#include "core/net/proxy/proxyheader.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicpeer.h"

#include <QHostAddress>
#include <QString>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Reason = ConnectionRefused::Reason;

namespace {

const BlockingSocket::Options balancer{.from = "127.0.0.2"};

ServerSettings settings(const AdmissionLimits &limits = {}, int workers = 2)
{
    auto settings = RunningServer::settings();
    settings.workers = workers;
    settings.admission = limits;
    settings.proxies = {*AddressRange::parse(u"127.0.0.2")};
    return settings;
}

Bytes headerOf(const QString &client, quint16 port = 4444)
{
    return encodeProxyHeader({QHostAddress(client), port}, {QHostAddress(u"192.0.2.1"_s), 1337});
}

/// A client that comes through the balancer.
std::unique_ptr<ClassicPeer> connectAs(const RunningServer &server, const QString &client)
{
    auto peer = std::make_unique<ClassicPeer>(server.port(), balancer);
    return peer->socket().write(headerOf(client)) ? std::move(peer) : nullptr;
}

/// The one that was refused, once there is one.
std::optional<ConnectionRefused> waitForRefused(const RunningServer &server, std::size_t count = 1)
{
    const bool isThere = server.tap().waitFor(
        [count](const RecordingTap::Records &records) { return records.refused.size() >= count; });
    if (!isThere)
        return {};
    return server.tap().records().refused.back();
}

} // namespace

/// A server behind balancers: for whom a connection is stands in a header before it.
class TestProxyFrom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theClientOfTheHeaderIsWhoConnects_data();
    void theClientOfTheHeaderIsWhoConnects();
    void theHeaderComesInAnyPieces();
    void nothingBehindItIsTaken();
    void aBalancersOwnConnectionHasItsAddress();
    void whoIsNoBalancerSendsNone();
    void hostileBeginnings_data();
    void hostileBeginnings();
    void anUnfinishedHeaderHasADeadline();
    void theOldestUnfinishedHeaderMakesRoom();
    void aWaitingHeaderCountsAsAConnection();
    void eachClientHasItsShareOfConnections();
    void nobodyWaitsWhenTheServerStops_data();
    void nobodyWaitsWhenTheServerStops();
};

void TestProxyFrom::theClientOfTheHeaderIsWhoConnects_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("shown");

    QTest::newRow("one worker") << 1 << "10.1.2.3" << "10.1.2.3:4444";
    QTest::newRow("several workers") << 2 << "10.1.2.3" << "10.1.2.3:4444";
    QTest::newRow("IPv6") << 2 << "2001:db8::7" << "[2001:db8::7]:4444";
}

void TestProxyFrom::theClientOfTheHeaderIsWhoConnects()
{
    QFETCH(int, workers);
    QFETCH(QString, client);
    RunningServer server(settings({}, workers));
    const auto peer = connectAs(server, client);
    QVERIFY(peer && peer->shakeHands());
    QVERIFY(peer->echo("hello"));
    const auto records = server.tap().records();
    QCOMPARE(records.opened.size(), std::size_t(1));
    QTEST(records.opened.front().connection.peer.toString(), "shown");
    QTEST(records.established.front().connection.peer.toString(), "shown");
    QVERIFY(records.refused.empty());
}

void TestProxyFrom::theHeaderComesInAnyPieces()
{
    RunningServer server(settings());
    ClassicPeer peer(server.port(), balancer);
    const auto header = headerOf(u"10.1.2.3"_s);
    for (const auto byte : header) {
        QVERIFY(server.tap().records().opened.empty());
        QVERIFY(peer.socket().write({&byte, 1}));
        QTest::qWait(1); // so that they do not come as one
    }
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.echo("hello"));
    QCOMPARE(server.tap().records().opened.front().connection.peer.toString(), u"10.1.2.3:4444"_s);
}

void TestProxyFrom::nothingBehindItIsTaken()
{
    RunningServer server(settings());
    ClassicPeer peer(server.port(), balancer);
    QVERIFY(peer.socket().write(headerOf(u"10.1.2.3"_s) + peer.request()));
    QVERIFY(peer.next()); // the server's answer
    QVERIFY(peer.echo("hello"));
}

void TestProxyFrom::aBalancersOwnConnectionHasItsAddress()
{
    RunningServer server(settings());
    ClassicPeer peer(server.port(), balancer);
    QVERIFY(peer.socket().write(fromHex("0d0a0d0a000d0a515549540a20000000")));
    QVERIFY(peer.shakeHands());
    QCOMPARE(server.tap().records().opened.front().connection.peer.toString(),
        u"127.0.0.2:%1"_s.arg(peer.port()));
}

void TestProxyFrom::whoIsNoBalancerSendsNone()
{
    RunningServer server(settings());
    ClassicPeer stranger(server.port(), {.from = "127.0.0.3"});
    QVERIFY(stranger.socket().write(headerOf(u"10.1.2.3"_s)));
    QCOMPARE(server.tap().waitForEnd(stranger.port()).reason, EndReason::NotAPeer);

    ClassicPeer other(server.port(), {.from = "127.0.0.3"});
    QVERIFY(other.shakeHands());
    QVERIFY(server.tap().records().refused.empty());
}

void TestProxyFrom::hostileBeginnings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("why");

    const QByteArray signature = QByteArray::fromHex("0d0a0d0a000d0a515549540a");
    QTest::newRow("nothing") << QByteArray() << "closed before its PROXY header was whole";
    QTest::newRow("half a header")
        << signature.first(7) << "closed before its PROXY header was whole";
    QTest::newRow("no addresses") << signature + QByteArray::fromHex("2111000c")
                                  << "closed before its PROXY header was whole";
    QTest::newRow("an agent") << QByteArray("\x01") << "no PROXY header, version 2: ";
    QTest::newRow("garbage") << QByteArray(5000, 'x') << "no PROXY header, version 2: ";
    QTest::newRow("version 1 of it")
        << QByteArray("PROXY TCP4 10.1.2.3 10.1.2.4 1 2\r\n") << "no PROXY header, version 2: ";
    QTest::newRow("64 KiB") << signature + QByteArray::fromHex("2111ffff") + QByteArray(65535, 'x')
                            << "a PROXY header of 65551 bytes, more than 4096";
    QTest::newRow("short") << signature + QByteArray::fromHex("21110004") + QByteArray(4, 'x')
                           << "a PROXY header of 20 bytes, too short for its addresses";
}

void TestProxyFrom::hostileBeginnings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, why);
    RunningServer server(settings());
    ClassicPeer hostile(server.port(), balancer);
    std::ignore = hostile.socket().writeSome(toBytes(bytes), patience); // it may be cut off
    if (why.startsWith("closed"_L1))
        hostile.socket().shutdownWriting();
    const auto refused = waitForRefused(server);
    QVERIFY(refused);
    QCOMPARE(refused->reason, Reason::NoProxyHeader);
    QCOMPARE(refused->peer.toString(), u"127.0.0.2:%1"_s.arg(hostile.port()));
    QVERIFY2(QString::fromStdString(refused->text).startsWith(why), refused->text.c_str());
    QVERIFY(hostile.socket().readToEnd() != BlockingSocket::End::TimedOut);

    const auto good = connectAs(server, u"10.1.2.3"_s);
    QVERIFY(good && good->shakeHands());
    QCOMPARE(server.tap().records().opened.size(), std::size_t(1));
}

void TestProxyFrom::anUnfinishedHeaderHasADeadline()
{
    auto hasty = settings();
    hasty.connection.handshakeTimeout = 50ms;
    RunningServer server(hasty);
    ClassicPeer slow(server.port(), balancer);
    const auto header = headerOf(u"10.1.2.3"_s);
    QVERIFY(slow.socket().write(std::span(header).first(20)));
    const auto refused = waitForRefused(server);
    QVERIFY(refused);
    QCOMPARE(refused->text, std::string("its PROXY header was not whole in time"));
    QVERIFY(slow.socket().readToEnd() != BlockingSocket::End::TimedOut);
    QVERIFY(server.tap().records().opened.empty());
}

void TestProxyFrom::theOldestUnfinishedHeaderMakesRoom()
{
    RunningServer server(settings({.maxPending = 2}));
    ClassicPeer first(server.port(), balancer);
    ClassicPeer second(server.port(), balancer);
    ClassicPeer third(server.port(), balancer);
    const auto refused = waitForRefused(server);
    QVERIFY(refused);
    QCOMPARE(refused->peer.port(), first.port());
    QCOMPARE(refused->text,
        std::string("its PROXY header was not whole when newer ones needed the room"));
    for (auto *waiting : {&second, &third}) {
        QVERIFY(waiting->socket().write(headerOf(u"10.1.2.3"_s)));
        QVERIFY(waiting->shakeHands());
    }
}

void TestProxyFrom::aWaitingHeaderCountsAsAConnection()
{
    RunningServer server(settings({.maxConnections = 2}));
    const auto client = connectAs(server, u"10.1.2.3"_s);
    QVERIFY(client && client->shakeHands());
    ClassicPeer waiting(server.port(), balancer);
    ClassicPeer third(server.port(), balancer);
    const auto refused = waitForRefused(server);
    QVERIFY(refused);
    QCOMPARE(refused->reason, Reason::TooManyConnections);
    QCOMPARE(refused->peer.port(), third.port());
    QVERIFY(waiting.socket().write(headerOf(u"10.1.2.4"_s)));
    QVERIFY(waiting.shakeHands());
}

void TestProxyFrom::eachClientHasItsShareOfConnections()
{
    RunningServer server(settings({.maxPerAddress = 1}));
    const auto first = connectAs(server, u"10.1.2.3"_s);
    QVERIFY(first && first->shakeHands());
    const auto other = connectAs(server, u"10.1.2.4"_s);
    QVERIFY(other && other->shakeHands());
    const auto again = connectAs(server, u"10.1.2.3"_s);
    QVERIFY(again && !again->shakeHands());
    const auto refused = waitForRefused(server);
    QVERIFY(refused);
    QCOMPARE(refused->reason, Reason::TooManyFromAddress);
    QCOMPARE(refused->peer.toString(), u"10.1.2.3:4444"_s);
}

void TestProxyFrom::nobodyWaitsWhenTheServerStops_data()
{
    QTest::addColumn<int>("workers");
    QTest::addColumn<bool>("isDrained");

    for (const int workers : {1, 2}) {
        QTest::addRow("%d workers, stopped", workers) << workers << false;
        QTest::addRow("%d workers, drained", workers) << workers << true;
    }
}

void TestProxyFrom::nobodyWaitsWhenTheServerStops()
{
    QFETCH(int, workers);
    QFETCH(bool, isDrained);
    RunningServer server(settings({.maxPending = 1}, workers));
    ClassicPeer evicted(server.port(), balancer);
    ClassicPeer waiting(server.port(), balancer);
    QVERIFY(waitForRefused(server)); // so the second one was taken in
    if (isDrained)
        server.server().drain();
    else
        server.beginToStop();
    QVERIFY(server.waitForStopped());
    QVERIFY(waiting.socket().readToEnd() != BlockingSocket::End::TimedOut);
    QCOMPARE(server.tap().records().refused.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestProxyFrom)
#include "tst_proxyfrom.moc"
