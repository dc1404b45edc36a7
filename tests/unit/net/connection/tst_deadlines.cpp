// SPDX-License-Identifier: MIT
#include "core/net/connection/deadlines.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

class TestDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLateAtFirst();
    void whatIsLateIsNamed_data();
    void whatIsLateIsNamed();
    void readerMustKeepUpWithTheLeastRate_data();
    void readerMustKeepUpWithTheLeastRate();
    void owingAnewBeginsAnew();
    void frameHasTimeForItsLength();
    void timeWithoutReadingDoesNotCountAgainstAFrame();
    void progressPutsIdlenessOff();
    void closingTimeOnlyComesNearer();
};

static constexpr Deadlines::Clock::time_point start{100h};
static constexpr ConnectionLimits limits{.handshakeTimeout = 10s,
    .idleTimeout = 5s,
    .sendTimeout = 1500ms,
    .sendRate = 1000,
    .frameTimeout = 20s,
    .frameRate = 1000};

void TestDeadlines::nothingIsLateAtFirst()
{
    const Deadlines deadlines(limits, start);
    const auto now = deadlines.since();
    QCOMPARE(now, start);
    QVERIFY(!deadlines.late(now, {.isHandshake = true, .owes = true, .unfinished = 1}));
    QVERIFY(!deadlines.idle(now));
}

void TestDeadlines::whatIsLateIsNamed_data()
{
    QTest::addColumn<Deadlines::Standing>("standing");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<std::string>("text");

    QTest::newRow("handshake") << Deadlines::Standing{.isHandshake = true}
                               << EndReason::HandshakeTimeout
                               << std::string("handshake not finished in 10 s");
    QTest::newRow("sending") << Deadlines::Standing{.owes = true} << EndReason::SendTimeout
                             << std::string("nothing of what it is owed was taken in 1500 ms");
    QTest::newRow("sending, after the end")
        << Deadlines::Standing{.hasEnded = true, .owes = true} << EndReason::SendTimeout
        << std::string("nothing of what it is owed was taken in 1500 ms");
    QTest::newRow("frame") << Deadlines::Standing{.unfinished = 40} << EndReason::FrameTimeout
                           << std::string("a message of 40 bytes was not finished in time");
}

void TestDeadlines::whatIsLateIsNamed()
{
    QFETCH(Deadlines::Standing, standing);
    Deadlines deadlines(limits, start);
    deadlines.owingBegan(start);
    const auto late = deadlines.late(deadlines.since() + 1min, standing);
    QVERIFY(late);
    QTEST(late->reason, "reason");
    QTEST(late->text, "text");
    standing = {.hasEnded = standing.hasEnded};
    QVERIFY(!deadlines.late(deadlines.since() + 1min, standing));
}

void TestDeadlines::readerMustKeepUpWithTheLeastRate_data()
{
    QTest::addColumn<std::size_t>("bytes"); // taken each second
    QTest::addColumn<int>("seconds"); // until it is late; 0: never
    QTest::addColumn<std::string>("text");
    QTest::newRow("nothing") << 0zu << 2
                             << std::string("nothing of what it is owed was taken in 1500 ms");
    QTest::newRow("half of it")
        << 500zu << 3
        << std::string("1000 bytes of what it is owed were taken in 3 s, and the least is 1000 "
                       "bytes/s");
    QTest::newRow("nearly") << 900zu << 7
                            << std::string("5400 bytes of what it is owed were taken in 7 s, and "
                                           "the least is 1000 bytes/s");
    QTest::newRow("just") << 1000zu << 0 << std::string();
    QTest::newRow("more") << 100'000zu << 0 << std::string();
}

// However it spreads what it takes, as long as it pauses no longer than it may.
void TestDeadlines::readerMustKeepUpWithTheLeastRate()
{
    QFETCH(std::size_t, bytes);
    QFETCH(int, seconds);
    Deadlines deadlines(limits, start);
    deadlines.owingBegan(start);
    auto now = start;
    for (int second = 1; second <= 200; ++second) {
        now += 1s;
        if (const auto late = deadlines.late(now, {.owes = true})) {
            QCOMPARE(second, seconds);
            QCOMPARE(late->reason, EndReason::SendTimeout);
            QTEST(late->text, "text");
            return;
        }
        deadlines.taken(bytes, now);
    }
    QCOMPARE(seconds, 0);
}

void TestDeadlines::owingAnewBeginsAnew()
{
    Deadlines deadlines(limits, start);
    deadlines.owingBegan(start);
    deadlines.taken(100, start + 1s);
    deadlines.owingBegan(start + 100s);
    QVERIFY(!deadlines.late(start + 101s, {.owes = true}));
    QCOMPARE(deadlines.late(start + 102s, {.owes = true})->text,
        std::string("nothing of what it is owed was taken in 1500 ms"));
}

void TestDeadlines::frameHasTimeForItsLength()
{
    const Deadlines deadlines(limits, start);
    const Deadlines::Standing standing{.unfinished = 30'000}; // 20 s and 30 s
    QVERIFY(!deadlines.late(deadlines.since() + 50s, standing));
    QVERIFY(deadlines.late(deadlines.since() + 50s + 1ms, standing));
}

void TestDeadlines::timeWithoutReadingDoesNotCountAgainstAFrame()
{
    Deadlines deadlines(limits, start);
    const auto begin = deadlines.since();
    deadlines.look(begin + 100s, false);
    QVERIFY(!deadlines.late(begin + 110s, {.unfinished = 1}));
    deadlines.look(begin + 130s, true);
    QVERIFY(deadlines.late(begin + 130s, {.unfinished = 1}));
}

void TestDeadlines::progressPutsIdlenessOff()
{
    Deadlines deadlines(limits, start);
    const auto begin = deadlines.since();
    QVERIFY(deadlines.idle(begin + 6s));
    deadlines.progressed();
    deadlines.look(begin + 6s, true);
    QVERIFY(!deadlines.idle(begin + 11s));
    QCOMPARE(deadlines.idle(begin + 12s)->text, std::string("idle for 5 s"));
}

void TestDeadlines::closingTimeOnlyComesNearer()
{
    Deadlines deadlines(limits, start);
    const auto begin = deadlines.since();
    deadlines.closeBy(begin + 2s);
    deadlines.closeBy(begin + 9s);
    QVERIFY(!deadlines.late(begin + 1s, {.hasEnded = true}));
    QVERIFY(deadlines.late(begin + 2s, {.hasEnded = true})->reason == EndReason::ClosedByUs);
}

QTEST_APPLESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
