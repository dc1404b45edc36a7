// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "timed.h"
#include "watcher.h"
#include "whenasleep.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QTest>
#include <QThread>

#include <array>
#include <atomic>
#include <map>

using namespace dispatching;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// What a timer may rely on, whichever dispatcher serves it. When exactly one is due is
/// tst_timerschedule's.
class TestDispatcherTimers : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void comesWhenItIsDue_data();
    void comesWhenItIsDue();
    void comesAgainAndAgain_data() { addKinds(); }
    void comesAgainAndAgain();
    void isNotEarlyInABusyLoop_data() { addKinds(); }
    void isNotEarlyInABusyLoop();
    void earlierOnesComeFirst_data() { addKinds(); }
    void earlierOnesComeFirst();
    void comesOnceATurn_data() { addKinds(); }
    void comesOnceATurn();
    void lateOneDoesNotCatchUp_data() { addKinds(); }
    void lateOneDoesNotCatchUp();
    void zeroTimerLetsSocketsIn_data() { addKinds(); }
    void zeroTimerLetsSocketsIn();
    void zeroTimerAloneIsNothingDone_data() { addKinds(); }
    void zeroTimerAloneIsNothingDone();
    void remainingTime_data() { addKinds(); }
    void remainingTime();
    void registeredTimers_data() { addKinds(); }
    void registeredTimers();
    void countsInNanoseconds_data() { addKinds(); }
    void countsInNanoseconds();
    void unregistering_data() { addKinds(); }
    void unregistering();
    void moveWithTheirObjectToAnotherThread_data() { addKinds(); }
    void moveWithTheirObjectToAnotherThread();
    void excludedTimersKeepForLater_data() { addKinds(); }
    void excludedTimersKeepForLater();
};

namespace {

/// Whether the dispatcher says that it has no timer \a id. Qt 6.8's own dispatchers answer the
/// older question, in milliseconds, with what an int holds of the least duration.
bool isUnknown(int id)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return dispatcher().remainingTime(Qt::TimerId(id)) < 0ns;
#else
    return dispatcher().remainingTime(id) == -1;
#endif
}

} // namespace

void TestDispatcherTimers::comesWhenItIsDue_data()
{
    QTest::addColumn<int>("interval");
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("earliest"); // ms
    QTest::addColumn<Kind>("kind");
    const auto add = [](const char *title, int interval, Qt::TimerType type, int earliest) {
        for (const auto &[name, kind] : rowsOf(title))
            QTest::newRow(name.c_str()) << interval << type << earliest << kind;
    };
    add("precise, at once", 0, Qt::PreciseTimer, 0);
    add("precise, 1 ms", 1, Qt::PreciseTimer, 1);
    add("precise, 120 ms", 120, Qt::PreciseTimer, 120);
    add("coarse, short: precise", 10, Qt::CoarseTimer, 10);
    add("coarse, 5 % off", 120, Qt::CoarseTimer, 114);
    add("very coarse, at a full second", 1000, Qt::VeryCoarseTimer, 500);
}

void TestDispatcherTimers::comesWhenItIsDue()
{
    QFETCH(int, interval);
    QFETCH(Qt::TimerType, type);
    QFETCH(int, earliest);
    QFETCH(Kind, kind);
    runOn(kind, [=] {
        Timed timed;
        const auto start = Clock::now();
        timed.start(std::chrono::milliseconds(interval), type);
        QVERIFY(spinUntil([&] { return !timed.came().empty(); }));
        const auto elapsed = Clock::now() - start;
        QVERIFY(elapsed >= std::chrono::milliseconds(earliest));
        QVERIFY(elapsed < std::chrono::milliseconds(interval) + 2s); // the machine may be busy
    });
}

void TestDispatcherTimers::comesAgainAndAgain()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const auto start = Clock::now();
        const int id = timed.start(5ms);
        QVERIFY(spinUntil([&] { return timed.count(id) == 10; }));
        QVERIFY(Clock::now() - start >= 50ms);
    });
}

void TestDispatcherTimers::isNotEarlyInABusyLoop()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed restless;
        restless.start(0ms);
        for (int i = 0; i < 20; ++i) {
            Timed timed;
            const auto start = Clock::now();
            timed.start(3ms);
            QVERIFY(spinUntil([&] { return !timed.came().empty(); }));
            QVERIFY(Clock::now() - start >= 3ms);
        }
    });
}

void TestDispatcherTimers::earlierOnesComeFirst()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const std::vector<int> ids{
            timed.start(15ms), timed.start(5ms), timed.start(10ms), timed.start(5ms)};
        beBusy(20ms);
        turn();
        QCOMPARE(timed.came(), (std::vector{ids[1], ids[3], ids[2], ids[0]}));
    });
}

void TestDispatcherTimers::comesOnceATurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int zero = timed.start(0ms);
        const int other = timed.start(0ms);
        const int slow = timed.start(1ms);
        timed.then([](int) { beBusy(3ms); }); // so that all are due again when they come
        beBusy(3ms);
        for (int i = 1; i <= 3; ++i) {
            turn();
            QCOMPARE(timed.count(zero), i);
            QCOMPARE(timed.count(other), i);
            QCOMPARE(timed.count(slow), i);
        }
    });
}

void TestDispatcherTimers::lateOneDoesNotCatchUp()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int id = timed.start(1000ms);
        const int often = timed.start(10ms);
        beBusy(65ms);
        turn();
        turn();
        QCOMPARE(timed.count(often), 1);
        QCOMPARE(timed.count(id), 0);
    });
}

void TestDispatcherTimers::zeroTimerLetsSocketsIn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Reader reader(pair);
        Timed timed;
        timed.start(0ms);
        turn();
        pair.say();
        turn(QEventLoop::WaitForMoreEvents);
        QCOMPARE(reader.count(), 1);
        QCOMPARE(timed.came().size(), std::size_t{2});
    });
}

// Else QCoreApplication::processEvents(flags, time), which goes on while something is done, would
// always take its whole time.
void TestDispatcherTimers::zeroTimerAloneIsNothingDone()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int zero = timed.start(0ms);
        QVERIFY(!turn());
        QCOMPARE(timed.count(zero), 1);
        timed.start(1ms);
        beBusy(2ms);
        QVERIFY(turn());
    });
}

void TestDispatcherTimers::remainingTime()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int id = timed.start(60000ms);
        const int soon = timed.start(1ms);
        const int left = dispatcher().remainingTime(id);
        QVERIFY2(left > 50000 && left <= 60001, qPrintable(QString::number(left)));
        beBusy(3ms);
        QCOMPARE(dispatcher().remainingTime(soon), 0);
        QVERIFY(!isUnknown(id));
        timed.killTimer(id);
        QVERIFY(isUnknown(id));
    });
}

void TestDispatcherTimers::registeredTimers()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        struct Asked {
            int interval;
            Qt::TimerType type;
            Qt::TimerType reported;
        };
        constexpr std::array asked{Asked{0, Qt::PreciseTimer, Qt::PreciseTimer},
            Asked{30000, Qt::PreciseTimer, Qt::PreciseTimer},
            Asked{20, Qt::CoarseTimer, Qt::PreciseTimer},
            Asked{100, Qt::CoarseTimer, Qt::CoarseTimer},
            Asked{19999, Qt::CoarseTimer, Qt::CoarseTimer},
            Asked{20000, Qt::CoarseTimer, Qt::VeryCoarseTimer},
            Asked{2000, Qt::VeryCoarseTimer, Qt::VeryCoarseTimer}};
        Timed timed;
        Timed other;
        other.start(50ms);
        std::map<int, Asked> started;
        for (const auto &what : asked)
            started[timed.start(std::chrono::milliseconds(what.interval), what.type)] = what;

        const auto registered = dispatcher().registeredTimers(&timed);
        QCOMPARE(registered.size(), qsizetype(asked.size()));
        for (const auto &timer : registered) {
            QCOMPARE(timer.interval, started.at(timer.timerId).interval);
            QCOMPARE(timer.timerType, started.at(timer.timerId).reported);
            started.erase(timer.timerId);
        }
    });
}

void TestDispatcherTimers::countsInNanoseconds()
{
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    QSKIP("Qt counts in milliseconds before 6.8");
#else
    QFETCH(Kind, kind);
    runOn(kind, [] {
        QObject object;
        constexpr auto interval = 30s + 1234567ns;
        const auto id = dispatcher().registerTimer(interval, Qt::PreciseTimer, &object);
        const auto left = dispatcher().remainingTime(id);
        QVERIFY(left > 20s && left <= interval);
        const auto timers = dispatcher().timersForObject(&object);
        QCOMPARE(timers.size(), 1);
        QCOMPARE(timers.first().timerId, id);
        QCOMPARE(timers.first().interval, std::chrono::nanoseconds(interval));
        QVERIFY(dispatcher().unregisterTimer(id));

        Timed timed;
        const auto start = Clock::now();
        timed.startTimer(1500us, Qt::PreciseTimer);
        QVERIFY(spinUntil([&] { return !timed.came().empty(); }));
        QVERIFY(Clock::now() - start >= 1500us);
    });
#endif
}

void TestDispatcherTimers::unregistering()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        QObject object; // not through QObject::startTimer(), which keeps books of its own
        Timed other;
        QVERIFY(!dispatcher().unregisterTimers(&object));
        const int kept = other.start(0ms);
        const int first = dispatcher().registerTimer(10000, Qt::PreciseTimer, &object);
        dispatcher().registerTimer(10000, Qt::CoarseTimer, &object);
        QVERIFY(dispatcher().unregisterTimer(first));
        QVERIFY(!dispatcher().unregisterTimer(first));
        QCOMPARE(dispatcher().registeredTimers(&object).size(), 1);
        QVERIFY(dispatcher().unregisterTimers(&object));
        QVERIFY(dispatcher().registeredTimers(&object).isEmpty());
        turn();
        QCOMPARE(other.count(kept), 1);
    });
}

void TestDispatcherTimers::moveWithTheirObjectToAnotherThread()
{
    QFETCH(Kind, kind);
    Timed timed;
    const int id = timed.start(1ms);
    QThread destination;
    if (auto made = makeDispatcher(kind))
        destination.setEventDispatcher(made.release());
    std::atomic<bool> isBack{false};
    timed.then([&, home = thread()](int) {
        if (isBack || timed.count(id) < 3 || QThread::currentThread() != &destination)
            return;
        timed.moveToThread(home);
        isBack = true;
    });
    timed.moveToThread(&destination);
    destination.start();
    QTRY_VERIFY(isBack);
    destination.quit();
    destination.wait();
    QTRY_VERIFY(timed.count(id) > 5); // and on this thread it goes on
}

void TestDispatcherTimers::excludedTimersKeepForLater()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int id = timed.start(1ms);
        beBusy(3ms);
        turn(QEventLoop::X11ExcludeTimers);
        QCOMPARE(timed.count(id), 0);
        auto *const sleeper = &dispatcher();
        const WhenAsleep wake([sleeper] {
            beBusy(5ms);
            sleeper->wakeUp();
        });
        QVERIFY(turn(QEventLoop::X11ExcludeTimers | QEventLoop::WaitForMoreEvents));
        QCOMPARE(timed.count(id), 0);
        turn();
        QCOMPARE(timed.count(id), 1);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherTimers)
#include "tst_dispatchertimers.moc"
