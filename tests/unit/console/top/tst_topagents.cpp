// SPDX-License-Identifier: MIT
#include "console/top/topagents.h"
#include "tests/unit/console/top/toptestdata.h"

#include <QTest>

#include <chrono>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTopAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreRead();
    void claimsStandBetweenQuotes();
    void protectionsAreShort_data();
    void protectionsAreShort();
    void ratesAreThoseOfTheLastAnswers();
    void countersThatGoBackAreNoRate();
    void idleSinceSomethingWasSeen();
    void whoHasGoneIsForgotten();
    void whatIsNoAnswerIsNobody();

private:
    TopAgents::Clock::time_point m_now{};
};

void TestTopAgents::membersAreRead()
{
    TopAgents agents;
    auto handshake = topClient(9);
    handshake[u"established"_s] = false;
    auto carrying = with(topClient(7, 3, 400), u"agent"_s, u"pump"_s);
    carrying[u"streams"_s] = 12;
    agents.take(topClients({carrying, handshake}), m_now);
    QCOMPARE(agents.all().size(), 2U);
    const auto *const agent = agents.find(7);
    QVERIFY(agent);
    QCOMPARE(agent->name, u"pump"_s);
    QCOMPARE(agent->address, u"127.0.0.1:50007"_s);
    QCOMPARE(agent->age, 7000ms);
    QCOMPARE(agent->count.messagesIn, 3U);
    QCOMPARE(agent->count.bytesIn, 400U);
    QCOMPARE(agent->streams, 12U);
    QCOMPARE(agents.streams(), 12U);
    QVERIFY(!agent->idle);
    QCOMPARE(agents.established(), 1U);
    QVERIFY(!agents.find(8));
}

// Whatever a stranger calls itself, the terminal is not told it as a command.
void TestTopAgents::claimsStandBetweenQuotes()
{
    TopAgents agents;
    agents.take(topClients({with(topClient(1), u"claimed_name"_s, u"a\x1b[2J\"\u202e"_s)}), m_now);
    QCOMPARE(agents.all().front().name, u"\"a\\x1b[2J\\\"\\u{202e}\""_s);
}

void TestTopAgents::protectionsAreShort_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("shown");

    QTest::newRow("classic") << u"encrypted, not authenticated"_s << u"unauthenticated"_s;
    QTest::newRow("first") << u"first contact, not yet verified"_s << u"first contact"_s;
    QTest::newRow("verified") << u"verified"_s << u"verified"_s;
}

void TestTopAgents::protectionsAreShort()
{
    QFETCH(QString, told);
    QFETCH(QString, shown);
    TopAgents agents;
    agents.take(topClients({with(topClient(1), u"protection"_s, told)}), m_now);
    QCOMPARE(agents.all().front().protection, shown);
    agents.take(topClients({with(topClient(1), u"established"_s, false)}), m_now);
    QCOMPARE(agents.all().front().protection, u"handshake"_s);
}

void TestTopAgents::ratesAreThoseOfTheLastAnswers()
{
    TopAgents agents;
    agents.take(topClients({topClient(1, 1000, 10'000), topClient(2)}), m_now);
    QCOMPARE(agents.find(1)->rates.messagesIn, 0.0);
    agents.take(topClients({topClient(1, 1010, 10'200), topClient(2, 2, 6)}), m_now + 2s);
    QCOMPARE(agents.find(1)->rates.messagesIn, 5.0);
    QCOMPARE(agents.find(1)->rates.bytesIn, 100.0);
    QCOMPARE(agents.rates().messagesIn, 6.0);
    QCOMPARE(agents.rates().bytesIn, 103.0);
    // Nothing more: what is too long ago no longer counts.
    for (std::size_t i = 1; i <= TopAgents::ratedAnswers; ++i)
        agents.take(topClients({topClient(1, 1010, 10'200)}), m_now + 2s + i * 1s);
    QCOMPARE(agents.find(1)->rates.messagesIn, 0.0);
}

void TestTopAgents::countersThatGoBackAreNoRate()
{
    TopAgents agents;
    agents.take(topClients({topClient(1, 1000, 10'000)}), m_now);
    agents.take(topClients({topClient(1, 10, 100)}), m_now); // at the same time besides
    QCOMPARE(agents.find(1)->rates.messagesIn, 0.0);
}

void TestTopAgents::idleSinceSomethingWasSeen()
{
    TopAgents agents;
    agents.take(topClients({topClient(1, 5)}), m_now);
    agents.take(topClients({topClient(1, 5)}), m_now + 1s);
    QVERIFY(!agents.find(1)->idle);
    agents.take(topClients({topClient(1, 6)}), m_now + 2s);
    QCOMPARE(agents.find(1)->idle, std::optional(0ms));
    agents.take(topClients({topClient(1, 6)}), m_now + 5s);
    QCOMPARE(agents.find(1)->idle, std::optional(3000ms));
}

void TestTopAgents::whoHasGoneIsForgotten()
{
    TopAgents agents;
    agents.take(topClients({topClient(1, 1)}), m_now);
    agents.take(topClients({}), m_now + 1s);
    QVERIFY(agents.all().empty());
    agents.take(topClients({topClient(1, 100)}), m_now + 2s); // another server's
    QCOMPARE(agents.find(1)->rates.messagesIn, 0.0);
    agents.clear();
    QVERIFY(agents.all().empty());
    agents.take(topClients({topClient(1, 200)}), m_now + 3s);
    QCOMPARE(agents.find(1)->rates.messagesIn, 0.0);
}

void TestTopAgents::whatIsNoAnswerIsNobody()
{
    TopAgents agents;
    agents.take("{}", m_now);
    QVERIFY(agents.all().empty());
    agents.take(R"([null,{"connection":-1,"messages_in":-5,"age_ms":"x"}])", m_now);
    QCOMPARE(agents.all().size(), 2U);
    QCOMPARE(agents.all().back().count.messagesIn, 0U);
}

QTEST_APPLESS_MAIN(TestTopAgents)

#include "tst_topagents.moc"
