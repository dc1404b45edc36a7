// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

// That a server's tick looks at each kind of deadline, shortened to a fraction of a second. What
// they allow is tested where time passes as the test says: tst_connection and tst_deadlines.
class TestServerDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeMustBeDoneInTime();
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

void TestServerDeadlines::handshakeMustBeDoneInTime()
{
    RunningServer server(settings({.handshakeTimeout = 300ms}));
    ClassicPeer client(server.port());
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::HandshakeTimeout);
    QCOMPARE(how.text, std::string("handshake not finished in 300 ms"));
    QVERIFY(how.duration >= 300ms);
    client.socket().readToEnd();
}

void TestServerDeadlines::peerThatTakesNothingIsLeft()
{
    RunningServer server(settings({.sendTimeout = 300ms}));
    ClassicPeer client(server.port(), {.receiveBuffer = 16 * 1024});
    QVERIFY(client.shakeHands());
    QVERIFY(client.send(QByteArray(12 * 1024 * 1024, 'x')));
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::SendTimeout);
    QCOMPARE(how.text, std::string("nothing of what it is owed was taken in 300 ms"));
}

void TestServerDeadlines::idleConnectionIsToldGoodbye()
{
    RunningServer server(settings({.idleTimeout = 300ms}));
    ClassicPeer client(server.port());
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
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.next() == EventRecord::closed());
    const auto isFree = [&] { return ClassicPeer(server.port()).shakeHands(); };
    QVERIFY(QTest::qWaitFor(isFree, patience));
}

QTEST_GUILESS_MAIN(TestServerDeadlines)
#include "tst_serverdeadlines.moc"
