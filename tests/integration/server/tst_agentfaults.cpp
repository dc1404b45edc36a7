// SPDX-License-Identifier: MIT
#include "tests/integration/server/talkingagent.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

#include <functional>
#include <thread>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

/// A server for one agent at a time that does on its own thread what the test wants, as long as it
/// lives.
class ScriptedServer
{
public:
    using Script = std::function<void(ClassicPeer &)>;

    explicit ScriptedServer(Script script)
        : m_thread([this, does = std::move(script)] { serve(does); })
    { }
    ~ScriptedServer()
    {
        m_isOver = true;
        BlockingSocket::connectTo(port()).close(); // wakes it
        m_thread.join();
    }

    [[nodiscard]] quint16 port() const { return m_listener.port(); }
    [[nodiscard]] int served() const { return m_served; }

private:
    void serve(const Script &does)
    {
        for (;;) {
            ClassicPeer peer(m_listener.accept());
            if (m_isOver)
                return;
            ++m_served;
            does(peer);
        }
    }

    BlockingListener m_listener;
    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_served = 0;
    std::jthread m_thread;
};

/// Stays until the agent has gone.
void waitForEnd(ClassicPeer &peer)
{
    peer.socket().readToEnd();
}

ScriptedServer::Script saying(const QByteArray &bytes)
{
    return [bytes](ClassicPeer &peer) {
        std::ignore = peer.socket().write(toBytes(bytes));
        waitForEnd(peer);
    };
}

} // namespace

class TestAgentFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingInOneSegmentIsUnderstood();
    void segmentsOfOneByteAreUnderstood();
    void otherServerIsFinal_data();
    void otherServerIsFinal();
    void damagedResponseIsFinal_data();
    void damagedResponseIsFinal();
    void lowOrderKeyIsFinal();
    void damagedMessageIsFinal_data();
    void damagedMessageIsFinal();
    void lostConnectionIsTriedAgain_data();
    void lostConnectionIsTriedAgain();
    void silentServerTimesOutInTheHandshake();
    void missingReplyCountsAsLost();
    void silenceWithoutAReplyOwedIsNoFault();
    void replyClockStandsWhileTheAgentDoesNotRead();
    void serverThatTakesNothingCountsAsLost();
    void goodbyeToADeafServerEnds();
};

void TestAgentFaults::everythingInOneSegmentIsUnderstood()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        const auto response = peer.response();
        const auto messages = peer.frame("one") + peer.frame("two");
        std::ignore = peer.socket().writeAndFinish(response + messages + peer.goodbye());
        waitForEnd(peer);
    });
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::ClosedByPeer);
    QCOMPARE(talking.messages, (QList<QByteArray>{"one", "two"}));
}

void TestAgentFaults::segmentsOfOneByteAreUnderstood()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        const auto response = peer.response();
        const auto stream = response + peer.frame("one") + peer.frame("two");
        for (const auto byte : stream)
            std::ignore = peer.socket().write(std::span(&byte, 1));
        std::ignore = peer.socket().write(peer.goodbye());
        waitForEnd(peer);
    });
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::ClosedByPeer);
    QCOMPARE(talking.messages, (QList<QByteArray>{"one", "two"}));
}

void TestAgentFaults::otherServerIsFinal_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
    QTest::newRow("a request") << QByteArray("\x01");
}

void TestAgentFaults::otherServerIsFinal()
{
    QFETCH(QByteArray, bytes);
    const ScriptedServer server(saying(bytes));
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::NotAPeer);
    QVERIFY(talking.waitForFinished());
    QCOMPARE(server.served(), 1);
    QCOMPARE(talking.connected, 0);
}

void TestAgentFaults::damagedResponseIsFinal_data()
{
    QTest::addColumn<std::size_t>("byte");
    QTest::newRow("key, first byte") << 1zu;
    QTest::newRow("key, last byte") << 31zu;
    QTest::newRow("nonce, first byte") << 33zu;
    QTest::newRow("nonce, last byte") << 44zu;
    QTest::newRow("token, first byte") << 45zu;
    QTest::newRow("token, last byte") << 52zu;
    QTest::newRow("tag, first byte") << 53zu;
    QTest::newRow("tag, last byte") << 68zu;
}

void TestAgentFaults::damagedResponseIsFinal()
{
    QFETCH(std::size_t, byte);
    const ScriptedServer server([byte](ClassicPeer &peer) {
        auto response = peer.response();
        response[byte] ^= std::byte{1};
        std::ignore = peer.socket().write(response + peer.frame("unheard"));
        waitForEnd(peer);
    });
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::HandshakeFailed);
    QVERIFY(talking.waitForFinished());
    QVERIFY(talking.messages.isEmpty());
    QCOMPARE(talking.connected, 0);
    QCOMPARE(server.served(), 1);
}

void TestAgentFaults::lowOrderKeyIsFinal()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        auto response = peer.response();
        std::ranges::fill(std::span(response).subspan(1, 32), std::byte{});
        std::ignore = peer.socket().write(response);
        waitForEnd(peer);
    });
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::HandshakeFailed);
    QVERIFY(talking.waitForFinished());
}

void TestAgentFaults::damagedMessageIsFinal_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<EndReason>("reason");
    QTest::newRow("forged") << QByteArray("\x00\x00\x00\x15", 4) << EndReason::NotAuthentic;
    QTest::newRow("too short") << QByteArray("\x00\x00\x00\x0f", 4) << EndReason::BadFrame;
    QTest::newRow("too long") << QByteArray("\xff\xff\xff\xff", 4) << EndReason::MessageTooLong;
}

void TestAgentFaults::damagedMessageIsFinal()
{
    QFETCH(QByteArray, header);
    const ScriptedServer server([header](ClassicPeer &peer) {
        const auto response = peer.response();
        const auto good = peer.frame("good");
        const auto bad = toBytes(header) + Bytes(33, std::byte{0x5a});
        std::ignore = peer.socket().write(response + good + bad + peer.frame("unheard"));
        waitForEnd(peer);
    });
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QTEST(talking.waitForEnd().reason, "reason");
    QVERIFY(talking.waitForFinished());
    QCOMPARE(talking.messages, QList<QByteArray>{"good"});
}

void TestAgentFaults::lostConnectionIsTriedAgain_data()
{
    using Script = ScriptedServer::Script;
    QTest::addColumn<Script>("lose"); // the connection
    QTest::addColumn<EndReason>("reason");
    const auto row = [](const char *name, const Script &lose, EndReason reason) {
        QTest::newRow(name) << lose << reason;
    };
    const auto front = [](const Bytes &bytes, std::ptrdiff_t count) {
        return Bytes(bytes.begin(), bytes.begin() + count);
    };
    const auto sayAndClose = [](ClassicPeer &peer, const Bytes &bytes) {
        std::ignore = peer.socket().write(bytes);
        peer.socket().close();
    };
    row(
        "closed before a response",
        [=](auto &peer) { sayAndClose(peer, front(peer.response(), 0)); }, EndReason::Truncated);
    row(
        "closed in the response",
        [=](auto &peer) { sayAndClose(peer, front(peer.response(), 68)); }, EndReason::Truncated);
    row(
        "reset before a response",
        [](auto &peer) {
            std::ignore = peer.response();
            peer.socket().reset();
        },
        EndReason::Lost);
    row(
        "closed without a goodbye", [=](auto &peer) { sayAndClose(peer, peer.response()); },
        EndReason::EndedWithoutGoodbye);
    row(
        "closed in a message",
        [=](auto &peer) {
            const auto response = peer.response();
            sayAndClose(peer, response + front(peer.frame("x"), 9));
        },
        EndReason::Truncated);
    row(
        "reset",
        [](auto &peer) {
            std::ignore = peer.socket().write(peer.response());
            peer.socket().reset();
        },
        EndReason::Lost);
    row(
        "goodbye that nobody signed",
        [=](auto &peer) { sayAndClose(peer, peer.response() + Bytes(4)); },
        EndReason::ClosedByPeerUnauthenticated);
}

void TestAgentFaults::lostConnectionIsTriedAgain()
{
    QFETCH(ScriptedServer::Script, lose);
    const ScriptedServer server(lose);
    TalkingAgent talking(TalkingAgent::settings(server.port()));
    talking.agent.start();
    QTEST(talking.waitForEnd().reason, "reason");
    QTRY_VERIFY_WITH_TIMEOUT(talking.ends.size() >= 2, patience);
    QVERIFY(server.served() >= 2);
    QCOMPARE(talking.finished, 0);
}

void TestAgentFaults::silentServerTimesOutInTheHandshake()
{
    const ScriptedServer server(waitForEnd);
    auto settings = TalkingAgent::settings(server.port());
    settings.connection.handshakeTimeout = 300ms;
    TalkingAgent talking(settings);
    talking.agent.start();
    QCOMPARE(talking.waitForEnd().reason, EndReason::HandshakeTimeout);
    QTRY_VERIFY_WITH_TIMEOUT(server.served() >= 2, patience);
}

void TestAgentFaults::missingReplyCountsAsLost()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        std::ignore = peer.shakeHands();
        waitForEnd(peer); // takes everything and says nothing
    });
    auto settings = TalkingAgent::settings(server.port());
    settings.replyTimeout = 300ms;
    TalkingAgent talking(settings);
    QVERIFY(talking.connects());
    QVERIFY(talking.agent.send(toBytes("hello")) == SendResult::Sent);
    talking.agent.setReplyAwaited(true);
    QCOMPARE(talking.waitForEnd().reason, EndReason::ReplyTimeout);
    QVERIFY(talking.waitForConnected(2)); // nothing is awaited any more
}

void TestAgentFaults::silenceWithoutAReplyOwedIsNoFault()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        std::ignore = peer.shakeHands();
        waitForEnd(peer);
    });
    auto settings = TalkingAgent::settings(server.port());
    settings.replyTimeout = 100ms;
    TalkingAgent patient(settings);
    QVERIFY(patient.connects());
    patient.agent.setReplyAwaited(true);
    patient.agent.setReplyAwaited(false);
    QVERIFY(!QTest::qWaitFor([&] { return !patient.ends.empty(); }, 700));
}

void TestAgentFaults::replyClockStandsWhileTheAgentDoesNotRead()
{
    const ScriptedServer server([](ClassicPeer &peer) {
        if (peer.shakeHands() && peer.next())
            std::ignore = peer.send("the reply");
        waitForEnd(peer);
    });
    auto settings = TalkingAgent::settings(server.port());
    settings.replyTimeout = 100ms;
    TalkingAgent talking(settings);
    QVERIFY(talking.connects());
    talking.agent.setReadingPaused(true);
    QVERIFY(talking.agent.send(toBytes("hello")) == SendResult::Sent);
    talking.agent.setReplyAwaited(true);
    QVERIFY(!QTest::qWaitFor([&] { return !talking.ends.empty(); }, 700));
    talking.agent.setReadingPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(talking.messages, QList<QByteArray>{"the reply"}, patience);
}

void TestAgentFaults::serverThatTakesNothingCountsAsLost()
{
    std::atomic<bool> isOver = false;
    const ScriptedServer server([&](ClassicPeer &peer) {
        std::ignore = peer.shakeHands();
        isOver.wait(false);
    });
    auto settings = TalkingAgent::settings(server.port());
    settings.connection.sendTimeout = 300ms;
    TalkingAgent talking(settings);
    QVERIFY(talking.connects());
    const QByteArray message(16 * 1024 * 1024, 'x');
    for (int i = 0; i < 4; ++i)
        QVERIFY(talking.agent.send(toBytes(message)) == SendResult::Sent);
    QCOMPARE(talking.waitForEnd().reason, EndReason::SendTimeout);
    isOver = true;
    isOver.notify_all();
}

// A server that neither reads nor closes cannot keep the agent from leaving.
void TestAgentFaults::goodbyeToADeafServerEnds()
{
    std::atomic<bool> isOver = false;
    const ScriptedServer server([&](ClassicPeer &peer) {
        std::ignore = peer.shakeHands();
        isOver.wait(false);
    });
    auto settings = TalkingAgent::settings(server.port());
    settings.connection.lingerTimeout = 300ms;
    TalkingAgent talking(settings);
    QVERIFY(talking.connects());
    talking.agent.stop();
    QVERIFY(talking.waitForFinished());
    QCOMPARE(talking.ends.front().reason, EndReason::ClosedByUs);
    isOver = true;
    isOver.notify_all();
}

QTEST_GUILESS_MAIN(TestAgentFaults)
#include "tst_agentfaults.moc"
