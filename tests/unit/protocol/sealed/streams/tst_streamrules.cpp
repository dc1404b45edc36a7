// SPDX-License-Identifier: MIT
#include "core/protocol/session.h"

#include "core/protocol/sealed/record.h"
#include "tests/support/streamlines.h"
#include "tests/unit/protocol/sealed/sealedpairtest.h"

#include <QByteArrayList>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

/// What two sessions say of streams, and what they do not.
class TestStreamRules : public SealedPairTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void peerWithoutStreams();
    void classicHasNone();
    void whatIsNotOpened();
    void noMoreThanThePeerTakes();
    void messagesThatWaitGoFirst_data();
    void messagesThatWaitGoFirst();
    void dataIsSealedInItsPlace();
    void noDataLeavesNothing();
    void dataBeyondTheCredit();
    void goodbyes();
    void endOfTheSession();
    void keyThatIsUsedUp();
    void messageThatCannotBeSealed();

private:
    [[nodiscard]] SessionEnd &agent() { return m_pair->agent(); }
    [[nodiscard]] SessionEnd &server() { return m_pair->server(); }
    void say(SessionEnd &end, std::initializer_list<const char *> lines);
    /// Carries all, and what \a end has told since.
    [[nodiscard]] QByteArrayList told(SessionEnd &end);
    void openOne(std::uint32_t credit);

    const Bytes m_target = toBytes("db");
};

void TestStreamRules::init()
{
    useSealed();
    m_options.agent.mostStreams = 2;
    m_options.server.mostStreams = 3;
    connectThem();
}

void TestStreamRules::say(SessionEnd &end, std::initializer_list<const char *> lines)
{
    for (const auto *const line : lines)
        QCOMPARE(sayLine(end, line), SendResult::Sent);
}

QByteArrayList TestStreamRules::told(SessionEnd &end)
{
    m_pair->run();
    QByteArrayList lines;
    for (const auto &event : end.takeEvents())
        lines += event.text;
    return lines;
}

/// Stream 1, on which the agent may send \a credit bytes.
void TestStreamRules::openOne(std::uint32_t credit)
{
    say(agent(), {"open 1 1000 db"});
    QCOMPARE(told(server()), {"offered 1 1000 db"});
    QCOMPARE(sayLine(server(), "window 1 " + QByteArray::number(credit)), SendResult::Sent);
    QCOMPARE(told(agent()), {"accepted 1 " + QByteArray::number(credit)});
}

void TestStreamRules::peerWithoutStreams()
{
    m_options.server.mostStreams = 0;
    connectThem();
    QVERIFY(!agent().session().hasStreams());
    QVERIFY(server().session().hasStreams());
    QCOMPARE(agent().session().nextStream().error(), SendResult::NoStreams);
    QCOMPARE(agent().say(OpenStream{1, 5, m_target}), SendResult::NoStreams);
    // The other way is free.
    say(server(), {"open 2 5 web"});
    QCOMPARE(told(agent()), {"offered 2 5 web"});
    say(agent(), {"window 2 1"});
    QCOMPARE(told(server()), {"accepted 2 1"});
}

void TestStreamRules::classicHasNone()
{
    SessionPair pair;
    pair.handshake();
    for (auto *const end : {&pair.agent(), &pair.server()}) {
        QVERIFY(end->session().isEstablished());
        QVERIFY(!end->session().hasStreams());
        QCOMPARE(end->session().nextStream().error(), SendResult::NoStreams);
        QCOMPARE(end->session().streamCredit(1), 0U);
        QCOMPARE(end->say(EndStream{1}), SendResult::NoStreams);
        QCOMPARE(end->sendData(1, {}), SendResult::NoStreams);
        QVERIFY(end->output().isEmpty());
    }
}

void TestStreamRules::whatIsNotOpened()
{
    const Bytes longest(longestTarget, std::byte{'x'});
    const Bytes tooLong(longestTarget + 1, std::byte{'x'});
    for (const auto &open : {OpenStream{3, 5, m_target}, OpenStream{2, 5, m_target},
             OpenStream{0, 5, m_target}, OpenStream{1, 5, {}}, OpenStream{1, 5, tooLong},
             OpenStream{1, mostStreamCredit + 1, m_target}})
        QCOMPARE(agent().say(open), SendResult::NotNow);
    QVERIFY(agent().output().isEmpty());
    QCOMPARE(agent().say(OpenStream{1, mostStreamCredit, longest}), SendResult::Sent);
    QCOMPARE(agent().session().nextStream().value(), 3U);
}

void TestStreamRules::noMoreThanThePeerTakes()
{
    say(server(), {"open 2 5 a", "open 4 5 b"});
    QCOMPARE(server().session().nextStream().error(), SendResult::TooManyStreams);
    QCOMPARE(server().say(OpenStream{6, 5, m_target}), SendResult::TooManyStreams);
    // The agent's streams do not count.
    say(agent(), {"open 1 5 c"});
    QCOMPARE(told(agent()), (QByteArrayList{"offered 2 5 a", "offered 4 5 b"}));
    say(agent(), {"reset 2 3"});
    QCOMPARE(told(server()), (QByteArrayList{"offered 1 5 c", "reset 2 3"}));
    QCOMPARE(server().session().nextStream().value(), 6U);
}

void TestStreamRules::messagesThatWaitGoFirst_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("open") << QByteArray("open 3 5 web") << QByteArray("offered 3 5 web");
    QTest::newRow("window") << QByteArray("window 1 5") << QByteArray("credited 1 5");
    QTest::newRow("data") << QByteArray("data 1 6869") << QByteArray("data 1 6869");
    QTest::newRow("end") << QByteArray("end 1") << QByteArray("ended 1");
    QTest::newRow("reset") << QByteArray("reset 1 0") << QByteArray("reset 1 0");
}

// A batch of small messages waits in the buffer until the turn ends.
void TestStreamRules::messagesThatWaitGoFirst()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, told);
    openOne(100);
    QCOMPARE(agent().send("one"), SendResult::Sent);
    QCOMPARE(agent().send("two"), SendResult::Sent);
    QVERIFY(agent().session().waitingFrom());
    QCOMPARE(sayLine(agent(), line), SendResult::Sent);
    QVERIFY(!agent().session().waitingFrom());
    QCOMPARE(recordsIn(agent().output().bytes()), 2U);
    QCOMPARE(agent().send("three"), SendResult::Sent);
    QCOMPARE(this->told(server()), (QByteArrayList{"one", "two", told, "three"}));
}

// The owner reads bytes to where they are sealed, behind what is there.
void TestStreamRules::dataIsSealedInItsPlace()
{
    openOne(2 * mostStreamData);
    say(agent(), {"window 1 9"});
    const auto before = agent().output().size();
    const Bytes most(mostStreamData, std::byte{7});
    QCOMPARE(agent().sendData(1, most), SendResult::Sent);
    QCOMPARE(agent().output().size() - before, Session::lengthOfData(mostStreamData));
    QVERIFY(!contains(agent().output().bytes(), std::span(most).first(20)));
    QCOMPARE(agent().session().streamCredit(1), mostStreamData);
    const auto lines = told(server());
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1], "data 1 " + toHex(most));
}

void TestStreamRules::noDataLeavesNothing()
{
    openOne(10);
    say(agent(), {"window 1 9"});
    const Bytes before(agent().output().bytes().begin(), agent().output().bytes().end());
    QCOMPARE(agent().sendData(1, {}), SendResult::Sent);
    QCOMPARE(toHex(agent().output().bytes()), toHex(before));
    QCOMPARE(agent().session().streamCredit(1), 10U);
}

void TestStreamRules::dataBeyondTheCredit()
{
    openOne(10);
    const auto secret = toBytes("eleven bytes");
    QCOMPARE(agent().sendData(1, secret), SendResult::NotNow);
    QCOMPARE(agent().sendData(3, secret), SendResult::NotNow);
    QVERIFY(agent().output().isEmpty());
    QCOMPARE(agent().sendData(1, std::span(secret).first(10)), SendResult::Sent);
    QCOMPARE(agent().sendData(1, std::span(secret).first(1)), SendResult::NotNow);
    QCOMPARE(agent().session().streamCredit(1), 0U);
    QCOMPARE(told(server()), {"data 1 " + toHex(std::span(secret).first(10))});
}

// What crosses our goodbye ends nothing early, and is answered by nothing.
void TestStreamRules::goodbyes()
{
    openOne(10);
    say(server(), {"window 1 5", "open 2 5 a", "open 4 5 b"});
    agent().close();
    QCOMPARE(agent().say(EndStream{1}), SendResult::NotEstablished);
    QCOMPARE(agent().sendData(1, toBytes("x")), SendResult::NotEstablished);
    QCOMPARE(agent().session().nextStream().error(), SendResult::NotEstablished);
    QCOMPARE(agent().session().streamCredit(1), 0U);
    QCOMPARE(recordsIn(agent().output().bytes()), 1U);
    m_pair->run();
    for (auto *const end : {&agent(), &server()})
        QCOMPARE(end->events().back(), EventRecord::closed());
}

void TestStreamRules::endOfTheSession()
{
    openOne(10);
    agent().close();
    m_pair->run();
    QVERIFY(server().isOver());
    for (const auto &bytes : {Bytes(), toBytes("x")})
        QCOMPARE(server().sendData(1, bytes), SendResult::NotEstablished);
    QCOMPARE(server().say(EndStream{1}), SendResult::NotEstablished);
    QVERIFY(server().output().isEmpty());

    SystemRandom random;
    SessionEnd early(m_options.agent, random);
    QCOMPARE(early.sendData(1, {}), SendResult::NotEstablished);
    QCOMPARE(early.sendData(1, toBytes("x")), SendResult::NotEstablished);
}

// What could not be sealed must not leave as it is, nor stay behind the buffer's end.
void TestStreamRules::keyThatIsUsedUp()
{
    connectThem(sealedRecordsPerKey, 3);
    openOne(100); // one record of the agent's, two of the server's with ADMIT
    say(agent(), {"data 1 6f6e65", "data 1 74776f"});
    const Bytes before(agent().output().bytes().begin(), agent().output().bytes().end());
    const auto secret = toBytes("a secret of 24 bytes....");
    QCOMPARE(agent().sendData(1, secret), SendResult::KeyExhausted);
    QCOMPARE(toHex(agent().output().bytes()), toHex(before));
    const auto *const behind = agent().output().bytes().data() + before.size();
    QVERIFY(agent().output().capacity() >= before.size() + secret.size() + 2);
    QVERIFY(!contains({behind, secret.size() + 2}, std::span(secret).first(4)));
    QCOMPARE(told(server()), (QByteArrayList{"data 1 6f6e65", "data 1 74776f"}));
}

// The room that there is none of must not cost what was sealed before.
void TestStreamRules::messageThatCannotBeSealed()
{
    connectThem(sealedRecordsPerKey, 3);
    openOne(100);
    say(agent(), {"data 1 6f6e65"});
    std::ignore = told(server());
    say(agent(), {"data 1 74776f"});
    const auto before = agent().output().size();
    QCOMPARE(agent().send("waits"), SendResult::Sent);
    QCOMPARE(agent().sendData(1, {}), SendResult::Sent);
    QCOMPARE(agent().output().size(), before);
    QCOMPARE(told(server()), {"data 1 74776f"});
}

QTEST_APPLESS_MAIN(TestStreamRules)
#include "tst_streamrules.moc"
