// SPDX-License-Identifier: MIT
#include "core/net/connection/sendbatch.h"
#include "tests/integration/server/sealedends.h"
#include "tests/integration/server/sealedpeer.h"
#include "tests/support/patience.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <deque>
#include <mutex>
#include <semaphore>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

std::span<const std::byte> bytesOf(const char *text)
{
    return std::as_bytes(std::span(text, std::strlen(text)));
}

/// Answers one connection in the middle of another one's turn.
class ForwardingService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte> message) override
    {
        const auto text = toByteArray(message);
        if (text == "remember me")
            m_other = &connection;
        std::ignore = connection.send(bytesOf("first"));
        if (text == "tell it")
            tellOther();
        else if (text == "end it")
            m_other->abort({EndReason::ClosedByUs, "enough"});
        std::ignore = connection.send(bytesOf("last"));
    }

private:
    void tellOther()
    {
        const SendBatch batch(*m_other);
        std::ignore = m_other->send(bytesOf("one"));
        {
            const SendBatch inner(*m_other);
            std::ignore = m_other->send(bytesOf("two"));
        }
        std::ignore = m_other->send(bytesOf("three"));
    }

    Connection *m_other = nullptr;
};

/// Says nothing, and holds its worker up where it is told to.
class HeldService final : public Service
{
public:
    std::binary_semaphore isHeld{0};
    std::binary_semaphore mayGoOn{0};

    void messageReceived(Connection &, std::span<const std::byte> message) override
    {
        if (message.size() == 1)
            return;
        isHeld.release();
        mayGoOn.acquire();
    }
};

/// How many handshakes were answered each time before a message was seen again.
class TurnTap final : public Tap
{
public:
    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Messages; }
    void happened(WireEvent event) override
    {
        const std::lock_guard lock(m_mutex);
        if (const auto *const packet = event.as<HandshakePacketSeen>())
            m_answered += packet->direction == Direction::Out ? 1 : 0;
        else if (event.as<ConnectionOpened>())
            ++m_opened;
        else if (event.as<MessageSeen>() && m_answered > 0)
            m_runs.push_back(std::exchange(m_answered, 0));
    }
    [[nodiscard]] int opened() const
    {
        const std::lock_guard lock(m_mutex);
        return m_opened;
    }
    [[nodiscard]] std::vector<int> runs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_runs;
    }

private:
    mutable std::mutex m_mutex;
    int m_answered = 0;
    int m_opened = 0;
    std::vector<int> m_runs;
};

} // namespace

/// What one worker does for several sealed connections in one turn.
class TestSealedTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsShareTheSendBuffer();
    void connectionEndsWithinAnothersTurn();
    void handshakesLeaveRoomForOthers();

private:
    SealedEnds m_ends;
};

// What waits for one connection stands before what another one sends and seals behind it.
void TestSealedTurns::connectionsShareTheSendBuffer()
{
    ForwardingService service;
    RunningServer server(m_ends.serverSettings(), &service);
    TalkingAgent other(m_ends.agentSettings(server.port()));
    QVERIFY(other.connects());
    QCOMPARE(other.agent.send(bytesOf("remember me")), SendResult::Sent);
    QTRY_COMPARE(other.messages, (QList<QByteArray>{"first", "last"}));
    other.messages.clear();

    TalkingAgent agent(m_ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    QCOMPARE(agent.agent.send(bytesOf("tell it")), SendResult::Sent);
    QTRY_COMPARE(agent.messages, (QList<QByteArray>{"first", "last"}));
    QTRY_COMPARE(other.messages, (QList<QByteArray>{"one", "two", "three"}));
    QVERIFY(server.stop());
    std::vector<quint64> sealed;
    for (const auto &ended : server.tap().records().ended)
        sealed.push_back(ended.sealed);
    std::ranges::sort(sealed);
    QCOMPARE(sealed, (std::vector<quint64>{3, 4})); // ADMIT, a batch for each turn, CLOSE
}

void TestSealedTurns::connectionEndsWithinAnothersTurn()
{
    ForwardingService service;
    RunningServer server(m_ends.serverSettings(), &service);
    TalkingAgent other(m_ends.agentSettings(server.port()));
    QVERIFY(other.connects());
    QCOMPARE(other.agent.send(bytesOf("remember me")), SendResult::Sent);
    QTRY_COMPARE(other.messages.size(), 2);

    TalkingAgent agent(m_ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    QCOMPARE(agent.agent.send(bytesOf("end it")), SendResult::Sent);
    QTRY_COMPARE(agent.messages, (QList<QByteArray>{"first", "last"}));
    QCOMPARE(other.waitForEnd().reason, EndReason::Truncated);
    QVERIFY(agent.ends.empty());
}

// A worker answers eight in a turn: one that has messages for many turns is not kept waiting by a
// crowd that came before them.
void TestSealedTurns::handshakesLeaveRoomForOthers()
{
    constexpr int crowd = 80;
    constexpr int messages = 16 * 1024; // as many turns' work as the crowd's, and more
    constexpr int mostBetween = 2 * 8; // of one turn behind the messages, of the next before them
    HeldService service;
    TurnTap tap;
    Server server(m_ends.serverSettings(), service, tap);
    bool isStarted = false;
    connect(&server, &Server::started, this, [&] { isStarted = true; });
    server.start();
    QTRY_VERIFY(isStarted);
    const auto port = server.address().section(u':', -1).toUShort();

    SealedPeer agent(m_ends.agent, port);
    QVERIFY(agent.shakeHands());
    std::deque<BlockingSocket> others;
    for (int i = 0; i < crowd; ++i)
        others.push_back(BlockingSocket::connectTo(port));
    QTRY_COMPARE(tap.opened(), 1 + crowd); // else it is accepting that spreads them
    QVERIFY(agent.send("hold it"));
    service.isHeld.acquire();

    SystemRandom random;
    Session opening(
        {.role = Role::Agent, .protocol = Protocol::Sealed, .identity = &m_ends.agent}, random);
    ByteBuffer hello;
    opening.start(hello);
    for (auto &other : others)
        QVERIFY(other.write(hello.bytes())); // the same for all: it is answered
    QVERIFY(agent.send("x", messages));
    service.mayGoOn.release();

    for (auto &other : others)
        QCOMPARE(other.read(106).size(), std::size_t{106});
    const auto runs = tap.runs();
    QVERIFY(!runs.empty());
    QVERIFY2(
        std::ranges::max(runs) <= mostBetween, qPrintable(QString::number(std::ranges::max(runs))));
}

QTEST_GUILESS_MAIN(TestSealedTurns)
#include "tst_sealedturns.moc"
