// SPDX-License-Identifier: MIT
#include "tests/integration/server/sealedends.h"
#include "tests/integration/server/sealedpeer.h"
#include "tests/support/patience.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

const QByteArray secret = "this must never be seen on the way";

/// Sends a secret several times and ends the connection before they can leave.
class AbortingService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte>) override
    {
        for (int i = 0; i < 5; ++i)
            std::ignore = connection.send(std::as_bytes(std::span(secret)));
        connection.abort({EndReason::ClosedByUs, "enough"});
    }
};

/// Answers with a secret.
class SecretService final : public Service
{
public:
    void messageReceived(Connection &connection, std::span<const std::byte>) override
    {
        std::ignore = connection.send(std::as_bytes(std::span(secret)));
    }
};

} // namespace

/// Server and agent over the sealed protocol.
class TestSealedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageOfEachSizeComesBack_data();
    void messageOfEachSizeComesBack();
    void smallOnesOfOneTurnShareARecord();
    void thousandsOfSmallOnesComeBackInOrder();
    void protectionAndPeerAreTold();
    void plaintextNeverReachesTheSocket();
    void cutIsTold();
    void messageInPartsCountsAsHeld();
    void messageInPartsHasOneDeadline();
    void quietServerIsAsked();
    void serverThatDoesNotAnswerIsLost();
    void refusedAgentStops();
    void unknownServerIsNotTalkedTo();
    void agentThatIsNotAcceptedAnyLongerIsSentAway();
    void bothPeopleSeeTheSameCode();
};

void TestSealedServer::messageOfEachSizeComesBack_data()
{
    QTest::addColumn<qsizetype>("length");
    for (const int length : {1, 64, 1024, 1025, 65'518, 65'519, 1024 * 1024})
        QTest::addRow("%d", length) << qsizetype{length};
}

void TestSealedServer::messageOfEachSizeComesBack()
{
    QFETCH(qsizetype, length);
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    QByteArray message(length, 'x');
    message[length / 2] = 'y';
    for (int times = 1; times <= 3; ++times) {
        QCOMPARE(agent.agent.send(std::as_bytes(std::span(message))), SendResult::Sent);
        QTRY_COMPARE_WITH_TIMEOUT(agent.messages.size(), times, patience);
        QVERIFY(agent.messages.back() == message);
    }
    agent.agent.stop();
    QCOMPARE(agent.waitForEnd().reason, EndReason::ClosedByUs);
    QVERIFY(server.stop());
}

void TestSealedServer::smallOnesOfOneTurnShareARecord()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    {
        const auto batch = agent.agent.collect();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(agent.agent.send(toBytes("hello")), SendResult::Sent);
    }
    QTRY_COMPARE(agent.messages.size(), 10);
    agent.agent.stop();
    QCOMPARE(agent.waitForEnd().sealed, quint64{2}); // the batch and the goodbye
}

void TestSealedServer::thousandsOfSmallOnesComeBackInOrder()
{
    constexpr int count = 20'000;
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    {
        const auto batch = agent.agent.collect();
        for (int i = 0; i < count; ++i)
            QCOMPARE(agent.agent.send(toBytes(std::to_string(i))), SendResult::Sent);
    }
    QTRY_COMPARE(agent.messages.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(agent.messages[i], QByteArray::number(i));
}

void TestSealedServer::protectionAndPeerAreTold()
{
    SealedEnds ends;
    ends.agentTrust.decision.name = "pump-3";
    ends.agentTrust.decision.protection = Protection::Verified;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    std::optional<ConnectionEstablished> atAgent;
    connect(&agent.agent, &Agent::connected, this,
        [&](const ConnectionEstablished &how) { atAgent = how; });
    QVERIFY(agent.connects());
    QCOMPARE(atAgent->protection, Protection::Pinned);
    QCOMPARE(atAgent->peer->name, "server");
    QVERIFY(!atAgent->peer->isNameOurs);
    QVERIFY(atAgent->peer->key == ends.server.key.publicKey());
    QVERIFY(server.stop());
    const auto end = agent.waitForEnd();
    QCOMPARE(end.reason, EndReason::ClosedByPeer);
    QCOMPARE(end.text, "close message: shutting down");
    const auto atServer = server.tap().records().ended.front();
    QCOMPARE(atServer.peer->name, "pump-3");
    QVERIFY(atServer.peer->isNameOurs);
}

void TestSealedServer::plaintextNeverReachesTheSocket()
{
    for (const bool isAborted : {false, true}) {
        AbortingService aborting;
        SecretService answering;
        SealedEnds ends;
        Service *const service =
            isAborted ? static_cast<Service *>(&aborting) : static_cast<Service *>(&answering);
        RunningServer server(ends.serverSettings(), service);
        SealedPeer agent(ends.agent, server.port());
        QVERIFY(agent.shakeHands());
        QVERIFY(agent.send("now"));
        agent.socket().shutdownWriting();
        const auto seen = agent.rest();
        QVERIFY(!seen.contains(secret));
        QCOMPARE(seen.isEmpty(), isAborted);
    }
}

void TestSealedServer::cutIsTold()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    SealedPeer agent(ends.agent, server.port());
    QVERIFY(agent.shakeHands());
    agent.socket().shutdownWriting();
    QTRY_VERIFY(!server.tap().records().ended.empty());
    const auto end = server.tap().records().ended.front();
    QCOMPARE(end.reason, EndReason::Truncated);
    QCOMPARE(end.text, "no close message");
}

void TestSealedServer::messageInPartsCountsAsHeld()
{
    SealedEnds ends;
    auto settings = ends.serverSettings();
    settings.admission.maxBuffered = 1024 * 1024;
    RunningServer server(settings);
    SealedPeer agent(ends.agent, server.port());
    QVERIFY(agent.shakeHands());
    const auto sealed = agent.sealed(QByteArray(4 * 1024 * 1024, 'x'));
    std::ignore = agent.socket().write(std::span(sealed).first(sealed.size() / 2));
    QTRY_VERIFY(!server.tap().records().ended.empty());
    QCOMPARE(server.tap().records().ended.front().reason, EndReason::BufferOverflow);
}

// Though no record of it is unfinished.
void TestSealedServer::messageInPartsHasOneDeadline()
{
    constexpr std::size_t beginAndOnePart = 23 + 64 * 1024;
    SealedEnds ends;
    auto settings = ends.serverSettings();
    settings.connection.frameTimeout = 100ms;
    settings.connection.frameRate = 1024 * 1024 * 1024;
    RunningServer server(settings);
    SealedPeer agent(ends.agent, server.port());
    QVERIFY(agent.shakeHands());
    const auto sealed = agent.sealed(QByteArray(1024 * 1024, 'x'));
    QVERIFY(agent.socket().write(std::span(sealed).first(beginAndOnePart)));
    QTRY_VERIFY(!server.tap().records().ended.empty());
    const auto end = server.tap().records().ended.front();
    QCOMPARE(end.reason, EndReason::FrameTimeout);
    QCOMPARE(end.text, "a message of 1048576 bytes was not finished in time");
}

void TestSealedServer::quietServerIsAsked()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    auto settings = ends.agentSettings(server.port());
    settings.pingAfter = 100ms;
    TalkingAgent agent(settings);
    QVERIFY(agent.connects());
    const auto pings = [&] {
        agent.agent.measure();
        return agent.tap.records().measured.back().sealed;
    };
    QTRY_VERIFY(pings() >= 2); // the second one only after an answer to the first
    QVERIFY(agent.ends.empty());
}

void TestSealedServer::serverThatDoesNotAnswerIsLost()
{
    SealedEnds ends;
    BlockingListener listener;
    auto settings = ends.agentSettings(listener.port());
    settings.pingAfter = 100ms;
    settings.replyTimeout = 100ms;
    TalkingAgent agent(settings);
    agent.agent.start();
    QTRY_VERIFY(listener.hasPending());
    SealedPeer server(Role::Server, ends.server, listener.accept());
    for (int packets = 0; packets < 2; ++packets) {
        QTRY_VERIFY(server.socket().isReadable(0));
        QVERIFY(server.step());
    }
    QVERIFY(agent.waitForConnected());
    const auto end = agent.waitForEnd();
    QCOMPARE(end.reason, EndReason::Lost);
    QCOMPARE(end.text, "no answer to a ping in time");
}

void TestSealedServer::refusedAgentStops()
{
    SealedEnds ends;
    ends.agentTrust.decision = {
        .verdict = PeerDecision::Verdict::NotAuthorised, .why = "not in the list"};
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    agent.agent.start();
    QCOMPARE(agent.waitForEnd().reason, EndReason::NotAuthorised);
    QVERIFY(agent.waitForFinished());
    QTRY_VERIFY(!server.tap().records().ended.empty());
    const auto end = server.tap().records().ended.front();
    QCOMPARE(end.text, "not in the list");
    QVERIFY(end.peer->key == ends.agent.key.publicKey());
}

void TestSealedServer::unknownServerIsNotTalkedTo()
{
    SealedEnds ends;
    ends.serverTrust.decision = {
        .verdict = PeerDecision::Verdict::UnknownKey, .why = "never seen before"};
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    agent.agent.start();
    const auto end = agent.waitForEnd();
    QCOMPARE(end.reason, EndReason::UnknownServerKey);
    QVERIFY(end.peer->key == ends.server.key.publicKey());
    QVERIFY(agent.waitForFinished());
}

void TestSealedServer::agentThatIsNotAcceptedAnyLongerIsSentAway()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    QVERIFY(agent.connects());
    server.server().judgeAgain();
    QCOMPARE(agent.agent.send(toBytes("still here")), SendResult::Sent);
    QTRY_COMPARE(agent.messages.size(), 1);
    ends.agentTrust.isStillGood = false;
    server.server().judgeAgain();
    QCOMPARE(agent.waitForEnd().reason, EndReason::NotAuthorised);
    QVERIFY(agent.waitForFinished());
}

void TestSealedServer::bothPeopleSeeTheSameCode()
{
    SealedEnds ends;
    RunningServer server(ends.serverSettings());
    TalkingAgent agent(ends.agentSettings(server.port()));
    std::string digits;
    connect(&agent.agent, &Agent::codeAgreed, this,
        [&](const VerificationCode &code) { digits = code.digits; });
    QVERIFY(agent.connects());
    QCOMPARE(agent.agent.verify(), SendResult::Sent);
    QTRY_VERIFY(ends.agentTrust.asked != 0);
    QVERIFY(digits.empty());
    server.server().verify(ends.agentTrust.asked);
    QTRY_VERIFY(!ends.agentTrust.digits().empty());
    QCOMPARE(digits, ends.agentTrust.digits());
}

QTEST_GUILESS_MAIN(TestSealedServer)
#include "tst_sealedserver.moc"
