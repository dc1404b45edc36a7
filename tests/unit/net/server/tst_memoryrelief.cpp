// SPDX-License-Identifier: MIT
#include "core/net/server/memoryrelief.h"

#include "core/net/connection/memorybudget.h"

#include <QHostAddress>
#include <QTest>

#include <array>
#include <thread>

using namespace sealcord;

using Holder = MemoryRelief::Holder;
using Ids = std::vector<ConnectionId>;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

ConnectionName from(ConnectionId id, const char *address)
{
    return {id, Endpoint(QHostAddress(QLatin1String(address)), static_cast<quint16>(id))};
}

/// Who ends where one worker holds \a holders and \a toFree bytes must come free.
Ids decide(const std::vector<Holder> &holders, std::size_t toFree)
{
    MemoryRelief relief(1);
    return relief.begin() ? relief.report(holders, toFree).value_or(Ids{}) : Ids{};
}

} // namespace

/// How a budget is kept, and who ends when it is spent.
class TestMemoryRelief : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void budgetIsSpentWhenMoreIsHeld();
    void threadsShareOneBudget();
    void offersLeaveHalfOfTheBudget();
    void addressThatHoldsMostMakesRoom();
    void siteOfIPv6IsOneCrowd();
    void slowestOfACrowdGoesFirst();
    void littleIsNotWorthMuchHoweverSlow();
    void asManyEndAsItTakes();
    void lastReportDecidesForAll();
    void workersThatWereNotStartedAreNotWaitedFor();
    void oneDecisionAtATime();
};

void TestMemoryRelief::budgetIsSpentWhenMoreIsHeld()
{
    MemoryBudget budget(800);
    QVERIFY(!budget.isSpent());
    QCOMPARE(budget.toFree(), std::size_t{0});
    budget.change(0, 600);
    budget.change(0, 200);
    QVERIFY(!budget.isSpent()); // exactly
    budget.change(200, 201);
    QVERIFY(budget.isSpent());
    QCOMPARE(budget.toFree(), std::size_t{101}); // an eighth is free then
    budget.change(600, 0);
    budget.change(201, 0);
    QCOMPARE(budget.held(), std::size_t{0});
}

void TestMemoryRelief::threadsShareOneBudget()
{
    MemoryBudget budget(0);
    {
        std::array<std::jthread, 4> threads;
        for (auto &thread : threads)
            thread = std::jthread([&budget] {
                for (std::size_t i = 0; i < 10'000; ++i) {
                    budget.change(0, i);
                    budget.change(i, 2 * i);
                    budget.change(2 * i, 0);
                }
            });
    }
    QVERIFY(!budget.isSpent());
}

void TestMemoryRelief::offersLeaveHalfOfTheBudget()
{
    MemoryBudget budget(800);
    QVERIFY(budget.hasRoomForOffer(400));
    QVERIFY(!budget.hasRoomForOffer(401));
    budget.change(0, 300);
    QVERIFY(budget.hasRoomForOffer(100));
    QVERIFY(!budget.hasRoomForOffer(101));
    budget.change(300, 500);
    QVERIFY(!budget.hasRoomForOffer(0));
    QVERIFY(MemoryBudget().hasRoomForOffer(std::size_t{1} << 40));
}

void TestMemoryRelief::addressThatHoldsMostMakesRoom()
{
    const std::vector<Holder> holders{{from(1, "10.0.0.1"), 5 * mebibyte, 0},
        {from(2, "10.0.0.2"), 3 * mebibyte, 90 * mebibyte},
        {from(3, "10.0.0.2"), 3 * mebibyte, 80 * mebibyte}};
    QCOMPARE(decide(holders, 1), Ids{3});
}

void TestMemoryRelief::siteOfIPv6IsOneCrowd()
{
    const std::vector<Holder> holders{{from(1, "2001:db8::1"), 5 * mebibyte, 0},
        {from(2, "2001:db8:0:1::1"), 3 * mebibyte, 9},
        {from(3, "2001:db8:0:1::2"), 3 * mebibyte, 90 * mebibyte}};
    QCOMPARE(decide(holders, 1), Ids{2});
}

void TestMemoryRelief::slowestOfACrowdGoesFirst()
{
    const std::vector<Holder> holders{{from(1, "10.0.0.1"), 4 * mebibyte, 2 * mebibyte},
        {from(2, "10.0.0.1"), 4 * mebibyte, 100'000}, {from(3, "10.0.0.1"), 4 * mebibyte, 200'000}};
    QCOMPARE(decide(holders, 5 * mebibyte), (Ids{2, 3}));
}

void TestMemoryRelief::littleIsNotWorthMuchHoweverSlow()
{
    const std::vector<Holder> holders{
        {from(1, "10.0.0.1"), 100, 0}, {from(2, "10.0.0.1"), 4 * mebibyte, mebibyte}};
    QCOMPARE(decide(holders, 1), Ids{2});
}

void TestMemoryRelief::asManyEndAsItTakes()
{
    std::vector<Holder> holders;
    for (ConnectionId id = 1; id <= 10; ++id)
        holders.push_back({from(id, "10.0.0.1"), 100, 0});
    QCOMPARE(decide(holders, 0).size(), std::size_t{0});
    QCOMPARE(decide(holders, 100).size(), std::size_t{1});
    QCOMPARE(decide(holders, 101).size(), std::size_t{2});
    QCOMPARE(decide(holders, 5000).size(), std::size_t{10});
}

void TestMemoryRelief::lastReportDecidesForAll()
{
    MemoryRelief relief(2);
    QVERIFY(relief.begin());
    const Holder slow{from(1, "10.0.0.1"), mebibyte, 0};
    const Holder fast{from(2, "10.0.0.1"), mebibyte, mebibyte};
    QVERIFY(!relief.report(std::span(&slow, 1), 1));
    QCOMPARE(relief.report(std::span(&fast, 1), 1), Ids{1});
    QVERIFY(relief.begin());
    QVERIFY(!relief.report({}, 1));
    QCOMPARE(relief.report({}, 1), Ids{}); // nothing is left of the one before
}

void TestMemoryRelief::workersThatWereNotStartedAreNotWaitedFor()
{
    MemoryRelief relief(8);
    relief.setWorkers(1);
    QVERIFY(relief.begin());
    const Holder holder{from(1, "10.0.0.1"), mebibyte, 0};
    QCOMPARE(relief.report(std::span(&holder, 1), 1), Ids{1});
}

void TestMemoryRelief::oneDecisionAtATime()
{
    MemoryRelief relief(1);
    QVERIFY(relief.begin());
    QVERIFY(!relief.begin());
    QVERIFY(relief.report({}, 1));
    QVERIFY(relief.begin());
}

QTEST_APPLESS_MAIN(TestMemoryRelief)
#include "tst_memoryrelief.moc"
