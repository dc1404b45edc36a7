// SPDX-License-Identifier: MIT
#include "core/net/connection/connector.h"

#include "tests/support/connecting.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QAbstractSocket>
#include <QCoreApplication>
#include <QEvent>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <array>

using namespace sealcord;
using namespace std::chrono_literals;
using sealcord::test::BlockingListener;
using sealcord::test::BlockingSocket;
using sealcord::test::Connecting;
using sealcord::test::Connects;
using sealcord::test::patience;

namespace {

const auto loopback = QStringLiteral("127.0.0.1");

/// A port on which nobody listens.
quint16 freePort()
{
    return BlockingListener().port();
}

/// Never accepts, and has as many waiting as it takes: the kernel answers nobody any more.
struct DeafListener {
    BlockingListener listener{0};
    BlockingSocket waiting = BlockingSocket::connectTo(listener.port());
};

} // namespace

class TestConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverASocketThatStands();
    void triesEveryAddressOfAName();
    void failuresReadDifferently_data();
    void failuresReadDifferently();
    void answersFromTheEventLoopOnly_data();
    void answersFromTheEventLoopOnly();
    void connectionToItselfIsRefused();
    void silentAddressTimesOut();
    void cancelledAttemptSaysNothing();
    void failedAttemptCanBeFollowedFromItsOwnSignal();
    void deletedDuringAnAttempt();
};

void TestConnector::handsOverASocketThatStands()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Connector connector;
    QSignalSpy connected(&connector, &Connector::connected);
    connector.start(loopback, server.serverPort(), 10s);
    QVERIFY(connected.wait(patience));
    const auto socket = connector.takeSocket();
    QVERIFY(socket);
    QCOMPARE(socket->peer.toString(), QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
    QVERIFY(sendAtOnce(socket->descriptor, std::array{std::byte{'x'}}) == 1zu);
    closeDescriptor(socket->descriptor);
    QVERIFY(!connector.takeSocket());
    QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), patience);
    const auto *const accepted = server.nextPendingConnection();
    QTRY_COMPARE_WITH_TIMEOUT(accepted->bytesAvailable(), 1, patience); // it stood meanwhile
}

void TestConnector::triesEveryAddressOfAName()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost)); // not on ::1, where a name may lead first
    Connector connector;
    QSignalSpy connected(&connector, &Connector::connected);
    connector.start(QStringLiteral("localhost"), server.serverPort(), 10s);
    QVERIFY(connected.wait(patience));
    const auto socket = connector.takeSocket();
    QCOMPARE(socket->peer.address(), QHostAddress(QHostAddress::LocalHost));
    closeDescriptor(socket->descriptor);
}

void TestConnector::failuresReadDifferently_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("why"); // %1 is the port
    QTest::newRow("refused") << loopback << QStringLiteral("127.0.0.1:%1: connection refused");
    QTest::newRow("refused, a name")
        << QStringLiteral("localhost") << QStringLiteral("127.0.0.1:%1: connection refused");
    // RFC 6761, 6.4: this name never exists.
    QTest::newRow("unknown") << QStringLiteral("nobody.invalid")
                             << QStringLiteral("unknown host nobody.invalid");
    QTest::newRow("what a resolver would take for 127.0.0.1")
        << QStringLiteral("127.1") << QStringLiteral("unknown host 127.1");
    QTest::newRow("an interface that is not there") << QStringLiteral(
        "fe80::1%none") << QStringLiteral("[fe80::1%none]:%1: this machine has no interface none");
    QTest::newRow("no interface") << QStringLiteral(
        "fe80::1") << QStringLiteral("[fe80::1]:%1: a link-local address needs its interface");
}

void TestConnector::failuresReadDifferently()
{
    QFETCH(QString, host);
    QFETCH(QString, why);
    const auto port = freePort();
    Connector connector;
    QSignalSpy failed(&connector, &Connector::failed);
    QSignalSpy connected(&connector, &Connector::connected);
    connector.start(host, port, 10s);
    QVERIFY(failed.wait(patience));
    if (why.contains(QStringLiteral("%1")))
        why = why.arg(port);
    const auto said = failed.front().front().toString();
    QVERIFY2(said.contains(why), qPrintable(said));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(connected.size(), 0);
    QVERIFY(!connector.takeSocket());
}

void TestConnector::answersFromTheEventLoopOnly_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isListening");
    QTest::newRow("connected at once") << loopback << true;
    QTest::newRow("refused at once") << loopback << false;
    // TCP reaches no broadcast address: the system says so in the call.
    QTest::newRow("no way there") << QStringLiteral("255.255.255.255") << false;
}

void TestConnector::answersFromTheEventLoopOnly()
{
    QFETCH(QString, host);
    QFETCH(bool, isListening);
    const BlockingListener listener;
    Connector connector;
    QSignalSpy resolved(&connector, &Connector::resolved);
    QSignalSpy connected(&connector, &Connector::connected);
    QSignalSpy failed(&connector, &Connector::failed);
    bool isCalling = true;
    for (auto signal : {&Connector::resolved, &Connector::connected})
        connect(&connector, signal, this, [&] { QVERIFY(!isCalling); });
    connect(&connector, &Connector::failed, this, [&] { QVERIFY(!isCalling); });

    const Connecting atOnce(Connects::AtOnce);
    connector.start(host, isListening ? listener.port() : freePort(), 10s);
    isCalling = false;
    QTRY_COMPARE_WITH_TIMEOUT(connected.size() + failed.size(), 1, patience);
    QCOMPARE(connected.size(), isListening ? 1 : 0);
    QCOMPARE(resolved.size(), 1);
}

// TCP does this to whoever tries again and again a port of this machine on which nobody listens.
void TestConnector::connectionToItselfIsRefused()
{
    const auto port = freePort();
    Connector connector;
    QSignalSpy connected(&connector, &Connector::connected);
    QSignalSpy failed(&connector, &Connector::failed);
    const Connecting toItself(Connects::ToItself);
    connector.start(loopback, port, 10s);
    QVERIFY(failed.wait(patience));
    QCOMPARE(connected.size(), 0);
    QCOMPARE(failed.front().front().toString(),
        QStringLiteral("127.0.0.1:%1: connection refused").arg(port));
}

void TestConnector::silentAddressTimesOut()
{
    const DeafListener deaf;
    Connector connector;
    QSignalSpy failed(&connector, &Connector::failed);
    connector.start(loopback, deaf.listener.port(), 300ms);
    QVERIFY(failed.wait(patience));
    const auto why = QStringLiteral("127.0.0.1:%1: no answer in 0.3 s").arg(deaf.listener.port());
    QCOMPARE(failed.front().front().toString(), why);
}

void TestConnector::cancelledAttemptSaysNothing()
{
    const auto closed = freePort();
    const DeafListener deaf;
    BlockingListener open;
    Connector connector;
    QSignalSpy failed(&connector, &Connector::failed);
    QSignalSpy connected(&connector, &Connector::connected);
    connector.start(loopback, closed, 10s);
    connector.cancel();
    connector.start(QStringLiteral("localhost"), closed, 10s);
    connector.cancel();
    connector.start(loopback, deaf.listener.port(), 1ms);
    connector.start(loopback, open.port(), 10s); // ends the one before
    QVERIFY(connected.wait(patience));
    QCOMPARE(failed.size(), 0);
    QCOMPARE(connected.size(), 1);
    const auto socket = connector.takeSocket();
    QCOMPARE(socket->peer.port(), open.port());
    closeDescriptor(socket->descriptor);
}

void TestConnector::failedAttemptCanBeFollowedFromItsOwnSignal()
{
    const auto closed = freePort();
    Connector connector;
    int failures = 0;
    connect(&connector, &Connector::failed, this, [&] {
        if (++failures < 20)
            connector.start(loopback, closed, 10s);
    });
    connector.start(loopback, closed, 10s);
    QTRY_COMPARE_WITH_TIMEOUT(failures, 20, patience);
}

void TestConnector::deletedDuringAnAttempt()
{
    const DeafListener deaf;
    for (const auto &host : {loopback, QStringLiteral("localhost")}) {
        Connector connector;
        connector.start(host, deaf.listener.port(), 10s);
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"
