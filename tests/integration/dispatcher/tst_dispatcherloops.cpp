// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "timed.h"
#include "watcher.h"
#include "whenasleep.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QTest>
#include <QThread>

using namespace dispatching;
using namespace std::chrono_literals;

/// How event loops end, alone and inside one another.
class TestDispatcherLoops : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void interruptBeforeTheWaitReturns_data() { addKinds(); }
    void interruptBeforeTheWaitReturns();
    void quitEndsALoopFromAnotherThread_data() { addKinds(); }
    void quitEndsALoopFromAnotherThread();
    void nestedLoopsEndOneByOne_data() { addKinds(); }
    void nestedLoopsEndOneByOne();
    void deferredDeleteWaitsForItsLoop_data() { addKinds(); }
    void deferredDeleteWaitsForItsLoop();
};

void TestDispatcherLoops::interruptBeforeTheWaitReturns()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Reader reader(pair);
        settle();
        pair.say();
        Timed timed;
        post(timed, [] { dispatcher().interrupt(); });
        QVERIFY(!turn(QEventLoop::WaitForMoreEvents));
        QCOMPARE(reader.count(), 0); // it did not look any further
        turn();
        QCOMPARE(reader.count(), 1);
    });
}

void TestDispatcherLoops::quitEndsALoopFromAnotherThread()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        for (int i = 0; i < 200; ++i) {
            QEventLoop loop;
            const WhenAsleep quit([&] { loop.exit(i); });
            QCOMPARE(loop.exec(), i);
        }
    });
    QThread thread;
    for (int i = 0; i < 50; ++i) {
        if (auto made = makeDispatcher(kind))
            thread.setEventDispatcher(made.release());
        thread.start();
        thread.quit(); // before the loop begins or after
        QVERIFY(thread.wait(20000));
    }
}

void TestDispatcherLoops::nestedLoopsEndOneByOne()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        std::string order;
        QEventLoop outer;
        QEventLoop inner;
        post(outer, [&] {
            inner.exec();
            order += 'i';
            post(outer, [&] { outer.quit(); });
        });
        post(outer, [&] { inner.quit(); }); // which the inner loop handles
        outer.exec();
        order += 'o';
        QCOMPARE(order, std::string("io"));

        post(outer, [&] {
            outer.quit(); // the outer one is told first, and the inner one still sleeps
            Timed timed;
            timed.start(1ms);
            timed.then([&](int) { inner.quit(); });
            inner.exec();
        });
        outer.exec();
    });
}

void TestDispatcherLoops::deferredDeleteWaitsForItsLoop()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        QEventLoop outer;
        bool isGone = false;
        bool wasGoneInside = true;
        auto *object = new QObject;
        QObject::connect(object, &QObject::destroyed, &outer, [&] {
            isGone = true;
            outer.quit();
        });
        post(outer, [&] {
            object->deleteLater();
            Timed timed;
            QEventLoop inner;
            timed.start(5ms);
            timed.then([&](int) { inner.quit(); });
            inner.exec();
            wasGoneInside = isGone;
        });
        outer.exec();
        QVERIFY(!wasGoneInside);
        QVERIFY(isGone);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherLoops)
#include "tst_dispatcherloops.moc"
