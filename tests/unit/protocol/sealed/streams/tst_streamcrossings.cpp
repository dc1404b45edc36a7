// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/sealed/streamrecord.h"
#include "tests/support/sealedends.h"
#include "tests/support/streamlines.h"
#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QByteArrayList>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

/// What comes between other things: resets on their way, and streams within a message in parts.
class TestStreamCrossings : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void resets_data();
    void resets();
    void dataWithinAMessage_data();
    void dataWithinAMessage();

private:
    [[nodiscard]] SessionEnd &end(bool isAgent)
    {
        return isAgent ? m_pair->agent() : m_pair->server();
    }
    /// \a isAgents: the agent resets.
    void reset(
        const QByteArrayList &before, bool isOnItsWay, bool isAgents, const QByteArray &other);
};

void TestStreamCrossings::resets_data()
{
    QTest::addColumn<QByteArrayList>("before"); // who, and what it says
    QTest::addColumn<bool>("isOnItsWay"); // and nothing of it has arrived
    const QByteArrayList opened{"a open 1 100 db"};
    const auto accepted = opened + QByteArrayList{"s window 1 100"};
    QTest::newRow("OPEN on its way") << opened << true;
    QTest::newRow("not accepted") << opened << false;
    QTest::newRow("open") << accepted << false;
    QTest::newRow("the agent has ended") << accepted + QByteArrayList{"a end 1"} << false;
    QTest::newRow("the server has ended") << accepted + QByteArrayList{"s end 1"} << false;
    QTest::newRow("both have ended") << accepted + QByteArrayList{"a end 1", "s end 1"} << false;
}

// At each state one end resets the stream while the other says whatever it may.
void TestStreamCrossings::resets()
{
    QFETCH(const QByteArrayList, before);
    QFETCH(const bool, isOnItsWay);
    for (const bool isAgents : {true, false}) {
        if (isOnItsWay && !isAgents)
            continue; // a server that was not asked yet has nothing to reset
        for (const auto *const other : {"reset 1 6", "window 1 5", "data 1 6f", "end 1"})
            reset(before, isOnItsWay, isAgents, other);
    }
}

void TestStreamCrossings::reset(
    const QByteArrayList &before, bool isOnItsWay, bool isAgents, const QByteArray &other)
{
    useSealed();
    m_options.agent.mostStreams = m_options.server.mostStreams = 1;
    connectThem();
    for (const auto &line : before) {
        QCOMPARE(sayLine(end(line[0] == 'a'), line.mid(2)), SendResult::Sent);
        if (!isOnItsWay)
            m_pair->run();
    }
    std::ignore = end(isAgents).takeEvents();
    std::ignore = end(!isAgents).takeEvents();
    const bool isThere = end(isAgents).say(ResetStream{1, {}}) == SendResult::Sent;
    const bool isCrossed = sayLine(end(!isAgents), other) == SendResult::Sent;
    m_pair->run();
    QCOMPARE(end(isAgents).takeEvents(), {});
    QList<EventRecord> told;
    if (isOnItsWay)
        told += EventRecord::stream("offered 1 100 db");
    const bool hasEndedFirst = before.contains(isAgents ? "a end 1" : "s end 1");
    const bool isOverThere =
        isCrossed && (other.startsWith("reset") || (other == "end 1" && hasEndedFirst));
    if (isThere && !isOverThere)
        told += EventRecord::stream("reset 1 0");
    QCOMPARE(end(!isAgents).takeEvents(), told);
    for (const bool isAgent : {true, false})
        QCOMPARE(end(isAgent).say(ResetStream{1, {}}), SendResult::NotNow);
    QCOMPARE(sayLine(m_pair->agent(), "open 3 5 db"), SendResult::Sent);
    m_pair->run();
    QCOMPARE(m_pair->server().takeEvents(), {EventRecord::stream("offered 3 5 db")});
}

void TestStreamCrossings::dataWithinAMessage_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("isWatched");
    // As long as a part may be, a byte off, as long as the last part must be, and others.
    for (const int length : {1, 16'379, 16'380, 16'381, 20'000, 39'995, 39'996, 39'997, 65'514}) {
        QTest::addRow("%d bytes", length) << length << false;
        QTest::addRow("%d bytes, watched", length) << length << true;
    }
}

void TestStreamCrossings::dataWithinAMessage()
{
    QFETCH(const int, length);
    QFETCH(const bool, isWatched);
    SealedVectorEnds ends(0);
    const auto server = ends.end(Role::Server, {}, 1);
    if (isWatched)
        server->watch();
    server->start();
    server->receive(ends.vector().agentOpening);
    server->receive(ends.vector().agentMessage3);
    auto peer = ends.sending(Role::Agent);
    const auto hear = [&](sealed::RecordType type, const Bytes &body) {
        Bytes wire(body.size() + sealed::Record::overhead);
        const std::span all(wire);
        toBigEndian(static_cast<std::uint16_t>(wire.size() - 2), all.first<2>());
        QVERIFY(peer.seal(body, static_cast<std::byte>(type), all.subspan(2, body.size() + 1),
            all.last<Aead::tagLength>()));
        server->receive(wire);
    };
    const auto message = bytesOfLine("pattern:80000");
    const auto number = fromHex("00000001");
    const auto data = "pattern:" + QByteArray::number(length);
    using enum sealed::RecordType;
    hear(Open, fromHex("00000000") + toBytes("db") + number);
    QCOMPARE(sayLine(*server, "window 1 200000"), SendResult::Sent);
    hear(Begin, fromHex("00013880"));
    hear(Data, bytesOfLine(data) + number);
    hear(Part, {message.begin(), message.begin() + 40'000});
    hear(Data, bytesOfLine(data) + number);
    hear(End, number);
    hear(Part, {message.begin() + 40'000, message.end()});
    const auto told = EventRecord::stream("data 1 " + (length < 1000 ? QByteArray("00") : data));
    QCOMPARE(server->takeEvents(),
        (QList<EventRecord>{EventRecord::established(), EventRecord::stream("offered 1 0 db"), told,
            told, EventRecord::stream("ended 1"), EventRecord::message(toByteArray(message))}));
}

QTEST_APPLESS_MAIN(TestStreamCrossings)
#include "tst_streamcrossings.moc"
