// SPDX-License-Identifier: MIT
#include "core/traffic/watch/duetimer.h"

#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

/// When the next of several things is due.
class TestDueTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstIsDueAtOnceAndToldLater();
    void whatIsNotDueIsWaitedFor();
    void whatComesLateMakesNothingLater();
    void aClockThatWasSetBackIsNoPause();
    void whatIsStoppedIsNotTold();
    void aPauseMayBeLongerThanATimer();
};

void TestDueTimer::theFirstIsDueAtOnceAndToldLater()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    timer.begin();
    QVERIFY(timer.isDue());
    timer.wait();
    QVERIFY(due.isEmpty());
    QVERIFY(due.wait());
    QVERIFY(!due.wait(20)); // once
}

void TestDueTimer::whatIsNotDueIsWaitedFor()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    const auto begin = DueTimer::Clock::now();
    timer.begin();
    timer.advance(30ms);
    QVERIFY(!timer.isDue());
    timer.wait();
    QVERIFY(due.wait());
    QVERIFY(DueTimer::Clock::now() - begin >= 30ms);
}

void TestDueTimer::whatComesLateMakesNothingLater()
{
    DueTimer timer;
    timer.begin();
    QTest::qWait(30);
    timer.advance(20ms);
    QVERIFY(timer.isDue());
}

void TestDueTimer::aClockThatWasSetBackIsNoPause()
{
    DueTimer timer;
    timer.begin();
    timer.advance(-1h);
    QVERIFY(timer.isDue());
    timer.advance(1h);
    QVERIFY(!timer.isDue());
}

void TestDueTimer::whatIsStoppedIsNotTold()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    timer.begin();
    timer.wait();
    timer.stop();
    QVERIFY(!due.wait(20));
}

// 30 days in milliseconds are more than an int holds.
void TestDueTimer::aPauseMayBeLongerThanATimer()
{
    DueTimer timer;
    QSignalSpy due(&timer, &DueTimer::due);
    timer.begin();
    timer.advance(24h * 30);
    timer.wait();
    QVERIFY(!due.wait(20));
}

QTEST_GUILESS_MAIN(TestDueTimer)
#include "tst_duetimer.moc"
