// SPDX-License-Identifier: MIT
#include "core/net/server/crowds.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <vector>

using namespace sealcord;

using Member = Crowds::Member;

static Endpoint::Site site(quint8 number)
{
    return {number};
}

class TestCrowds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsFirstAtFirst();
    void heaviestSiteMakesRoom();
    void lowestTurnOfASiteIsFirst();
    void amongEqualSitesTheLowestTurnDecides();
    void agreesWithASearchInAnyOrder();
};

void TestCrowds::nobodyIsFirstAtFirst()
{
    QVERIFY(!Crowds().first());
}

void TestCrowds::heaviestSiteMakesRoom()
{
    Crowds crowds;
    crowds.add({.site = site(1), .turn = 1, .id = 1, .weight = 10});
    crowds.add({.site = site(2), .turn = 2, .id = 2, .weight = 6});
    QCOMPARE(crowds.first()->id, quint64{1});
    const Member third{.site = site(2), .turn = 3, .id = 3, .weight = 5};
    crowds.add(third);
    QCOMPARE(crowds.first()->id, quint64{2});
    crowds.remove(third);
    QCOMPARE(crowds.first()->id, quint64{1});
}

void TestCrowds::lowestTurnOfASiteIsFirst()
{
    Crowds crowds;
    for (const std::uint64_t turn : {5u, 3u, 4u, 3u})
        crowds.add({.site = site(1), .turn = turn, .id = 10 * turn + crowds.first().has_value()});
    const auto first = crowds.first();
    QCOMPARE(first->turn, std::uint64_t{3});
    QCOMPARE(first->id, quint64{31});
}

void TestCrowds::amongEqualSitesTheLowestTurnDecides()
{
    Crowds crowds;
    crowds.add({.site = site(1), .turn = 7, .id = 1});
    crowds.add({.site = site(2), .turn = 6, .id = 2});
    crowds.add({.site = site(3), .turn = 8, .id = 3});
    QCOMPARE(crowds.first()->id, quint64{2});
}

void TestCrowds::agreesWithASearchInAnyOrder()
{
    Crowds crowds;
    std::vector<Member> members;
    std::uint64_t state = 1; // fixed, so that a failure repeats
    const auto random = [&state](std::uint64_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 33) % below;
    };
    for (quint64 id = 1; id < 3'000; ++id) {
        if (members.size() < 30 && random(9) < 5) {
            members.push_back({.site = site(static_cast<quint8>(random(6))),
                .turn = 100'000 - 10 * id + random(100), // so that none is there twice
                .id = id,
                .weight = random(20)});
            crowds.add(members.back());
        } else if (!members.empty()) {
            const auto which =
                members.begin() + static_cast<std::ptrdiff_t>(random(members.size()));
            crowds.remove(*which);
            members.erase(which);
        }
        std::map<Endpoint::Site, std::size_t> weights;
        std::map<Endpoint::Site, std::uint64_t> turns;
        for (const auto &member : members) {
            weights[member.site] += member.weight;
            const auto turn = turns.try_emplace(member.site, member.turn).first;
            turn->second = std::min(turn->second, member.turn);
        }
        const auto best = std::ranges::min_element(members, {}, [&](const Member &member) {
            return std::tuple(
                ~weights[member.site], turns[member.site], member.site, member.turn, member.id);
        });
        const auto first = crowds.first();
        QCOMPARE(first.has_value(), best != members.end());
        if (first)
            QCOMPARE(first->id, best->id);
    }
}

QTEST_APPLESS_MAIN(TestCrowds)
#include "tst_crowds.moc"
