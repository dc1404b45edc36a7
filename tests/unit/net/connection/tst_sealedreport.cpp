// SPDX-License-Identifier: MIT
// What is told of a sealed connection, whose messages share frames.
#include "core/net/connection/reportedsession.h"

#include "tests/support/identities.h"
#include "tests/support/memory/nomorememory.h"
#include "tests/support/patience.h"
#include "tests/unit/net/connection/reportedends.h"

#include <QTest>

#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;

namespace {

// Lets the ends of a sealed connection talk until neither has anything to say.
void agree(End &agent, End &server, const std::string &name = {})
{
    agent.session.start(agent.out);
    auto *from = &agent;
    auto *to = &server;
    for (auto said = from->takeOutput(); !said.empty(); said = from->takeOutput()) {
        std::span<std::byte> in(said);
        for (;;) {
            const auto event = to->session.next(in, to->out, &to->opened);
            if (std::holds_alternative<PeerOffered>(event))
                to->session.decide(
                    {.verdict = PeerDecision::Verdict::Accepted,
                        .protection = to == &server && !name.empty() ? Protection::Verified
                                                                     : Protection::FirstContact,
                        .name = to == &server ? name : std::string()},
                    to->out);
            else if (!std::holds_alternative<Established>(event))
                break;
        }
        std::swap(from, to);
    }
}

// Has \a out hold so much that only \a spare bytes more fit without the system's help.
void fillUp(ByteBuffer &out, std::size_t spare)
{
    out.reserve(64 * 1024 * 1024); // larger than anything that malloc() keeps
    std::ignore = out.extend(out.capacity() - out.size() - spare);
}

/// Whether \a act asks the system for memory when that gives none.
template <typename Act> bool findsNoMemory(const Act &act)
{
    try {
        const NoMoreMemory limit;
        act();
    } catch (const std::bad_alloc &) {
        return true;
    }
    return false;
}

/// What two ends are known by, shared by all of them.
const Identity &agentsIdentity()
{
    static const auto identity = freshIdentity("agent");
    return identity;
}
const Identity &serversIdentity()
{
    static const auto identity = freshIdentity("server");
    return identity;
}

/// Two ends that have agreed.
struct SealedPair {
    /// \a name is what the server calls the agent; empty: what that calls itself.
    explicit SealedPair(const std::string &name = {}) { agree(agent, server, name); }

    End agent{Role::Agent, agentsIdentity()};
    End server{Role::Server, serversIdentity()};
};

} // namespace

class TestSealedReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_pair.emplace(); }

    void frameOfSeveralIsToldWhenItIsSealed();
    void whatFindsNoMemoryToBeSealedIsCutOff();
    void messageThatFindsNoMemoryLeavesTheOnesBeforeIt();
    void nothingIsToldBehindTheGoodbye();
    void longMessageHasAFrameOfItsOwn();
    void whatIsNoMessageIsInNoFrame();
    void agentThatHasANameIsToldByIt();

private:
    std::optional<SealedPair> m_pair;
};

void TestSealedReport::frameOfSeveralIsToldWhenItIsSealed()
{
    auto &[agent, server] = *m_pair;
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
    server.hearAll(in);
    QCOMPARE(server.tap.messages.size(), std::size_t{3});
    QVERIFY(server.tap.messages[0].frame == whole);
    QVERIFY(server.tap.messages[1].frame.empty());
    const std::vector<std::pair<int, int>> places{{0, 3}, {1, 3}, {2, 3}};
    QVERIFY(server.tap.places == places);
}

// It is plaintext, and the buffer is written.
void TestSealedReport::whatFindsNoMemoryToBeSealedIsCutOff()
{
    if (isSanitized)
        QSKIP("a sanitizer's memory cannot be limited");
    auto &[agent, server] = *m_pair;
    const auto secret = toBytes("nobody reads this");
    fillUp(agent.out, 2 + secret.size());
    const auto before = agent.out.size();
    QCOMPARE(agent.session.send(secret, agent.out), SendResult::Sent);
    QCOMPARE(agent.out.size(), agent.out.capacity());
    QVERIFY(findsNoMemory([&] { std::ignore = agent.session.flush(agent.out); }));
    QCOMPARE(agent.out.size(), before);
    QVERIFY(!agent.session.session().waitingFrom());
}

void TestSealedReport::messageThatFindsNoMemoryLeavesTheOnesBeforeIt()
{
    if (isSanitized)
        QSKIP("a sanitizer's memory cannot be limited");
    auto &[agent, server] = *m_pair;
    fillUp(agent.out, 2 + 5 + 3);
    const auto before = agent.out.size();
    QCOMPARE(agent.session.send(toBytes("first"), agent.out), SendResult::Sent);
    const auto second = toBytes("second");
    QVERIFY(findsNoMemory([&] { std::ignore = agent.session.send(second, agent.out); }));
    QVERIFY(agent.session.flush(agent.out));
    const auto sealed = agent.out.bytes().subspan(before);
    Bytes record(sealed.begin(), sealed.end());
    QVERIFY(std::holds_alternative<MessageReceived>(server.hear(record)));
    QCOMPARE(server.tap.messages.size(), std::size_t{1});
    QVERIFY(server.tap.messages[0].plaintext == toBytes("first"));
}

void TestSealedReport::nothingIsToldBehindTheGoodbye()
{
    auto &[agent, server] = *m_pair;
    QCOMPARE(agent.session.send(toBytes("on its way"), agent.out), SendResult::Sent);
    QVERIFY(agent.session.flush(agent.out));
    auto record = agent.takeOutput();
    server.session.close(server.out);
    QVERIFY(server.session.session().isAwaitingGoodbye());
    QVERIFY(std::holds_alternative<MessageReceived>(server.hear(record)));
    QVERIFY(server.tap.messages.empty());
    QCOMPARE(server.session.report().count().messagesIn, quint64{0});
}

void TestSealedReport::longMessageHasAFrameOfItsOwn()
{
    auto &[agent, server] = *m_pair;
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
    server.hearAll(in);
    QVERIFY((server.tap.framesOf == std::vector<std::uint32_t>{1, 1, 3}));
}

void TestSealedReport::whatIsNoMessageIsInNoFrame()
{
    auto &[agent, server] = *m_pair;
    QCOMPARE(agent.session.send(toBytes("one"), agent.out), SendResult::Sent);
    agent.session.close(agent.out);
    QCOMPARE(agent.tap.sealed.size(), std::size_t{1});
    QCOMPARE(agent.tap.sealedBytes[0].size(), std::size_t{2 + 3 + 1 + 16}); // without the goodbye
}

void TestSealedReport::agentThatHasANameIsToldByIt()
{
    auto &[agent, server] = m_pair.emplace("pump-3");
    QCOMPARE(server.session.send(toBytes("one"), server.out), SendResult::Sent);
    QCOMPARE(agent.session.send(toBytes("two"), agent.out), SendResult::Sent);
    const auto known = server.tap.peers.front();
    QCOMPARE(known.name(), std::string_view("pump-3"));
    QVERIFY(known.fingerprint() == server.session.session().fingerprint());
    QVERIFY(agent.tap.peers.front().isNobody()); // first contact: nobody has said whose key it is
    QCOMPARE(server.session.report().peer()->name, std::string("pump-3"));
}

QTEST_APPLESS_MAIN(TestSealedReport)
#include "tst_sealedreport.moc"
