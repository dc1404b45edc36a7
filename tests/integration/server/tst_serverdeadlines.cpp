// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicclient.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

// Every deadline is shortened to a fraction of a second, and every test waits for what follows it:
// no clock is read.
class TestServerDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeMustBeDoneInTime_data();
    void handshakeMustBeDoneInTime();
    void establishedConnectionMayBeSilent();
    void begunFrameMustBeDoneInTime_data();
    void begunFrameMustBeDoneInTime();
    void trickleDoesNotStopTheFrameClock();
    void longFrameHasLonger();
    void frameClockStandsWhileTheServerDoesNotRead();
    void peerThatTakesNothingIsLeft();
    void idleConnectionIsToldGoodbye();
    void saidGoodbyeIsNotWaitedForForever();
};

static ServerSettings settings(const ConnectionLimits &limits)
{
    auto settings = RunningServer::settings();
    settings.connection = limits;
    return settings;
}

void TestServerDeadlines::handshakeMustBeDoneInTime_data()
{
    QTest::addColumn<std::size_t>("sent");
    QTest::newRow("nothing said") << 0zu;
    QTest::newRow("a byte said") << 1zu;
    QTest::newRow("nearly all said") << 41zu;
}

void TestServerDeadlines::handshakeMustBeDoneInTime()
{
    QFETCH(std::size_t, sent);
    RunningServer server(settings({.handshakeTimeout = 300ms}));
    ClassicClient client(server.port());
    QVERIFY(client.socket().write(std::span<const std::byte>(client.request()).first(sent)));
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::HandshakeTimeout);
    QCOMPARE(how.text, std::string("handshake not finished in 300 ms"));
    QVERIFY(how.duration >= 300ms);
    client.socket().readToEnd();
}

void TestServerDeadlines::establishedConnectionMayBeSilent()
{
    RunningServer server(settings({.handshakeTimeout = 300ms, .frameTimeout = 300ms}));
    ClassicClient client(server.port());
    QVERIFY(client.shakeHands());
    ClassicClient silent(server.port()); // measures the time
    std::ignore = server.tap().waitForEnd(silent.port());
    ClassicClient another(server.port());
    std::ignore = server.tap().waitForEnd(another.port());
    QVERIFY(client.echo("still here"));
}

void TestServerDeadlines::begunFrameMustBeDoneInTime_data()
{
    QTest::addColumn<std::size_t>("sent");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a byte of it") << 1zu
                                  << QByteArray("a message of 4 bytes was not finished in time");
    QTest::newRow("its length") << 4zu
                                << QByteArray("a message of 37 bytes was not finished in time");
    QTest::newRow("all but a byte")
        << 36zu << QByteArray("a message of 37 bytes was not finished in time");
}

void TestServerDeadlines::begunFrameMustBeDoneInTime()
{
    QFETCH(std::size_t, sent);
    RunningServer server(settings({.frameTimeout = 300ms}));
    ClassicClient client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("before"));
    QVERIFY(client.socket().write(std::span<const std::byte>(client.frame("hello")).first(sent)));
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::FrameTimeout);
    QTEST(QByteArray::fromStdString(how.text), "text");
}

// A byte now and then is progress, but not enough of it.
void TestServerDeadlines::trickleDoesNotStopTheFrameClock()
{
    RunningServer server(settings({.handshakeTimeout = 200ms, .frameTimeout = 500ms}));
    ClassicClient client(server.port());
    QVERIFY(client.shakeHands());
    const auto frame = client.frame(QByteArray(1000, 'x'));
    const auto hasEnded = [&] {
        const auto records = server.tap().records();
        return std::ranges::any_of(records.ended, [&](const ConnectionEnded &ended) {
            return ended.connection.peer.port() == client.port();
        });
    };
    std::size_t sent = 0;
    while (sent < frame.size() && !hasEnded()) {
        std::ignore = client.socket().write(std::span(frame).subspan(sent++, 1));
        ClassicClient silent(server.port()); // measures the time
        std::ignore = server.tap().waitForEnd(silent.port());
    }
    QVERIFY(sent < 20);
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::FrameTimeout);
}

void TestServerDeadlines::longFrameHasLonger()
{
    // 100,000 bytes at 10,000 bytes a second: 10 s more than the small one.
    RunningServer server(settings({.frameTimeout = 300ms, .frameRate = 10'000}));
    ClassicClient large(server.port());
    QVERIFY(large.shakeHands());
    const auto frame = large.frame(QByteArray(100'000, 'x'));
    QVERIFY(large.socket().write(std::span(frame).first(50'000)));
    for (int i = 0; i < 2; ++i) { // measure the time
        ClassicClient small(server.port());
        QVERIFY(small.shakeHands());
        QVERIFY(small.socket().write(std::span(frame).first(3)));
        QCOMPARE(server.tap().waitForEnd(small.port()).reason, EndReason::FrameTimeout);
    }
    QVERIFY(large.socket().write(std::span(frame).subspan(50'000)));
    QVERIFY(large.next() == EventRecord::message(QByteArray(100'000, 'x')));
}

void TestServerDeadlines::frameClockStandsWhileTheServerDoesNotRead()
{
    RunningServer server(settings({.frameTimeout = 300ms, .frameRate = 1024 * 1024}));
    ClassicClient client(server.port(), {.receiveBuffer = 16 * 1024});
    QVERIFY(client.shakeHands());
    // Until it is taken no more: the server has read a part of a frame and owes much.
    const QByteArray message(3000, 'x');
    const auto frame = client.frame(message);
    std::size_t pushed = 0;
    for (std::size_t count = 1; count != 0; pushed += count)
        count = client.socket().writeSome(std::span(frame).subspan(pushed % frame.size()), 500);
    for (int i = 0; i < 3; ++i) { // measure the time
        ClassicClient slow(server.port());
        QVERIFY(slow.shakeHands());
        QVERIFY(slow.socket().write(std::span(frame).first(3)));
        QCOMPARE(server.tap().waitForEnd(slow.port()).reason, EndReason::FrameTimeout);
    }
    const auto whole = static_cast<qsizetype>(pushed / frame.size());
    QCOMPARE(client.messages(whole).size(), whole);
}

void TestServerDeadlines::peerThatTakesNothingIsLeft()
{
    RunningServer server(settings({.sendTimeout = 300ms}));
    ClassicClient client(server.port(), {.receiveBuffer = 16 * 1024});
    QVERIFY(client.shakeHands());
    QVERIFY(client.send(QByteArray(12 * 1024 * 1024, 'x')));
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::SendTimeout);
    QCOMPARE(how.text, std::string("nothing of what it is owed was taken in 300 ms"));
}

void TestServerDeadlines::idleConnectionIsToldGoodbye()
{
    RunningServer server(settings({.idleTimeout = 300ms}));
    ClassicClient client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("x"));
    QVERIFY(client.next() == EventRecord::closed());
    QCOMPARE(client.socket().readToEnd(), BlockingSocket::End::Fin);
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::IdleTimeout);
    QCOMPARE(how.text, std::string("idle for 300 ms"));
}

// A peer that has heard our goodbye and does not close holds the connection no longer than the
// linger timeout: then its place is free.
void TestServerDeadlines::saidGoodbyeIsNotWaitedForForever()
{
    auto limits = settings({.idleTimeout = 300ms, .lingerTimeout = 300ms});
    limits.admission.maxConnections = 1;
    RunningServer server(limits);
    ClassicClient client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.next() == EventRecord::closed());
    const auto isFree = [&] { return ClassicClient(server.port()).shakeHands(); };
    QVERIFY(QTest::qWaitFor(isFree, 30'000));
}

QTEST_GUILESS_MAIN(TestServerDeadlines)
#include "tst_serverdeadlines.moc"
