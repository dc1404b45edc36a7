// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "core/protocol/sealed/record.h"
#include "tests/support/failingrandom.h"
#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QByteArrayList>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Two sessions of ours driven against each other.
class TestSealedSession : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { useSealed(); }
    void messagesOfEverySizeArrive_data();
    void messagesOfEverySizeArrive();
    void shortMessagesOfOneTurnShareARecord();
    void fullRecordIsClosed();
    void longMessageClosesTheRecordBeforeIt();
    void nothingLeavesUnsealed();
    void batchIsToldAcrossAMove();
    void limitsOfBothEndsHold();
    void goodbyeIsAnswered();
    void afterItsGoodbyeAnEndStillHears();
    void unfinishedMessageIsToldAndACut();
    void streamThatEndsIsACut();
    void pingIsAnswered();
    void codesAreEqual_data();
    void codesAreEqual();
    void watchedFramesAreWhatWasOnTheWire();
    void failingRandomIsInternal();
    void comparisonWithoutRandomIsInternal();
};

void TestSealedSession::messagesOfEverySizeArrive_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 64, 1024, 1025, 16384, 65517, 65518, 65519, 131034, 131035, 1048576})
        QTest::addRow("%d bytes", size) << size;
}

void TestSealedSession::messagesOfEverySizeArrive()
{
    QFETCH(const int, size);
    for (const auto cuts : {Segmentation::Whole, Segmentation::PseudoRandom}) {
        m_options.segmentation = cuts;
        connectThem();
        QByteArray message(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < message.size(); ++i)
            message[i] = static_cast<char>(i % 251);
        QCOMPARE(m_pair->agent().send(message), SendResult::Sent);
        QCOMPARE(m_pair->server().send(message), SendResult::Sent);
        m_pair->run();
        QCOMPARE(m_pair->server().takeEvents(), {EventRecord::message(message)});
        QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::message(message)});
    }
}

void TestSealedSession::shortMessagesOfOneTurnShareARecord()
{
    connectThem();
    QList<EventRecord> expected;
    for (int i = 0; i < 200; ++i) {
        const auto message = QByteArray::number(i);
        QCOMPARE(m_pair->agent().send(message), SendResult::Sent);
        expected += EventRecord::message(message);
    }
    const auto bytes = m_pair->agent().takeOutput();
    QCOMPARE(recordsIn(bytes), std::size_t{1});
    m_pair->server().receive(bytes);
    QCOMPARE(m_pair->server().takeEvents(), expected);
}

void TestSealedSession::fullRecordIsClosed()
{
    connectThem();
    for (int i = 0; i < 32; ++i)
        QCOMPARE(m_pair->agent().send(QByteArray(1024, 'a')), SendResult::Sent);
    QVERIFY(!m_pair->agent().session().waitingFrom());
    QCOMPARE(recordsIn(m_pair->agent().output().bytes()), std::size_t{2});
}

void TestSealedSession::longMessageClosesTheRecordBeforeIt()
{
    connectThem();
    const QByteArray longOne(1025, 'b');
    QCOMPARE(m_pair->agent().send("a"), SendResult::Sent);
    QCOMPARE(m_pair->agent().send(longOne), SendResult::Sent);
    QCOMPARE(m_pair->agent().send("c"), SendResult::Sent);
    const auto bytes = m_pair->agent().takeOutput();
    QCOMPARE(recordsIn(bytes), std::size_t{3});
    m_pair->server().receive(bytes);
    QCOMPARE(m_pair->server().takeEvents(),
        (QList{
            EventRecord::message("a"), EventRecord::message(longOne), EventRecord::message("c")}));
}

// Whatever ends a session while messages wait, their text does not stay in the send buffer.
void TestSealedSession::nothingLeavesUnsealed()
{
    const auto secret = toBytes("nobody reads this");
    connectThem();
    QCOMPARE(m_pair->agent().send("nobody reads this"), SendResult::Sent);
    QVERIFY(contains(m_pair->agent().output().bytes(), secret));
    QVERIFY(m_pair->agent().session().waitingFrom());
    m_pair->agent().close();
    QVERIFY(!contains(m_pair->agent().output().bytes(), secret));
    m_pair->run();
    QCOMPARE(m_pair->server().takeEvents(),
        (QList{EventRecord::message("nobody reads this"), EventRecord::closed()}));

    connectThem();
    QCOMPARE(m_pair->agent().send("nobody reads this"), SendResult::Sent);
    m_pair->agent().receive(fromHex("00110000000000000000000000000000000000")); // no record of ours
    QVERIFY(m_pair->agent().isOver());
    QVERIFY(!contains(m_pair->agent().output().bytes(), secret));
    m_pair->server().receive(m_pair->agent().takeOutput());
    QCOMPARE(m_pair->server().takeEvents(), {EventRecord::message("nobody reads this")});
}

// The rest of an opened record is plaintext in the input, which its owner may keep elsewhere.
void TestSealedSession::batchIsToldAcrossAMove()
{
    SystemRandom random;
    Session agent(m_options.agent, random);
    Session server(m_options.server, random);
    ByteBuffer toServer;
    ByteBuffer toAgent;
    const auto step = [](Session &session, std::span<std::byte> &in, ByteBuffer &out) {
        const auto event = session.next(in, out);
        if (std::holds_alternative<PeerOffered>(event))
            session.decide({.verdict = PeerDecision::Verdict::Accepted}, out);
        return event;
    };
    agent.start(toServer);
    while (!agent.isEstablished() || !server.isEstablished()) {
        for (auto in = toServer.bytes();
            !std::holds_alternative<NeedBytes>(step(server, in, toAgent));) { }
        toServer.clear();
        for (auto in = toAgent.bytes();
            !std::holds_alternative<NeedBytes>(step(agent, in, toServer));) { }
        toAgent.clear();
    }
    for (const auto *const text : {"first", "second", "third"})
        QCOMPARE(agent.send(toBytes(text), toServer), SendResult::Sent);
    QVERIFY(agent.flush(toServer));
    QCOMPARE(agent.send(toBytes("fourth"), toServer), SendResult::Sent);
    QVERIFY(agent.flush(toServer));

    Bytes kept(toServer.bytes().begin(), toServer.bytes().end());
    QByteArrayList told;
    for (int place = 0;; ++place) {
        std::span<std::byte> in = kept;
        const auto event = server.next(in, toAgent);
        const auto *const message = std::get_if<MessageReceived>(&event);
        if (!message)
            break;
        told += toByteArray(message->plaintext);
        QCOMPARE(message->index, static_cast<std::uint16_t>(place < 3 ? place : 0));
        QCOMPARE(message->inFrame, static_cast<std::uint16_t>(place < 3 ? 3 : 1));
        Bytes moved(in.begin(), in.end());
        kept = std::move(moved);
    }
    QCOMPARE(told, (QByteArrayList{"first", "second", "third", "fourth"}));
    QVERIFY(kept.empty());
}

void TestSealedSession::limitsOfBothEndsHold()
{
    m_options.agent.maxMessageLength = 1000;
    m_options.server.maxMessageLength = 100;
    connectThem();
    QCOMPARE(m_pair->agent().send(QByteArray(100, 'a')), SendResult::Sent);
    QCOMPARE(m_pair->agent().send(QByteArray(101, 'a')), SendResult::TooLong);
    QCOMPARE(m_pair->server().send(QByteArray(101, 'a')), SendResult::TooLong);
    QCOMPARE(m_pair->agent().send({}), SendResult::Empty);
    m_pair->run();
    QCOMPARE(m_pair->server().takeEvents(), {EventRecord::message(QByteArray(100, 'a'))});
}

void TestSealedSession::goodbyeIsAnswered()
{
    connectThem();
    m_pair->server().close(CloseReason::ShuttingDown);
    m_pair->run();
    QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::closed(CloseReason::ShuttingDown)});
    QCOMPARE(m_pair->server().takeEvents(), {EventRecord::closed(CloseReason::Done)});
    QCOMPARE(m_pair->agent().send("a"), SendResult::NotEstablished);
}

void TestSealedSession::afterItsGoodbyeAnEndStillHears()
{
    connectThem();
    QCOMPARE(m_pair->server().send("on its way"), SendResult::Sent);
    const auto underWay = m_pair->server().takeOutput();
    m_pair->agent().close();
    QCOMPARE(m_pair->agent().send("too late"), SendResult::NotEstablished);
    m_pair->agent().receive(underWay);
    QCOMPARE(m_pair->agent().takeEvents(), {EventRecord::message("on its way")});
    QCOMPARE(m_pair->agent().peerClosed(), StreamEnd::WithoutGoodbye);
}

void TestSealedSession::unfinishedMessageIsToldAndACut()
{
    connectThem();
    QCOMPARE(m_pair->agent().send(QByteArray(200'000, 'x')), SendResult::Sent);
    const auto bytes = m_pair->agent().takeOutput();
    const std::size_t beginAndPart = 2 + 4 + 17 + 64 * 1024;
    m_pair->server().receive(std::span(bytes).first(beginAndPart));
    QCOMPARE(m_pair->server().session().unfinished().total, std::size_t{200'000});
    QCOMPARE(m_pair->server().session().unfinished().arrived, std::size_t{65'517});
    QVERIFY(m_pair->server().takeEvents().isEmpty());
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::InMessage);
    m_pair->server().receive(std::span(bytes).subspan(beginAndPart));
    QCOMPARE(m_pair->server().session().unfinished().total, std::size_t{0});
    QCOMPARE(m_pair->server().takeEvents(), {EventRecord::message(QByteArray(200'000, 'x'))});
}

void TestSealedSession::streamThatEndsIsACut()
{
    m_pair = std::make_unique<SessionPair>(m_options);
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::InHandshake);
    connectThem();
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::WithoutGoodbye);
    m_pair->server().receive(fromHex("00"));
    QCOMPARE(m_pair->server().peerClosed(), StreamEnd::InMessage);
}

void TestSealedSession::pingIsAnswered()
{
    connectThem();
    QCOMPARE(m_pair->agent().ping(), SendResult::Sent);
    QCOMPARE(m_pair->agent().ping(), SendResult::NotNow);
    m_pair->run();
    QCOMPARE(m_pair->agent().takeEvents(), {EventRecord{.kind = EventRecord::Kind::Pong}});
    QVERIFY(m_pair->server().takeEvents().isEmpty());
    QCOMPARE(m_pair->agent().ping(), SendResult::Sent);
    QCOMPARE(m_pair->server().ping(), SendResult::NotEstablished);
}

void TestSealedSession::codesAreEqual_data()
{
    QTest::addColumn<bool>("isServerFirst");
    QTest::newRow("the agent's person first") << false;
    QTest::newRow("the server's person first") << true;
}

void TestSealedSession::codesAreEqual()
{
    QFETCH(const bool, isServerFirst);
    using Kind = EventRecord::Kind;
    connectThem();
    auto &first = isServerFirst ? m_pair->server() : m_pair->agent();
    auto &second = isServerFirst ? m_pair->agent() : m_pair->server();
    QCOMPARE(first.verify(), SendResult::Sent);
    m_pair->run();
    QVERIFY(!m_pair->agent().events().contains(EventRecord{.kind = Kind::CodeAgreed}));
    QCOMPARE(first.verify(), SendResult::NotNow);
    QCOMPARE(second.verify(), SendResult::Sent);
    m_pair->run();
    const auto &code = m_pair->agent().session().verificationCode();
    const EventRecord agreed{
        .kind = Kind::CodeAgreed, .text = QByteArray::fromStdString(code.digits)};
    QCOMPARE(m_pair->agent().takeEvents(), {agreed});
    QCOMPARE(m_pair->server().takeEvents(),
        (QList{EventRecord{.kind = Kind::VerificationAsked}, agreed}));
    QVERIFY(m_pair->server().session().verificationCode().words == code.words);
    QCOMPARE(code.digits.size(), std::size_t{7});
    QCOMPARE(m_pair->agent().verify(), SendResult::NotNow);
}

void TestSealedSession::watchedFramesAreWhatWasOnTheWire()
{
    connectThem();
    m_pair->server().watch();
    QCOMPARE(m_pair->agent().send(QByteArray(2000, 'l')), SendResult::Sent);
    auto wire = m_pair->agent().takeOutput();
    m_pair->server().receive(wire);
    QCOMPARE(m_pair->server().frames(), {wire});
    for (const auto *const text : {"a", "b"})
        QCOMPARE(m_pair->agent().send(text), SendResult::Sent);
    const auto batch = m_pair->agent().takeOutput();
    m_pair->server().receive(batch);
    QCOMPARE(m_pair->server().frames(), (QList{wire, batch, Bytes()}));
    QCOMPARE(m_pair->server().takeEvents().size(), 3);
}

void TestSealedSession::failingRandomIsInternal()
{
    FailingRandom random(0);
    SessionEnd agent(m_options.agent, random);
    agent.start();
    QCOMPARE(agent.takeEvents().value(0).reason, Failure::Reason::Internal);
    QVERIFY(agent.takeOutput().empty());
}

// Each end has drawn its ephemeral key, and can draw no more.
void TestSealedSession::comparisonWithoutRandomIsInternal()
{
    FailingRandom agents(1);
    FailingRandom servers(1);
    SessionEnd agent(m_options.agent, agents);
    SessionEnd server(m_options.server, servers);
    agent.start();
    server.start();
    for (int i = 0; i < 3; ++i) {
        server.receive(agent.takeOutput());
        agent.receive(server.takeOutput());
    }
    QVERIFY(agent.session().isEstablished() && server.session().isEstablished());
    QCOMPARE(agent.verify(), SendResult::Internal);
    QCOMPARE(server.verify(), SendResult::Sent); // it draws when the agent has committed
}

QTEST_APPLESS_MAIN(TestSealedSession)
#include "tst_sealedsession.moc"
