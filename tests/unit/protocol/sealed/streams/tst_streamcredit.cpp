// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "tests/support/identities.h"
#include "tests/support/sessionend.h"

#include <QTest>

#include <array>
#include <map>
#include <random>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::uint32_t mostStreams = 4; // of each end

/// What one end has done to a stream and heard of it.
struct View {
    bool isThere = false;
    bool isAccepted = false;
    std::uint64_t granted = 0; ///< by this end
    std::uint64_t mayHaveSent = 0; ///< what the peer has granted, as far as it arrived
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    bool hasEnded = false;
    bool hasPeerEnded = false;
};

/// Byte \a at of what \a role sends on a stream.
std::byte byteOf(Role role, StreamNumber number, std::uint64_t at)
{
    return static_cast<std::byte>(at * 7 + number * 13 + (role == Role::Agent ? 0 : 101));
}

/// One end of two that do what they may in any order, with what is on its way to it.
class End
{
public:
    End(Role role, const Identity &identity)
        : m_role(role)
        , m_session({.role = role,
                        .protocol = Protocol::Sealed,
                        .identity = &identity,
                        .mostStreams = mostStreams},
              m_random)
    {
        m_session.start(m_out);
    }

    /// The bytes on the way to this end.
    Bytes &arriving() { return m_arriving; }
    [[nodiscard]] Session &session() { return m_session; }
    std::map<StreamNumber, View> &streams() { return m_streams; }
    /// Events that were told, by their place in the variant.
    [[nodiscard]] const std::map<std::size_t, int> &told() const { return m_told; }

    void sendTo(End &peer)
    {
        QVERIFY(m_session.flush(m_out));
        const auto bytes = m_out.bytes();
        peer.m_arriving.insert(peer.m_arriving.end(), bytes.begin(), bytes.end());
        m_out.clear();
    }

    /// The first \a count bytes that are on the way arrive.
    void hear(std::size_t count)
    {
        m_in.insert(m_in.end(), m_arriving.begin(),
            m_arriving.begin() + static_cast<std::ptrdiff_t>(count));
        m_arriving.erase(
            m_arriving.begin(), m_arriving.begin() + static_cast<std::ptrdiff_t>(count));
        std::span<std::byte> in = m_in;
        for (;;) {
            const auto event = m_session.next(in, m_out);
            if (std::holds_alternative<NeedBytes>(event))
                break;
            QVERIFY2(
                !std::holds_alternative<SessionFailed>(event), m_session.failure().text.c_str());
            ++m_told[event.index()];
            std::visit([this](const auto &told) { take(told); }, event);
        }
        m_in.erase(m_in.begin(), m_in.end() - static_cast<std::ptrdiff_t>(in.size()));
    }

    /// Opens one where that may be.
    void open(std::uint32_t window)
    {
        const auto number = m_session.nextStream();
        if (!number)
            return;
        const std::array target{std::byte{'t'}};
        QCOMPARE(m_session.say(OpenStream{*number, window, target}, m_out), SendResult::Sent);
        m_streams[*number] = View{.isThere = true, .granted = window};
    }
    void grant(StreamNumber number, std::uint32_t credit)
    {
        auto &stream = of(number);
        const bool isOurs = (number % 2 == 1) == (m_role == Role::Agent);
        const bool isAllowed =
            stream.isThere && (stream.isAccepted || !isOurs) && !stream.hasPeerEnded;
        QCOMPARE(m_session.say(GrantCredit{number, credit}, m_out),
            isAllowed ? SendResult::Sent : SendResult::NotNow);
        if (!isAllowed)
            return;
        stream.isAccepted = true;
        stream.granted += credit;
    }
    void send(StreamNumber number, std::size_t count)
    {
        auto &stream = of(number);
        const bool maySend = stream.isThere && stream.isAccepted && !stream.hasEnded;
        const auto credit = m_session.streamCredit(number);
        QCOMPARE(credit, maySend ? stream.mayHaveSent - stream.sent : 0);
        const auto room = m_session.dataRoom(count, m_out);
        QCOMPARE(room.size(), count);
        for (std::size_t i = 0; i < count; ++i)
            room[i] = byteOf(m_role, number, stream.sent + i);
        const bool isAllowed = maySend && count <= credit;
        QCOMPARE(m_session.sendData(number, count, m_out),
            isAllowed ? SendResult::Sent : SendResult::NotNow);
        stream.sent += isAllowed ? count : 0;
    }
    void end(StreamNumber number)
    {
        auto &stream = of(number);
        const bool isAllowed = stream.isThere && stream.isAccepted && !stream.hasEnded;
        QCOMPARE(m_session.say(EndStream{number}, m_out),
            isAllowed ? SendResult::Sent : SendResult::NotNow);
        if (isAllowed)
            stream.hasEnded = true;
        goIfOver(stream);
    }
    void reset(StreamNumber number)
    {
        auto &stream = of(number);
        QCOMPARE(m_session.say(ResetStream{number, StreamReset::Cancelled}, m_out),
            stream.isThere ? SendResult::Sent : SendResult::NotNow);
        stream.isThere = false;
    }

private:
    /// What is known of a stream, or of one that never was.
    View &of(StreamNumber number)
    {
        const auto found = m_streams.find(number);
        return found == m_streams.end() ? m_none : found->second;
    }

    static void goIfOver(View &stream)
    {
        if (stream.hasEnded && stream.hasPeerEnded)
            stream.isThere = false;
    }

    void take(const PeerOffered &)
    {
        m_session.decide({.verdict = PeerDecision::Verdict::Accepted}, m_out);
    }
    void take(const StreamOffered &offered)
    {
        QVERIFY(!m_streams.contains(offered.number));
        m_streams[offered.number] = View{.isThere = true, .mayHaveSent = offered.window};
    }
    void take(const StreamCredited &credited)
    {
        auto &stream = m_streams[credited.number];
        QVERIFY(stream.isThere);
        QCOMPARE(credited.isAcceptance, !stream.isAccepted);
        stream.isAccepted = true;
        stream.mayHaveSent += credited.credit;
    }
    void take(const StreamData &data)
    {
        auto &stream = m_streams[data.number];
        QVERIFY(stream.isThere && !stream.hasPeerEnded);
        for (const auto byte : data.bytes)
            QCOMPARE(byte,
                byteOf(m_role == Role::Agent ? Role::Server : Role::Agent, data.number,
                    stream.received++));
        QVERIFY(stream.received <= stream.granted);
    }
    void take(const StreamEnded &ended)
    {
        auto &stream = m_streams[ended.number];
        QVERIFY(stream.isThere && !stream.hasPeerEnded);
        stream.hasPeerEnded = true;
        goIfOver(stream);
    }
    void take(const StreamWasReset &reset)
    {
        QVERIFY(m_streams[reset.number].isThere);
        QCOMPARE(reset.reason, StreamReset::Cancelled); // none is refused for the limit
        m_streams[reset.number].isThere = false;
    }
    void take(const auto &) { }

    Role m_role;
    SystemRandom m_random;
    Session m_session;
    ByteBuffer m_out;
    Bytes m_arriving;
    Bytes m_in;
    std::map<StreamNumber, View> m_streams;
    View m_none;
    std::map<std::size_t, int> m_told;
};

} // namespace

/// Two ends that open, grant, send, end and reset in any order, while bytes arrive in any pieces.
class TestStreamCredit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyOrder_data();
    void anyOrder();
    void cleanupTestCase();

private:
    void step(End &end);
    void settle();
    void compareBothEnds();
    [[nodiscard]] std::uint32_t draw(std::uint32_t below)
    {
        return static_cast<std::uint32_t>(m_numbers()) % below;
    }

    Identity m_agentsIdentity = freshIdentity("pump-3");
    Identity m_serversIdentity = freshIdentity("lab");
    std::mt19937 m_numbers;
    std::unique_ptr<End> m_agent;
    std::unique_ptr<End> m_server;
    std::map<std::size_t, int> m_told;
};

void TestStreamCredit::anyOrder_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 0; seed < 100; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestStreamCredit::anyOrder()
{
    QFETCH(const unsigned, seed);
    m_numbers.seed(seed);
    m_agent = std::make_unique<End>(Role::Agent, m_agentsIdentity);
    m_server = std::make_unique<End>(Role::Server, m_serversIdentity);
    settle();
    QVERIFY(m_agent->session().isEstablished() && m_server->session().isEstablished());

    for (int i = 0; i < 1000 && !QTest::currentTestFailed(); ++i) {
        step(draw(2) == 0 ? *m_agent : *m_server);
        if (draw(100) == 0) {
            settle();
            compareBothEnds();
        }
    }
    settle();
    compareBothEnds();
    // What is left ends, and then nothing is.
    for (auto *const end : {m_agent.get(), m_server.get()}) {
        for (auto &[number, stream] : end->streams()) {
            if (stream.isAccepted && !stream.hasEnded)
                end->end(number);
            else
                end->reset(number);
        }
        settle();
    }
    compareBothEnds();
    for (auto *const end : {m_agent.get(), m_server.get()}) {
        for (auto &[number, stream] : end->streams())
            QVERIFY(!stream.isThere);
        for (std::uint32_t i = 0; i < mostStreams; ++i)
            end->open(1);
        QCOMPARE(end->session().nextStream().error(), SendResult::TooManyStreams);
    }
    settle();
    compareBothEnds();
    for (const auto *const end : {m_agent.get(), m_server.get()}) {
        for (const auto &[event, count] : end->told())
            m_told[event] += count;
    }
}

// All that streams can tell was told, many times.
void TestStreamCredit::cleanupTestCase()
{
    const auto times = [this]<typename Told>(Told told) { return m_told[Event(told).index()]; };
    QVERIFY(times(StreamOffered{}) > 1000);
    QVERIFY(times(StreamCredited{}) > 1000);
    QVERIFY(times(StreamData{}) > 1000);
    QVERIFY(times(StreamEnded{}) > 1000);
    QVERIFY(times(StreamWasReset{}) > 1000);
}

void TestStreamCredit::step(End &end)
{
    auto &peer = &end == m_agent.get() ? *m_server : *m_agent;
    end.sendTo(peer);
    // Any number that there was or could be.
    const auto last = end.streams().empty() ? 1 : end.streams().rbegin()->first + 1;
    const auto number = last <= 12 ? 1 + draw(last) : last - draw(12);
    switch (draw(12)) {
    case 0:
        return end.open(draw(2) * draw(2000));
    case 1:
    case 2:
        return end.grant(number, 1 + draw(3000));
    case 3:
        return end.end(number);
    case 4:
        return draw(4) == 0 ? end.reset(number) : void();
    case 5:
    case 6:
    case 7:
        return end.send(number, 1 + draw(400));
    default:
        return end.hear(draw(static_cast<std::uint32_t>(end.arriving().size()) + 1));
    }
}

void TestStreamCredit::settle()
{
    do {
        m_agent->sendTo(*m_server);
        m_server->hear(m_server->arriving().size());
        m_server->sendTo(*m_agent);
        m_agent->hear(m_agent->arriving().size());
        m_agent->sendTo(*m_server);
    } while (!m_server->arriving().empty() && !QTest::currentTestFailed());
}

// With nothing on the way both ends have one view, and of what was granted to an end that may send
// all that it has not sent is left.
void TestStreamCredit::compareBothEnds()
{
    for (auto &[number, here] : m_agent->streams()) {
        const auto &there = m_server->streams()[number];
        QCOMPARE(here.isThere, there.isThere);
        if (!here.isThere)
            continue;
        QCOMPARE(here.isAccepted, there.isAccepted);
        QCOMPARE(here.hasEnded, there.hasPeerEnded);
        QCOMPARE(here.hasPeerEnded, there.hasEnded);
        QCOMPARE(here.sent, there.received);
        QCOMPARE(here.received, there.sent);
        QCOMPARE(here.mayHaveSent, there.granted);
        QCOMPARE(here.granted, there.mayHaveSent);
        QVERIFY(here.sent <= there.granted && there.sent <= here.granted);
    }
}

QTEST_APPLESS_MAIN(TestStreamCredit)
#include "tst_streamcredit.moc"
