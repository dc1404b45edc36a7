// SPDX-License-Identifier: MIT
#include "core/net/connection/reportedsession.h"

#include "tests/unit/net/connection/reportedends.h"

#include <QTest>

#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

/// Two ends that have agreed, and what they said for it.
struct Pair {
    Pair()
    {
        agent.session.start(agent.out);
        request = agent.takeOutput();
        server.hear(request);
        response = server.takeOutput();
        agent.hear(response);
    }

    End agent{Role::Agent};
    End server{Role::Server};
    Bytes request;
    Bytes response;
};

} // namespace

class TestReportedSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeIsToldBeforeItIsDone();
    void handshakeInPartsIsToldOnce();
    void messageIsToldAtBothEnds();
    void refusedMessageIsNotTold();
    void goodbyeCountsAsSent();
};

void TestReportedSession::handshakeIsToldBeforeItIsDone()
{
    const Pair pair;
    const std::vector<Packet> atAgent{
        {Direction::Out, pair.request}, {Direction::In, pair.response}};
    const std::vector<Packet> atServer{
        {Direction::In, pair.request}, {Direction::Out, pair.response}};
    QVERIFY(!pair.request.empty() && !pair.response.empty());
    QVERIFY(pair.agent.tap.packets == atAgent);
    QVERIFY(pair.server.tap.packets == atServer);
    QCOMPARE(pair.agent.tap.packetsBeforeEstablished, std::size_t{2});
    QCOMPARE(pair.server.tap.packetsBeforeEstablished, std::size_t{2});
}

void TestReportedSession::handshakeInPartsIsToldOnce()
{
    End agent(Role::Agent);
    End server(Role::Server);
    agent.session.start(agent.out);
    auto request = agent.takeOutput();
    Bytes front(request.begin(), request.begin() + 10);
    QVERIFY(std::holds_alternative<NeedBytes>(server.hear(front)));
    QVERIFY(server.tap.packets.empty());
    QVERIFY(std::holds_alternative<Established>(server.hear(request)));
    QCOMPARE(server.tap.packets.size(), std::size_t{2});
}

void TestReportedSession::messageIsToldAtBothEnds()
{
    Pair pair;
    const auto message = toBytes("hello");
    QCOMPARE(pair.agent.session.send(message, pair.agent.out), SendResult::Sent);
    auto frame = pair.agent.takeOutput();
    const auto sealed = frame;
    QVERIFY(std::holds_alternative<MessageReceived>(pair.server.hear(frame)));

    const std::vector<Message> atAgent{
        {Direction::Out, message, sealed, pair.request.size() + sealed.size()}};
    const std::vector<Message> atServer{{Direction::In, message, sealed, 0}};
    QVERIFY(pair.agent.tap.messages == atAgent);
    QVERIFY(pair.server.tap.messages == atServer);
    QCOMPARE(pair.agent.session.report().count().messagesOut, quint64{1});
    QCOMPARE(pair.server.session.report().count().bytesIn, quint64{message.size()});
}

void TestReportedSession::refusedMessageIsNotTold()
{
    End agent(Role::Agent);
    QCOMPARE(agent.session.send(toBytes("early"), agent.out), SendResult::NotEstablished);
    Pair pair;
    QCOMPARE(pair.agent.session.send({}, pair.agent.out), SendResult::Empty);
    QVERIFY(agent.tap.messages.empty() && pair.agent.tap.messages.empty());
    QCOMPARE(pair.agent.session.report().count().messagesOut, quint64{0});
}

// Nobody sees it as a message; but what the peer has taken of it is told as of any.
void TestReportedSession::goodbyeCountsAsSent()
{
    Pair pair;
    pair.agent.session.close(pair.agent.out);
    const auto goodbye = pair.agent.takeOutput();
    QVERIFY(!goodbye.empty());
    pair.agent.session.report().written(1);
    QCOMPARE(pair.agent.tap.taken, std::vector<quint64>{pair.request.size() + goodbye.size() - 1});
    QVERIFY(pair.agent.tap.messages.empty());
}

QTEST_APPLESS_MAIN(TestReportedSession)
#include "tst_reportedsession.moc"
