// SPDX-License-Identifier: MIT
#include "core/traffic/models/roundtrips.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

namespace {

constexpr TrafficRow::Clock::time_point start{};

TrafficRow message(
    Direction direction, quint64 ordinal, std::chrono::nanoseconds at, ConnectionId connection = 1)
{
    TrafficRow row;
    row.direction = direction;
    row.ordinal = ordinal;
    row.time = start + std::chrono::duration_cast<TrafficRow::Clock::duration>(at);
    row.connection.id = connection;
    return row;
}

TrafficRow sent(quint64 ordinal, std::chrono::nanoseconds at, ConnectionId connection = 1)
{
    return message(Direction::Out, ordinal, at, connection);
}

TrafficRow came(quint64 ordinal, std::chrono::nanoseconds at, ConnectionId connection = 1)
{
    return message(Direction::In, ordinal, at, connection);
}

TrafficRow notAMessage(TrafficRow::Kind kind)
{
    TrafficRow row;
    row.kind = kind;
    return row;
}

TrafficBatch batch(std::vector<TrafficRow> rows)
{
    TrafficBatch made;
    made.rows = std::move(rows);
    return made;
}

} // namespace

class TestRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsZero();
    void messagePairsWithTheOneOfItsNumber();
    void pairsAreMadeAcrossBatches();
    void whatCannotBePairedIsLeftOut_data();
    void whatCannotBePairedIsLeftOut();
    void eventsAndGapsDisturbNoPair();
    void newConnectionBeginsAnew();
    void quantilesAreRoundTripsThatThereWere_data();
    void quantilesAreRoundTripsThatThereWere();
    void onlyTheLastAreKept();
    void unansweredMessagesAreForgottenAtLast();
    void clockSetBackIsNoTime();
    void answeredInKnowsBothRowsOfAPair();
    void clearForgetsEverything();
};

void TestRoundTrips::nothingIsZero()
{
    const RoundTrips trips;
    QVERIFY(trips.isEmpty());
    QCOMPARE(trips.last(), 0ns);
    QCOMPARE(trips.median(), 0ns);
    QCOMPARE(trips.p99(), 0ns);
    QVERIFY(trips.trips().empty());
}

void TestRoundTrips::messagePairsWithTheOneOfItsNumber()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), sent(2, 10us), came(1, 60us), came(2, 100us)}));
    QCOMPARE(trips.trips(), (std::vector<RoundTrips::Duration>{60us, 90us}));
    QCOMPARE(trips.last(), 90us);
}

void TestRoundTrips::pairsAreMadeAcrossBatches()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us)}));
    QVERIFY(trips.isEmpty());
    trips.append(batch({}));
    trips.append(batch({came(1, 5us)}));
    QCOMPARE(trips.last(), 5us);
}

void TestRoundTrips::whatCannotBePairedIsLeftOut_data()
{
    QTest::addColumn<std::vector<TrafficRow>>("rows");
    QTest::addColumn<std::vector<RoundTrips::Duration>>("durations");
    using Rows = std::vector<TrafficRow>;
    using Durations = std::vector<RoundTrips::Duration>;
    QTest::newRow("it came, and nothing was sent") << Rows{came(1, 0us)} << Durations{};
    QTest::newRow("more came than was sent")
        << Rows{sent(1, 0us), came(1, 3us), came(2, 4us)} << Durations{3us};
    QTest::newRow("what was sent is missing") << Rows{sent(1, 0us), sent(3, 2us), came(1, 3us),
        came(2, 4us), came(3, 5us)} << Durations{3us, 3us};
    QTest::newRow("what came is missing") << Rows{sent(1, 0us), sent(2, 1us), sent(3, 2us),
        came(1, 3us), came(3, 5us)} << Durations{3us, 3us};
    QTest::newRow("the watcher came late")
        << Rows{came(7, 0us), sent(9, 1us), came(8, 2us), came(9, 4us)} << Durations{3us};
}

void TestRoundTrips::whatCannotBePairedIsLeftOut()
{
    QFETCH(std::vector<TrafficRow>, rows);
    QFETCH(std::vector<RoundTrips::Duration>, durations);
    RoundTrips trips;
    trips.append(batch(rows));
    QCOMPARE(trips.trips(), durations);
}

void TestRoundTrips::eventsAndGapsDisturbNoPair()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), notAMessage(TrafficRow::Kind::Gap),
        notAMessage(TrafficRow::Kind::Notice), came(1, 8us)}));
    QCOMPARE(trips.last(), 8us);
}

void TestRoundTrips::newConnectionBeginsAnew()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), came(1, 2us), sent(2, 3us)}));
    trips.append(batch({came(2, 9us, 2), sent(1, 10us, 2), came(1, 14us, 2)}));
    QCOMPARE(trips.trips(), (std::vector<RoundTrips::Duration>{2us, 4us}));
    QCOMPARE(trips.answeredIn(sent(1, 0us, 1)), std::optional<RoundTrips::Duration>(2us));
    QCOMPARE(trips.answeredIn(sent(1, 10us, 2)), std::optional<RoundTrips::Duration>(4us));
}

void TestRoundTrips::quantilesAreRoundTripsThatThereWere_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("median");
    QTest::addColumn<int>("p99");
    QTest::newRow("one") << 1 << 1 << 1;
    QTest::newRow("two") << 2 << 1 << 2;
    QTest::newRow("three") << 3 << 2 << 3;
    QTest::newRow("a hundred") << 100 << 50 << 99;
    QTest::newRow("a thousand") << 1000 << 500 << 990;
}

void TestRoundTrips::quantilesAreRoundTripsThatThereWere()
{
    QFETCH(int, count);
    QFETCH(int, median);
    QFETCH(int, p99);
    RoundTrips trips;
    for (int i = 1; i <= count; ++i) { // the longest first
        const auto ordinal = static_cast<quint64>(i);
        trips.append(batch({sent(ordinal, 0ms), came(ordinal, (count + 1 - i) * 1ms)}));
    }
    QCOMPARE(trips.median(), median * 1ms);
    QCOMPARE(trips.p99(), p99 * 1ms);
}

void TestRoundTrips::onlyTheLastAreKept()
{
    RoundTrips trips;
    for (quint64 i = 1; i <= RoundTrips::kept + 1; ++i)
        trips.append(batch({sent(i, 0us), came(i, 1us)}));
    QCOMPARE(trips.trips().size(), RoundTrips::kept);
    QVERIFY(!trips.answeredIn(sent(1, 0us)));
    QVERIFY(trips.answeredIn(sent(2, 0us)));
}

void TestRoundTrips::unansweredMessagesAreForgottenAtLast()
{
    RoundTrips trips;
    std::vector<TrafficRow> rows;
    for (quint64 i = 1; i <= RoundTrips::keptUnanswered + 1; ++i)
        rows.push_back(sent(i, 0us));
    trips.append(batch(std::move(rows)));
    trips.append(batch({came(1, 1us)}));
    QVERIFY(trips.isEmpty());
    trips.append(batch({came(2, 1us)}));
    QVERIFY(!trips.isEmpty());
}

void TestRoundTrips::clockSetBackIsNoTime()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 10s), came(1, 5s)}));
    QVERIFY(!trips.isEmpty());
    QCOMPARE(trips.last(), 0ns);
}

void TestRoundTrips::answeredInKnowsBothRowsOfAPair()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), came(1, 2us), sent(2, 3us)}));
    const std::optional<RoundTrips::Duration> taken = 2us;
    QCOMPARE(trips.answeredIn(sent(1, 0us)), taken);
    QCOMPARE(trips.answeredIn(came(1, 2us)), taken);
    QVERIFY(!trips.answeredIn(sent(2, 3us)));
    QVERIFY(!trips.answeredIn(sent(1, 0us, 2)));
    auto gap = notAMessage(TrafficRow::Kind::Gap);
    gap.connection.id = 1;
    gap.ordinal = 1;
    QVERIFY(!trips.answeredIn(gap));
}

void TestRoundTrips::clearForgetsEverything()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), came(1, 2us), sent(2, 3us)}));
    trips.clear();
    QVERIFY(trips.isEmpty());
    trips.append(batch({came(2, 4us)}));
    QVERIFY(trips.isEmpty());
}

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "tst_roundtrips.moc"
