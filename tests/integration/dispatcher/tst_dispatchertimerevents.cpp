// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "timed.h"

#include <QAbstractEventDispatcher>
#include <QTest>

using namespace dispatching;
using namespace std::chrono_literals;

/// What may happen inside a timer's event: timers come and go, receivers with them, loops nest.
class TestDispatcherTimerEvents : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void killedInItsOwnEvent_data() { addKinds(); }
    void killedInItsOwnEvent();
    void killedBeforeItsTurn_data() { addKinds(); }
    void killedBeforeItsTurn();
    void addedInAnEventWaitsForTheNextTurn_data() { addKinds(); }
    void addedInAnEventWaitsForTheNextTurn();
    void receiverDeletedInItsEvent_data() { addKinds(); }
    void receiverDeletedInItsEvent();
    void nestedLoopDoesNotReenterATimer_data() { addKinds(); }
    void nestedLoopDoesNotReenterATimer();
    void nestedLoopSleepsBesideATimerBeingHandled_data() { addKinds(); }
    void nestedLoopSleepsBesideATimerBeingHandled();
    void idReusedInANestedLoop_data() { addKinds(); }
    void idReusedInANestedLoop();
};

void TestDispatcherTimerEvents::killedInItsOwnEvent()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        timed.start(0ms);
        timed.then([&](int id) { timed.killTimer(id); });
        turn();
        QVERIFY(!turn());
        QCOMPARE(timed.came().size(), std::size_t{1});
        const int again = timed.start(0ms); // likely the same id
        turn();
        QCOMPARE(timed.count(again), timed.came().front() == again ? 2 : 1);
    });
}

void TestDispatcherTimerEvents::killedBeforeItsTurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int first = timed.start(1ms);
        const int second = timed.start(2ms);
        timed.then([&](int) { timed.killTimer(second); });
        beBusy(4ms);
        turn();
        QCOMPARE(timed.count(first), 1);
        QCOMPARE(timed.count(second), 0);
    });
}

void TestDispatcherTimerEvents::addedInAnEventWaitsForTheNextTurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        Timed added;
        timed.start(0ms);
        timed.then([&](int id) {
            timed.killTimer(id);
            added.start(0ms);
        });
        turn();
        QCOMPARE(added.came().size(), std::size_t{0});
        turn();
        QCOMPARE(added.came().size(), std::size_t{1});
    });
}

void TestDispatcherTimerEvents::receiverDeletedInItsEvent()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        auto victim = std::make_unique<Timed>();
        Timed timed;
        timed.start(1ms);
        victim->start(2ms);
        timed.then([&](int) { victim.reset(); });
        beBusy(4ms);
        turn();
        QVERIFY(!victim);

        auto *suicide = new Timed;
        bool isGone = false;
        QObject::connect(suicide, &QObject::destroyed, &timed, [&] { isGone = true; });
        suicide->start(0ms);
        suicide->then([suicide](int) { delete suicide; });
        QVERIFY(spinUntil([&] { return isGone; }));
        turn();
    });
}

void TestDispatcherTimerEvents::nestedLoopDoesNotReenterATimer()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int outer = timed.start(1ms);
        const int other = timed.start(1ms);
        int depth = 0;
        int deepest = 0;
        bool wasServed = false;
        timed.then([&](int id) {
            if (id != outer)
                return;
            deepest = std::max(deepest, ++depth);
            const auto before = timed.count(other);
            wasServed = spinUntil([&] { return timed.count(other) >= before + 3; });
            --depth;
        });
        beBusy(2ms);
        turn();
        QVERIFY(wasServed);
        QCOMPARE(deepest, 1);
        QVERIFY(spinUntil([&] { return timed.count(outer) == 3; })); // and it goes on afterwards
    });
}

void TestDispatcherTimerEvents::nestedLoopSleepsBesideATimerBeingHandled()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        int turns = 0;
        Timed timed;
        Timed end;
        timed.start(0ms);
        timed.then([&](int id) {
            QObject counter;
            QObject::connect(
                &dispatcher(), &QAbstractEventDispatcher::awake, &counter, [&] { ++turns; });
            end.start(30ms);
            QVERIFY(spinUntil([&] { return !end.came().empty(); }));
            timed.killTimer(id);
        });
        turn();
        QVERIFY2(turns > 0 && turns < 10, qPrintable(QString::number(turns)));
    });
}

void TestDispatcherTimerEvents::idReusedInANestedLoop()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Timed timed;
        const int outer = timed.start(0ms);
        int reused = 0;
        bool wasServed = false;
        timed.then([&](int) {
            if (reused)
                return;
            timed.killTimer(outer);
            reused = timed.start(0ms);
            const auto before = timed.count(reused);
            wasServed = spinUntil([&] { return timed.count(reused) >= before + 2; });
        });
        turn();
        QVERIFY(wasServed);
        const auto before = timed.count(reused);
        turn();
        QCOMPARE(timed.count(reused), before + 1);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherTimerEvents)
#include "tst_dispatchertimerevents.moc"
