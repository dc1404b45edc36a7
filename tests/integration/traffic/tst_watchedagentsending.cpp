// SPDX-License-Identifier: MIT
#include "tests/integration/traffic/watchedends.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/peers/echoserver.h"

#include <QByteArrayList>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using Stage = WatchedAgent::Stage;

namespace {

/// A server that agrees a key and never reads a message.
class DeafServer
{
public:
    [[nodiscard]] quint16 port() const { return m_listener.port(); }
    [[nodiscard]] bool shakeHands()
    {
        m_peer.emplace(m_listener.accept());
        return m_peer->shakeHands();
    }
    void reset() { m_peer->socket().reset(); }

private:
    BlockingListener m_listener;
    std::optional<ClassicPeer> m_peer;
};

} // namespace

class TestWatchedAgentSending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesBeforeADisconnectAreSent();
    void moreThanTheServerTakesIsRefused();
    void whatWaitsWhenTheConnectionEndsIsCounted();
    void tooLongAMessageIsRefused();
};

void TestWatchedAgentSending::messagesBeforeADisconnectAreSent()
{
    const EchoServer server;
    TrafficRecord there;
    connect(&server.watched, &OwnServer::happened, this,
        [&](const TrafficBatch &batch) { there.append(batch); });
    RecordedAgent agent;
    agent.start(server.port());
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.send("last words");
    agent.watched.stop();
    QVERIFY(agent.waitFor(Stage::Idle));
    QTRY_COMPARE_WITH_TIMEOUT(
        there.messages(Direction::In), QByteArrayList{"last words"}, patience);
    QVERIFY(agent.notSent.isEmpty());
}

// The kernel takes some megabytes, and the rest waits within its bound.
void TestWatchedAgentSending::moreThanTheServerTakesIsRefused()
{
    DeafServer server;
    RecordedAgent agent;
    agent.start(server.port());
    QVERIFY(server.shakeHands());
    QVERIFY(agent.waitFor(Stage::Connected));
    const QByteArray message(16 * 1024 * 1024, 'x');
    for (int i = 0; i < 6; ++i) // one on its way, four that wait
        agent.watched.send(message);
    QVERIFY(!agent.notSent.isEmpty());
    QVERIFY(agent.notSent.size() <= 2); // the first may not have been on its way yet
    QVERIFY2(agent.notSent.front().contains(QStringLiteral("wait for it")),
        qPrintable(agent.notSent.front()));
}

void TestWatchedAgentSending::whatWaitsWhenTheConnectionEndsIsCounted()
{
    DeafServer server;
    RecordedAgent agent;
    agent.start(server.port());
    QVERIFY(server.shakeHands());
    QVERIFY(agent.waitFor(Stage::Connected));
    const QByteArray message(16 * 1024 * 1024, 'x');
    for (int i = 0; i < 4; ++i)
        agent.watched.send(message);
    QTRY_VERIFY_WITH_TIMEOUT(
        !agent.record.messages(Direction::Out).isEmpty(), patience); // the first is on its way
    server.reset();
    QVERIFY(agent.waitFor(Stage::Idle));
    QTRY_COMPARE_WITH_TIMEOUT(agent.notSent.size(), 1, patience);
    QVERIFY2(agent.notSent.front().contains(QStringLiteral("before 3 messages")),
        qPrintable(agent.notSent.front()));
}

void TestWatchedAgentSending::tooLongAMessageIsRefused()
{
    const EchoServer server;
    AgentSettings settings;
    settings.port = server.port();
    settings.connection.maxMessageLength = 10;
    RecordedAgent agent;
    agent.watched.start(settings);
    QVERIFY(agent.waitFor(Stage::Connected));
    agent.watched.send(QByteArray(11, 'x'));
    QCOMPARE(agent.notSent.size(), 1);
    agent.watched.send(QByteArray(10, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(agent.record.messages(Direction::In).size(), 1, patience);
    QCOMPARE(agent.notSent.size(), 1);
}

QTEST_GUILESS_MAIN(TestWatchedAgentSending)
#include "tst_watchedagentsending.moc"
