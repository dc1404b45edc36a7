// SPDX-License-Identifier: MIT
#include "core/net/loop/timerschedule.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Time = TimerSchedule::Time;

class TestTimerSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstAndSecondTurn_data();
    void firstAndSecondTurn();
    void coarseIsAtMostFivePercentOff();
    void veryCoarseIsAtMostASecondOff();
    void coarseTimersMeet();
    void lateTimerMissesTurns_data();
    void lateTimerMissesTurns();
};

namespace {

// An hour and a bit after the clock's beginning, as on a machine that has been up for so long.
constexpr Time at(nanoseconds bit)
{
    return Time(3600s + bit);
}

// Fixed, so that a failure repeats.
class Moments
{
public:
    Time next()
    {
        m_state = m_state * 6364136223846793005u + 1442695040888963407u;
        return at(nanoseconds(m_state >> 32u)); // within four seconds
    }

private:
    std::uint64_t m_state = 1;
};

} // namespace

void TestTimerSchedule::firstAndSecondTurn_data()
{
    QTest::addColumn<int>("interval"); // ms
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<Qt::TimerType>("effective");
    QTest::addColumn<int>("first"); // ms, started at 3
    QTest::addColumn<int>("second");

    const auto precise = Qt::PreciseTimer;
    const auto coarse = Qt::CoarseTimer;
    const auto veryCoarse = Qt::VeryCoarseTimer;
    QTest::newRow("precise") << 7 << precise << precise << 10 << 17;
    QTest::newRow("at once") << 0 << precise << precise << 3 << 3;
    QTest::newRow("coarse, too short") << 20 << coarse << precise << 23 << 43;
    QTest::newRow("coarse, to 2 ms") << 38 << coarse << coarse << 40 << 78;
    QTest::newRow("coarse, to 10 ms") << 100 << coarse << coarse << 100 << 200;
    QTest::newRow("coarse, to a second") << 1000 << coarse << coarse << 1000 << 2000;
    QTest::newRow("coarse, the longest") << 19999 << coarse << coarse << 20000 << 40000;
    QTest::newRow("coarse, too long") << 20000 << coarse << veryCoarse << 20000 << 40000;
    QTest::newRow("very coarse") << 2400 << veryCoarse << veryCoarse << 2000 << 4000;
    QTest::newRow("very coarse, too short") << 10 << veryCoarse << veryCoarse << 1000 << 2000;
}

void TestTimerSchedule::firstAndSecondTurn()
{
    QFETCH(int, interval);
    QFETCH(Qt::TimerType, type);
    QFETCH(int, first);
    QFETCH(int, second);
    TimerSchedule schedule(milliseconds(interval), type, at(3ms));
    QTEST(schedule.type(), "effective");
    QCOMPARE(schedule.due(), at(milliseconds(first)));
    schedule.advance(schedule.due());
    QCOMPARE(schedule.due(), at(milliseconds(second)));
}

void TestTimerSchedule::coarseIsAtMostFivePercentOff()
{
    Moments moments;
    for (auto interval = 1ms; interval < 20s; interval += 1ms + interval / 100) {
        const auto tolerance = std::chrono::nanoseconds(interval) / 20;
        for (int i = 0; i < 200; ++i) {
            const auto start = moments.next();
            TimerSchedule schedule(interval, Qt::CoarseTimer, start);
            const auto first = schedule.due();
            QVERIFY(std::chrono::abs(first - start - interval) <= tolerance);

            auto late = schedule; // by almost a whole turn: it is not moved into the past
            const auto now = first + interval - 1us;
            late.advance(now);
            QVERIFY(late.due() >= now);

            schedule.advance(first);
            QVERIFY(std::chrono::abs(schedule.due() - first - interval) <= tolerance);
        }
    }
}

void TestTimerSchedule::veryCoarseIsAtMostASecondOff()
{
    Moments moments;
    for (auto interval = 1000ms; interval < 60s; interval += 37ms) {
        const auto start = moments.next();
        TimerSchedule schedule(interval, Qt::VeryCoarseTimer, start);
        const auto first = schedule.due();
        QVERIFY(std::chrono::abs(first - start - interval) <= 1s);
        QCOMPARE(first.time_since_epoch() % 1s, 0ns);
        schedule.advance(first);
        QVERIFY(std::chrono::abs(schedule.due() - first - interval) <= 1s);
    }
}

// Which is what coarseness is for.
void TestTimerSchedule::coarseTimersMeet()
{
    const TimerSchedule first(1000ms, Qt::CoarseTimer, at(10ms));
    const TimerSchedule second(500ms, Qt::CoarseTimer, at(490ms));
    const TimerSchedule third(250ms, Qt::CoarseTimer, at(760ms));
    QCOMPARE(second.due(), first.due());
    QCOMPARE(third.due(), first.due());
}

void TestTimerSchedule::lateTimerMissesTurns_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("next"); // ms
    QTest::newRow("precise") << Qt::PreciseTimer << 11'234 + 2'000;
    QTest::newRow("coarse") << Qt::CoarseTimer << 13'250;
    QTest::newRow("very coarse") << Qt::VeryCoarseTimer << 13'000;
}

void TestTimerSchedule::lateTimerMissesTurns()
{
    QFETCH(Qt::TimerType, type);
    QFETCH(int, next);
    TimerSchedule schedule(2000ms, type, at(0ms));
    schedule.advance(at(11'234ms));
    QCOMPARE(schedule.due(), at(milliseconds(next)));
}

QTEST_APPLESS_MAIN(TestTimerSchedule)
#include "tst_timerschedule.moc"
