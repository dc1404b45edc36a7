// SPDX-License-Identifier: MIT
#include "core/net/agent/agentstreams.h"
#include "core/net/connection/socketdescriptor.h"
#include "tests/integration/streams/forwardedservice.h"

#include <QPointer>
#include <QTest>

#include <chrono>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using End = BlockingSocket::End;

namespace {

IoContext::Clock::time_point theTime;

IoContext::Clock::time_point now()
{
    return theTime;
}

/// An agent's streams over one connection, on this thread. Time passes as the test says.
class TimedAgent final : private ConnectionOwner
{
public:
    explicit TimedAgent(quint16 server)
    {
        m_context.setClock(now);
        m_connection = new Connection( // deletes itself when released
            {1, {}}, dup(BlockingSocket::connectTo(server).descriptor()),
            {Role::Agent, Protocol::Sealed, &m_identity}, m_limits, m_context, *this);
        m_connection->start();
    }
    ~TimedAgent()
    {
        if (m_connection)
            m_connection->abort({});
    }
    Q_DISABLE_COPY_MOVE(TimedAgent)

    [[nodiscard]] AgentStreams &streams() { return m_streams; }
    [[nodiscard]] const RecordingTap &tap() const { return m_tap; }
    [[nodiscard]] bool isConnected() const { return !m_tap.records().established.empty(); }
    /// A client whose other end it carries to "web".
    [[nodiscard]] BlockingSocket client(const BlockingSocket::Options &options = {})
    {
        auto client = BlockingSocket::connectTo(m_local.port(), options);
        const auto carried = dup(m_local.accept().descriptor());
        constexpr int least = 1; // the kernel takes next to nothing that the client does not read
        std::ignore = ::setsockopt(carried, SOL_SOCKET, SO_SNDBUF, &least, sizeof least);
        m_streams.carry(carried, "web", {});
        return client;
    }
    void loseConnection() { m_connection->abort({}); }

private:
    [[nodiscard]] PeerDecision decide(Connection &, const Peer &) override
    {
        return {.verdict = PeerDecision::Verdict::Accepted, .protection = Protection::Pinned};
    }
    void established(Connection &connection) override { m_streams.established(connection); }
    void received(Connection &, std::span<const std::byte>) override { }
    void heardOfStream(Connection &connection, const Event &event) override
    {
        m_streams.hear(connection, event);
    }
    void hasRoomAgain(Connection &connection) override { m_streams.hasRoomAgain(connection); }
    void ended(Connection &connection, const ConnectionEnded &) override
    {
        m_streams.ended(connection);
    }
    void released(Connection &) override { }

    const Identity m_identity = freshIdentity("user");
    const ConnectionLimits m_limits;
    const AgentSettings m_settings;
    BlockingListener m_local;
    RecordingTap m_tap{TapInterest::Messages};
    IoContext m_context{m_tap};
    AgentStreams m_streams{m_settings, m_context};
    QPointer<Connection> m_connection;
};

void drain(RunningServer &server)
{
    server.server().drain();
    server.server().tellStanding(1);
    QVERIFY(server.tap().waitFor([](const RecordingTap::Records &records) {
        return records.standingTold.size() == 2; // by both workers, behind that
    }));
}

} // namespace

/// What an agent's streams do when so much time has passed.
class TestStreamTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theTime = IoContext::Clock::now(); }
    void whoWaitsForALeavingServerIsTurnedAwayInTime();
    void whoWaitsIsTurnedAwayWhileOthersCome();
    void nobodyWaitsWhereThereIsNoNextServer();
    void theTimeCountsFromWhenTheClientCame();
    void whoDoesNotTakeWhatCameIsGivenUpInTime();
};

void TestStreamTimes::whoWaitsForALeavingServerIsTurnedAwayInTime()
{
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    TimedAgent agent(web.server().port());
    QTRY_VERIFY_WITH_TIMEOUT(agent.isConnected(), patience);
    auto old = agent.client();
    auto service = web.accept();
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamsOpened, 1zu, patience);
    drain(web.server());
    theTime += 1min;
    auto late = agent.client();
    QVERIFY(web.server().tap().waitForStreams().front().reset == StreamReset::ShuttingDown);
    theTime += AgentStreams::waitingTime;
    QTest::qWait(3 * deadlineTick.count()); // nothing happens
    QVERIFY(!late.isReadable(0) && agent.tap().records().streamsClosed.empty());
    QVERIFY(!agent.streams().isDoneWithServer());
    theTime += 1ms;
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamsClosed.size(), 1zu, patience);
    const auto closed = agent.tap().records().streamsClosed.front();
    QCOMPARE(closed.why, std::string("the server is shutting down"));
    QVERIFY(!closed.wasOpened);
    QCOMPARE(late.readToEnd(), End::Reset);

    old.close();
    service.close();
    QTRY_VERIFY_WITH_TIMEOUT(agent.streams().isDoneWithServer(), patience);
}

void TestStreamTimes::whoWaitsIsTurnedAwayWhileOthersCome()
{
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    TimedAgent agent(web.server().port());
    QTRY_VERIFY_WITH_TIMEOUT(agent.isConnected(), patience);
    drain(web.server());
    auto first = agent.client();
    QVERIFY(web.server().tap().waitForStreams().front().reset == StreamReset::ShuttingDown);
    theTime += AgentStreams::waitingTime + 1ms;
    std::vector<BlockingSocket> others;
    while (agent.tap().records().streamsClosed.empty() && others.size() < 100) {
        others.push_back(agent.client());
        QTest::qWait(static_cast<int>(deadlineTick.count()) / 5);
    }
    QVERIFY(others.size() < 100);
    QCOMPARE(first.readToEnd(), End::Reset);
}

void TestStreamTimes::nobodyWaitsWhereThereIsNoNextServer()
{
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    TimedAgent agent(web.server().port());
    agent.streams().setMayReconnect(false);
    QTRY_VERIFY_WITH_TIMEOUT(agent.isConnected(), patience);
    drain(web.server());
    auto client = agent.client();
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamsClosed.size(), 1zu, patience);
    QCOMPARE(*agent.tap().records().streamsClosed.front().reset, StreamReset::ShuttingDown);
    QCOMPARE(client.readToEnd(), End::Reset);
    QVERIFY(!agent.streams().isDoneWithServer());
}

// Also where it waited for the handshake before, and then was refused.
void TestStreamTimes::theTimeCountsFromWhenTheClientCame()
{
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    TimedAgent agent(web.server().port());
    QVERIFY(web.server().tap().waitFor(
        [](const RecordingTap::Records &records) { return records.opened.size() == 2; }));
    auto client = agent.client();
    drain(web.server());
    theTime += AgentStreams::waitingTime;
    QVERIFY(!agent.isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(agent.isConnected(), patience);
    QVERIFY(web.server().tap().waitForStreams().front().reset == StreamReset::ShuttingDown);
    QTRY_VERIFY_WITH_TIMEOUT(agent.streams().isDoneWithServer(), patience);
    QVERIFY(!client.isReadable(0));
    theTime += 1ms;
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamsClosed.size(), 1zu, patience);
    QCOMPARE(client.readToEnd(), End::Reset);
}

// It has the minute that it has for all that the service had said when the connection was lost.
void TestStreamTimes::whoDoesNotTakeWhatCameIsGivenUpInTime()
{
    constexpr std::size_t length = 200'000;
    ForwardedService web(Route::Reach);
    QVERIFY(web.isReady());
    TimedAgent agent(web.server().port());
    QTRY_VERIFY_WITH_TIMEOUT(agent.isConnected(), patience);
    auto client = agent.client({.receiveBuffer = 4096});
    auto service = web.accept();
    std::jthread writer([&] { std::ignore = service.writeAndFinish(Bytes(length)); });
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamBytesIn, length, patience);
    writer.join();
    agent.loseConnection();
    theTime += 60s;
    QTest::qWait(3 * deadlineTick.count());
    QVERIFY(agent.tap().records().streamsClosed.empty());
    theTime += 1ms;
    QTRY_COMPARE_WITH_TIMEOUT(agent.tap().records().streamsClosed.size(), 1zu, patience);
    QCOMPARE(*agent.tap().records().streamsClosed.front().reset, StreamReset::Cancelled);
    QCOMPARE(client.readToEnd(), End::Reset);
}

QTEST_GUILESS_MAIN(TestStreamTimes)
#include "tst_streamtimes.moc"
