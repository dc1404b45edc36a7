// SPDX-License-Identifier: MIT
#include "core/net/connection/reportedsession.h"

#include "tests/support/hex.h"
#include "tests/support/identities.h"
#include "tests/support/memory/nomorememory.h"
#include "tests/support/patience.h"

#include <QTest>

#include <new>
#include <tuple>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

struct Packet {
    Direction direction;
    Bytes bytes;

    friend bool operator==(const Packet &, const Packet &) = default;
};

struct Message {
    Direction direction;
    Bytes plaintext;
    Bytes frame;
    quint64 wireEnd;

    friend bool operator==(const Message &, const Message &) = default;
};

class KeepingTap final : public Tap
{
public:
    std::vector<Packet> packets;
    std::vector<Message> messages;
    std::vector<quint64> taken;
    std::vector<FrameSealed> sealed; ///< without their bytes
    std::vector<Bytes> sealedBytes;
    std::vector<std::pair<int, int>> places; ///< of messages in their frame, and of how many
    std::vector<std::uint32_t> framesOf; ///< so many messages came in
    std::vector<bool> waiting; ///< whether messages await their frame
    std::vector<std::string_view> agents; ///< whom messages came from or went to
    std::size_t packetsBeforeEstablished = 0;

    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Frames; }
    void happened(WireEvent event) override
    {
        if (const auto *packet = event.as<HandshakePacketSeen>())
            packets.push_back({packet->direction, copy(packet->bytes)});
        else if (const auto *message = event.as<MessageSeen>())
            keep(*message);
        else if (const auto *frame = event.as<FrameSealed>())
            keep(*frame);
        else if (const auto *progressed = event.as<SendProgressed>())
            taken.push_back(progressed->taken);
        else if (event.as<ConnectionEstablished>())
            packetsBeforeEstablished = packets.size();
    }

private:
    void keep(const MessageSeen &message)
    {
        messages.push_back(
            {message.direction, copy(message.plaintext), copy(message.frame), message.wireEnd});
        places.emplace_back(message.index, message.inFrame);
        framesOf.push_back(message.frames);
        waiting.push_back(message.awaitsFrame);
        agents.push_back(message.connection.agent.text());
    }
    void keep(const FrameSealed &frame)
    {
        sealed.push_back(frame);
        sealed.back().frame = {};
        sealedBytes.push_back(copy(frame.frame));
    }
    static Bytes copy(std::span<const std::byte> bytes) { return {bytes.begin(), bytes.end()}; }
};

/// One end, with what a connection would hold for it.
struct End {
    explicit End(Role role)
        : session({}, {.role = role}, random, tap)
    { }
    End(Role role, const Identity &identity)
        : session(
              {}, {.role = role, .protocol = Protocol::Sealed, .identity = &identity}, random, tap)
    { }

    /// What it has to send, which is then sent.
    [[nodiscard]] Bytes takeOutput()
    {
        const auto bytes = out.bytes();
        Bytes taken(bytes.begin(), bytes.end());
        out.truncate(0);
        return taken;
    }
    /// The event that \a bytes lead to.
    Event hear(Bytes &bytes)
    {
        std::span<std::byte> in(bytes);
        return session.next(in, out, &opened);
    }

    SystemRandom random;
    KeepingTap tap;
    ByteBuffer out;
    ByteBuffer opened;
    ReportedSession session;
};

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
    void frameOfSeveralIsToldWhenItIsSealed();
    void whatFindsNoMemoryToBeSealedIsCutOff();
    void messageThatFindsNoMemoryLeavesTheOnesBeforeIt();
    void nothingIsToldBehindTheGoodbye();
    void longMessageHasAFrameOfItsOwn();
    void whatIsNoMessageIsInNoFrame();
    void agentThatHasANameIsToldByIt();
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

// Lets the ends of a sealed connection talk until neither has anything to say.
static void agree(End &agent, End &server, const std::string &name = {})
{
    agent.session.start(agent.out);
    auto *from = &agent;
    auto *to = &server;
    for (auto said = from->takeOutput(); !said.empty(); said = from->takeOutput()) {
        std::span<std::byte> in(said);
        for (;;) {
            const auto event = to->session.next(in, to->out, &to->opened);
            if (std::holds_alternative<PeerOffered>(event))
                to->session.decide({.verdict = PeerDecision::Verdict::Accepted,
                                       .name = to == &server ? name : std::string()},
                    to->out);
            else if (!std::holds_alternative<Established>(event))
                break;
        }
        std::swap(from, to);
    }
}

void TestReportedSession::frameOfSeveralIsToldWhenItIsSealed()
{
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    QVERIFY(agent.session.session().isEstablished());
    QCOMPARE(agent.session.report().peer()->name, "server");
    QCOMPARE(server.session.report().peer()->name, "agent");

    for (const auto *text : {"one", "two", "three"})
        QCOMPARE(agent.session.send(toBytes(text), agent.out), SendResult::Sent);
    QCOMPARE(agent.tap.messages.size(), std::size_t{3});
    QVERIFY(agent.tap.sealed.empty());
    QVERIFY(agent.session.flush(agent.out));
    auto frame = agent.takeOutput();
    QCOMPARE(agent.tap.sealed.size(), std::size_t{1});
    QCOMPARE(agent.tap.sealed[0].first, quint64{1});
    QCOMPARE(agent.tap.sealed[0].count, quint64{3});
    QVERIFY(agent.tap.sealedBytes[0] == frame);
    QVERIFY(agent.tap.sealed[0].wireEnd >= agent.tap.messages[2].wireEnd);

    std::span<std::byte> in(frame);
    const auto whole = Bytes(frame);
    while (
        !std::holds_alternative<NeedBytes>(server.session.next(in, server.out, &server.opened))) { }
    QCOMPARE(server.tap.messages.size(), std::size_t{3});
    QVERIFY(server.tap.messages[0].frame == whole);
    QVERIFY(server.tap.messages[1].frame.empty());
    const std::vector<std::pair<int, int>> places{{0, 3}, {1, 3}, {2, 3}};
    QVERIFY(server.tap.places == places);
}

// Has \a out hold so much that only \a spare bytes more fit without the system's help.
static void fillUp(ByteBuffer &out, std::size_t spare)
{
    out.reserve(64 * 1024 * 1024); // larger than anything that malloc() keeps
    std::ignore = out.extend(out.capacity() - out.size() - spare);
}

// It is plaintext, and the buffer is written.
void TestReportedSession::whatFindsNoMemoryToBeSealedIsCutOff()
{
    if (isSanitized)
        QSKIP("a sanitizer's memory cannot be limited");
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    const auto secret = toBytes("nobody reads this");
    fillUp(agent.out, 2 + secret.size());
    const auto before = agent.out.size();
    QCOMPARE(agent.session.send(secret, agent.out), SendResult::Sent);
    QCOMPARE(agent.out.size(), agent.out.capacity());
    bool hasThrown = false;
    try {
        const NoMoreMemory limit;
        std::ignore = agent.session.flush(agent.out);
    } catch (const std::bad_alloc &) {
        hasThrown = true;
    }
    QVERIFY(hasThrown);
    QCOMPARE(agent.out.size(), before);
    QVERIFY(!agent.session.session().waitingFrom());
}

void TestReportedSession::messageThatFindsNoMemoryLeavesTheOnesBeforeIt()
{
    if (isSanitized)
        QSKIP("a sanitizer's memory cannot be limited");
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    fillUp(agent.out, 2 + 5 + 3);
    const auto before = agent.out.size();
    QCOMPARE(agent.session.send(toBytes("first"), agent.out), SendResult::Sent);
    bool hasThrown = false;
    try {
        const NoMoreMemory limit;
        std::ignore = agent.session.send(toBytes("second"), agent.out);
    } catch (const std::bad_alloc &) {
        hasThrown = true;
    }
    QVERIFY(hasThrown);
    QVERIFY(agent.session.flush(agent.out));
    const auto sealed = agent.out.bytes().subspan(before);
    Bytes record(sealed.begin(), sealed.end());
    QVERIFY(std::holds_alternative<MessageReceived>(server.hear(record)));
    QCOMPARE(server.tap.messages.size(), std::size_t{1});
    QVERIFY(server.tap.messages[0].plaintext == toBytes("first"));
}

void TestReportedSession::nothingIsToldBehindTheGoodbye()
{
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    QCOMPARE(agent.session.send(toBytes("on its way"), agent.out), SendResult::Sent);
    QVERIFY(agent.session.flush(agent.out));
    auto record = agent.takeOutput();
    server.session.close(server.out);
    QVERIFY(server.session.session().isAwaitingGoodbye());
    QVERIFY(std::holds_alternative<MessageReceived>(server.hear(record)));
    QVERIFY(server.tap.messages.empty());
    QCOMPARE(server.session.report().count().messagesIn, quint64{0});
}

void TestReportedSession::longMessageHasAFrameOfItsOwn()
{
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    const auto longMessage = Bytes(100'000, std::byte{'x'}); // takes several, too
    for (const auto &message : {toBytes("one"), toBytes("two"), longMessage, longMessage})
        QCOMPARE(agent.session.send(message, agent.out), SendResult::Sent);

    const auto &tap = agent.tap;
    QVERIFY((tap.waiting == std::vector<bool>{true, true, true, false}));
    QCOMPARE(tap.sealed.size(), std::size_t{2});
    QCOMPARE(tap.sealed[0].first, quint64{1});
    QCOMPARE(tap.sealed[0].count, quint64{2});
    QCOMPARE(tap.sealed[1].first, quint64{3});
    QCOMPARE(tap.sealed[1].count, quint64{1});
    QVERIFY(tap.sealedBytes[0] + tap.sealedBytes[1] + tap.messages[3].frame == agent.takeOutput());
    QCOMPARE(tap.sealedBytes[0].size(), std::size_t{2 + 2 + 3 + 2 + 3 + 1 + 16});

    QCOMPARE(lengthOnWire(Protocol::Sealed, longMessage.size(), 3), tap.sealedBytes[1].size());
    auto all = tap.sealedBytes[0] + tap.sealedBytes[1];
    std::span<std::byte> in(all);
    while (
        !std::holds_alternative<NeedBytes>(server.session.next(in, server.out, &server.opened))) { }
    QVERIFY((server.tap.framesOf == std::vector<std::uint32_t>{1, 1, 3}));
}

void TestReportedSession::whatIsNoMessageIsInNoFrame()
{
    const auto agentsIdentity = freshIdentity("agent");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server);
    QCOMPARE(agent.session.send(toBytes("one"), agent.out), SendResult::Sent);
    agent.session.close(agent.out);
    QCOMPARE(agent.tap.sealed.size(), std::size_t{1});
    QCOMPARE(agent.tap.sealedBytes[0].size(), std::size_t{2 + 3 + 1 + 16}); // without the goodbye
}

void TestReportedSession::agentThatHasANameIsToldByIt()
{
    const auto agentsIdentity = freshIdentity("a claim");
    const auto serversIdentity = freshIdentity("server");
    End agent(Role::Agent, agentsIdentity);
    End server(Role::Server, serversIdentity);
    agree(agent, server, "pump-3");
    QCOMPARE(server.session.send(toBytes("one"), server.out), SendResult::Sent);
    QCOMPARE(agent.session.send(toBytes("two"), agent.out), SendResult::Sent);
    QCOMPARE(server.tap.agents.front(), std::string_view("pump-3"));
    QVERIFY(agent.tap.agents.front().empty()); // what the server calls itself
    QCOMPARE(server.session.report().peer()->name, std::string("pump-3"));
}

QTEST_APPLESS_MAIN(TestReportedSession)
#include "tst_reportedsession.moc"
