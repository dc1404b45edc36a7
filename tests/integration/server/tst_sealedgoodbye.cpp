// SPDX-License-Identifier: MIT
#include "tests/integration/server/sealedends.h"
#include "tests/integration/server/sealedpeer.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

/// What becomes of a goodbye that a server says: in the sealed protocol the peer answers it.
class TestSealedGoodbye : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerIsWaitedFor();
    void absenceIsTold_data();
    void absenceIsTold();
    void whatCrossesItIsNotAnswered();
    void recordThatComesInPiecesIsHeard();
    void classicHasNoAnswer();
    void stoppingServerTellsIt();

private:
    /// The server has said goodbye, and its peer has not read it.
    void sayGoodbye(RunningServer &server, SealedPeer &agent);
    [[nodiscard]] static ConnectionEnded end(const RunningServer &server)
    {
        std::ignore =
            server.tap().waitFor([](const auto &records) { return !records.ended.empty(); });
        const auto ended = server.tap().records().ended;
        return ended.empty() ? ConnectionEnded() : ended.front();
    }

    SealedEnds m_ends;
};

static const std::string byHand = "disconnected by hand";
static const std::string withoutAnswer = byHand + "; the peer's close message did not come";

void TestSealedGoodbye::sayGoodbye(RunningServer &server, SealedPeer &agent)
{
    QVERIFY(agent.shakeHands());
    server.server().disconnectAgent(server.tap().idOf(agent.socket().localPort()));
    QVERIFY(agent.socket().isReadable());
}

void TestSealedGoodbye::answerIsWaitedFor()
{
    RunningServer server(m_ends.serverSettings());
    SealedPeer agent(m_ends.agent, server.port());
    sayGoodbye(server, agent);
    QVERIFY(server.tap().records().ended.empty());
    QVERIFY(agent.step());
    const auto how = end(server);
    QCOMPARE(how.reason, EndReason::ClosedByUs);
    QCOMPARE(how.text, byHand);
    QVERIFY(how.established);
}

void TestSealedGoodbye::absenceIsTold_data()
{
    using Act = std::function<void(SealedPeer &)>;
    QTest::addColumn<Act>("act");
    QTest::addColumn<std::string>("text");
    QTest::newRow("a stream that ends")
        << Act([](SealedPeer &agent) { agent.socket().shutdownWriting(); }) << withoutAnswer;
    QTest::newRow("a peer that says nothing") << Act([](SealedPeer &) { }) << withoutAnswer;
    QTest::newRow("a peer that is gone")
        << Act([](SealedPeer &agent) { agent.socket().close(); }) << withoutAnswer;
    QTest::newRow("a record that is none of the peer's") << Act([](SealedPeer &agent) {
        std::ignore = agent.socket().write(fromHex("0011" + QByteArray(34, '0')));
    }) << withoutAnswer + ": record failed authentication";
}

void TestSealedGoodbye::absenceIsTold()
{
    using Act = std::function<void(SealedPeer &)>;
    QFETCH(const Act, act);
    auto settings = m_ends.serverSettings();
    settings.connection.lingerTimeout = 300ms;
    RunningServer server(settings);
    SealedPeer agent(m_ends.agent, server.port());
    sayGoodbye(server, agent);
    act(agent);
    const auto how = end(server);
    QCOMPARE(how.reason, EndReason::ClosedByUs);
    QTEST(how.text, "text");
    QCOMPARE(server.tap().records().ended.size(), std::size_t{1});
}

void TestSealedGoodbye::whatCrossesItIsNotAnswered()
{
    RunningServer server(m_ends.serverSettings());
    SealedPeer agent(m_ends.agent, server.port());
    sayGoodbye(server, agent);
    QVERIFY(agent.send("it crossed the goodbye", 2000));
    QVERIFY(agent.send(QByteArray(200'000, 'x')));
    QCOMPARE(agent.receive(1), 0); // but it answers what it reads
    const auto how = end(server);
    QCOMPARE(how.text, byHand);
    QCOMPARE(how.count.messagesIn, quint64{0});
    QCOMPARE(how.count.messagesOut, quint64{0});
}

void TestSealedGoodbye::recordThatComesInPiecesIsHeard()
{
    RunningServer server(m_ends.serverSettings());
    SealedPeer agent(m_ends.agent, server.port());
    sayGoodbye(server, agent);
    const auto record = agent.sealed(QByteArray(60'000, 'x'));
    for (std::size_t from = 0; from < record.size(); from += 997)
        QVERIFY(agent.socket().write(
            std::span(record).subspan(from, std::min<std::size_t>(997, record.size() - from))));
    QVERIFY(agent.step());
    QCOMPARE(end(server).text, byHand);
}

// Whose end is told at once, as ever.
void TestSealedGoodbye::classicHasNoAnswer()
{
    RunningServer server(m_ends.serverSettings());
    ClassicPeer agent(server.port());
    QVERIFY(agent.shakeHands());
    server.server().disconnectAgent(server.tap().idOf(agent.socket().localPort()));
    QCOMPARE(end(server).text, byHand);
}

void TestSealedGoodbye::stoppingServerTellsIt()
{
    auto settings = m_ends.serverSettings();
    settings.connection.lingerTimeout = 300ms;
    RunningServer server(settings);
    SealedPeer agent(m_ends.agent, server.port());
    QVERIFY(agent.shakeHands());
    QVERIFY(server.stop());
    QCOMPARE(end(server).text, "the server stops; the peer's close message did not come");
}

QTEST_GUILESS_MAIN(TestSealedGoodbye)
#include "tst_sealedgoodbye.moc"
