// SPDX-License-Identifier: MIT
#include "core/traffic/models/roundtrips.h"
#include "tests/support/bytesof.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QString>
#include <QTest>

#include <optional>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

namespace {

constexpr TrafficRow::Clock::time_point start{};

TrafficRow message(Direction direction, quint64 ordinal, std::chrono::nanoseconds at,
    const char *content, ConnectionId connection)
{
    TrafficRow row;
    row.direction = direction;
    row.ordinal = ordinal;
    row.time = start + std::chrono::duration_cast<TrafficRow::Clock::duration>(at);
    row.connection.id = connection;
    row.content = bytesOf(content);
    return row;
}

TrafficRow sent(quint64 ordinal, std::chrono::nanoseconds at, const char *content = "Hello",
    ConnectionId connection = 1)
{
    return message(Direction::Out, ordinal, at, content, connection);
}

TrafficRow came(quint64 ordinal, std::chrono::nanoseconds at, const char *content = "Hello",
    ConnectionId connection = 1)
{
    return message(Direction::In, ordinal, at, content, connection);
}

TrafficRow notice(EventKind kind, std::chrono::nanoseconds at, ConnectionId connection = 1)
{
    auto row = message(Direction::In, 0, at, "", connection);
    row.kind = TrafficRow::Kind::Notice;
    row.event = kind;
    return row;
}

TrafficRow gap()
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Gap;
    return row;
}

using Rows = std::vector<TrafficRow>;
using Durations = std::vector<RoundTrips::Duration>;

TrafficBatch batch(Rows rows)
{
    TrafficBatch made;
    made.rows = std::move(rows);
    return made;
}

/// The round trips of \a rows.
Durations tripsOf(const Rows &rows)
{
    RoundTrips trips;
    trips.append(batch(rows));
    return trips.trips();
}

} // namespace

class TestRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsZero();
    void echoPairsWithWhatItEchoes();
    void pairsAreMadeAcrossBatches();
    void onlyEchoesArePaired_data();
    void onlyEchoesArePaired();
    void unansweredMessageShiftsNoLaterPair_data();
    void unansweredMessageShiftsNoLaterPair();
    void severalUnderWayPairInOrder();
    void slowRepliesArePairedAlthoughAnotherWasSent();
    void gapBeginsAnew();
    void gapUnderLoadLeavesPairsRight();
    void eventsDisturbNoPair();
    void newConnectionBeginsAnew();
    void quantilesAreRoundTripsThatThereWere_data();
    void quantilesAreRoundTripsThatThereWere();
    void onlyTheLastAreKept();
    void unansweredMessagesAreForgottenAtLast();
    void costDoesNotGrowWithWhatIsUnanswered();
    void clockSetBackIsNoTime();
    void answeredInKnowsBothRowsOfAPair();
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

void TestRoundTrips::echoPairsWithWhatItEchoes()
{
    RoundTrips trips;
    trips.append(
        batch({sent(1, 0us, "a"), sent(2, 10us, "b"), came(1, 60us, "a"), came(2, 100us, "b")}));
    QCOMPARE(trips.trips(), (Durations{60us, 90us}));
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

void TestRoundTrips::onlyEchoesArePaired_data()
{
    QTest::addColumn<Rows>("rows");
    QTest::addColumn<Durations>("durations");
    QTest::newRow("it came, and nothing was sent") << Rows{came(1, 0us)} << Durations{};
    QTest::newRow("more came than was sent")
        << Rows{sent(1, 0us), came(1, 3us), came(2, 4us)} << Durations{3us};
    QTest::newRow("another answer") << Rows{sent(1, 0us, "a"), came(1, 3us, "A")} << Durations{};
    QTest::newRow("as long, but another")
        << Rows{sent(1, 0us, "abc"), came(1, 3us, "abd")} << Durations{};
    QTest::newRow("another answer, then an echo") << Rows{sent(1, 0us, "a"), came(1, 3us, "A"),
        sent(2, 4us, "b"), came(2, 9us, "b")} << Durations{5us};
    QTest::newRow("the server speaks by itself first")
        << Rows{came(1, 0us, "welcome"), sent(1, 1us), came(2, 3us), sent(2, 4us), came(3, 9us)}
        << Durations{2us, 5us};
    QTest::newRow("the server speaks by itself in between")
        << Rows{sent(1, 0us), came(1, 1us, "news"), came(2, 3us), sent(2, 4us), came(3, 9us)}
        << Durations{3us, 5us};
}

void TestRoundTrips::onlyEchoesArePaired()
{
    QFETCH(Rows, rows);
    QTEST(tripsOf(rows), "durations");
}

// As when replies are made by hand for a while, and then by the server.
void TestRoundTrips::unansweredMessageShiftsNoLaterPair_data()
{
    QTest::addColumn<Rows>("rows");
    QTest::addColumn<Durations>("durations");
    QTest::newRow("contents differ") << Rows{sent(1, 0us, "a"), sent(2, 10us, "b"),
        came(1, 13us, "b"), sent(3, 20us, "c"), came(2, 24us, "c")}
                                     << Durations{3us, 4us};
    QTest::newRow("the same contents, later")
        << Rows{sent(1, 0s), sent(2, 39s), came(1, 39s + 110us), sent(3, 40s), came(2, 40s + 90us)}
        << Durations{110us, 90us};
    QTest::newRow("the same contents, soon") << Rows{sent(1, 0ms), sent(2, 20ms),
        came(1, 20ms + 110us), sent(3, 40ms), came(2, 40ms + 90us)}
                                             << Durations{110us, 90us};
    Rows repeated;
    Durations durations;
    for (quint64 i = 1; i <= 200; ++i) { // every 10 ms, answered in the second half
        repeated.push_back(sent(i, i * 10ms));
        if (i > 100) {
            repeated.push_back(came(i - 100, i * 10ms + 100us));
            durations.emplace_back(100us);
        }
    }
    QTest::newRow("repeated") << repeated << durations;
    Rows fast;
    for (quint64 i = 1; i <= 3000; ++i) { // every millisecond, answered after two seconds
        fast.push_back(sent(i, i * 1ms));
        if (i > 2000)
            fast.push_back(came(i - 2000, i * 1ms + 100us));
    }
    QTest::newRow("repeated fast") << fast << Durations(1000, 100us);
}

void TestRoundTrips::unansweredMessageShiftsNoLaterPair()
{
    QFETCH(Rows, rows);
    QTEST(tripsOf(rows), "durations");
}

// Round trips of 50 ms, one message a millisecond, all the same.
void TestRoundTrips::severalUnderWayPairInOrder()
{
    Rows rows{
        notice(EventKind::ConnectionOpened, 0ms), notice(EventKind::ConnectionEstablished, 51ms)};
    for (quint64 i = 1; i <= 500; ++i) {
        const auto now = 100ms + i * 1ms;
        rows.push_back(sent(i, now));
        if (i > 50)
            rows.push_back(came(i - 50, now));
    }
    QCOMPARE(tripsOf(rows), Durations(450, 50ms));
}

// Where the content tells what is answered, no pause matters.
void TestRoundTrips::slowRepliesArePairedAlthoughAnotherWasSent()
{
    QCOMPARE(tripsOf({sent(1, 0s, "a"), sent(2, 3s, "b"), came(1, 5s, "a"), came(2, 6s, "b")}),
        (Durations{5s, 3s}));
}

void TestRoundTrips::gapBeginsAnew()
{
    QCOMPARE(
        tripsOf({sent(1, 0us), gap(), came(2, 3us), sent(3, 4us), came(3, 9us)}), Durations{5us});
}

// What is sent and what comes goes by unseen for a while, again and again, while ten are under way.
void TestRoundTrips::gapUnderLoadLeavesPairsRight()
{
    Rows rows;
    for (quint64 i = 1; i <= 1000; ++i) {
        if (i % 100 == 80)
            rows.push_back(gap());
        if (i % 100 >= 80)
            continue;
        rows.push_back(sent(i, i * 10us));
        if (i > 10)
            rows.push_back(came(i - 10, i * 10us));
    }
    const auto durations = tripsOf(rows);
    QVERIFY(durations.size() > 600);
    QCOMPARE(durations, Durations(durations.size(), 100us));
}

void TestRoundTrips::eventsDisturbNoPair()
{
    QCOMPARE(
        tripsOf({sent(1, 0us), notice(EventKind::NotSent, 1us), came(1, 8us)}), Durations{8us});
}

void TestRoundTrips::newConnectionBeginsAnew()
{
    RoundTrips trips;
    trips.append(batch({sent(1, 0us), came(1, 2us), sent(2, 3us)}));
    trips.append(batch({notice(EventKind::ConnectionOpened, 5us, 2)}));
    QVERIFY(trips.isEmpty()); // nothing stands there from the last server
    QCOMPARE(trips.last(), 0ns);
    trips.append(
        batch({came(1, 9us, "Hello", 2), sent(1, 10us, "Hello", 2), came(2, 14us, "Hello", 2)}));
    QCOMPARE(trips.trips(), Durations{4us});
    QCOMPARE(trips.answeredIn(sent(1, 0us)), std::optional<RoundTrips::Duration>(2us));
    QCOMPARE(trips.answeredIn(sent(1, 10us, "Hello", 2)), std::optional<RoundTrips::Duration>(4us));
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

// A server that takes all and says something else each time.
void TestRoundTrips::costDoesNotGrowWithWhatIsUnanswered()
{
    constexpr quint64 many = 200'000;
    RoundTrips trips;
    Rows rows;
    for (quint64 i = 1; i <= many; ++i)
        rows.push_back(sent(i, i * 1us));
    for (quint64 i = 1; i <= many; ++i)
        rows.push_back(came(i, 1s + i * 1us, "no echo"));
    QElapsedTimer timer;
    timer.start();
    trips.append(batch(std::move(rows)));
    QVERIFY(trips.isEmpty());
    QVERIFY2(timer.elapsed() < patience, qPrintable(QString::number(timer.elapsed())));
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
    trips.append(batch({sent(1, 0us, "a"), sent(2, 1us, "b"), came(1, 3us, "b"), sent(3, 4us)}));
    const std::optional<RoundTrips::Duration> taken = 2us;
    QCOMPARE(trips.answeredIn(sent(2, 1us)), taken);
    QCOMPARE(trips.answeredIn(came(1, 3us)), taken);
    QVERIFY(!trips.answeredIn(sent(1, 0us)));
    QVERIFY(!trips.answeredIn(came(2, 3us)));
    QVERIFY(!trips.answeredIn(sent(3, 4us)));
    QVERIFY(!trips.answeredIn(sent(2, 1us, "b", 2)));
    auto hole = gap();
    hole.connection.id = 1;
    hole.ordinal = 2;
    QVERIFY(!trips.answeredIn(hole));
}

QTEST_GUILESS_MAIN(TestRoundTrips)
#include "tst_roundtrips.moc"
