// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "timed.h"
#include "watcher.h"
#include "whenasleep.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>

#include <atomic>
#include <csignal>
#include <thread>

using namespace dispatching;
using namespace std::chrono_literals;

/// What wakes an event loop, and in which order it does things.
class TestDispatcherWakeups : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void postedThenSocketsThenTimers_data() { addKinds(); }
    void postedThenSocketsThenTimers();
    void tellsWhetherSomethingWasDone_data() { addKinds(); }
    void tellsWhetherSomethingWasDone();
    void announcesSleepAndWork_data() { addKinds(); }
    void announcesSleepAndWork();
    void wakeUpBeforeTheWait_data() { addKinds(); }
    void wakeUpBeforeTheWait();
    void wakeUpInAnActivationIsForTheNextTurn_data() { addKinds(); }
    void wakeUpInAnActivationIsForTheNextTurn();
    void anotherThreadEndsTheSleep_data();
    void anotherThreadEndsTheSleep();
    void wakeUpsDoNotAddUp_data() { addKinds(); }
    void wakeUpsDoNotAddUp();
    void nothingPostedIsLost_data() { addKinds(); }
    void nothingPostedIsLost();
    void twoThreadsPostToAndFro_data() { addKinds(); }
    void twoThreadsPostToAndFro();
    void aSignalDoesNotEndTheSleep_data() { addKinds(); }
    void aSignalDoesNotEndTheSleep();
};

namespace {

/// Counts the events that any thread posts to it. They carry no data, so that the thread sanitizer
/// need not know what Qt's queue orders.
class Player : public QObject
{
public:
    void then(const std::function<void()> &then) { m_then = then; }
    void serve() { QCoreApplication::postEvent(this, new QEvent(QEvent::User)); } // it takes it
    [[nodiscard]] int count() const { return m_count; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        ++m_count;
        m_then();
        return true;
    }

private:
    int m_count = 0;
    std::function<void()> m_then = [] { };
};

bool waitingTurn()
{
    return turn(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
}

} // namespace

void TestDispatcherWakeups::postedThenSocketsThenTimers()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        std::string order;
        const auto pair = makePair();
        Watcher watcher(pair.near, QSocketNotifier::Read, [&] {
            order += 's';
            pair.listen();
        });
        settle();
        Timed timed;
        timed.then([&](int id) {
            order += 't';
            timed.killTimer(id);
        });
        timed.start(0ms);
        pair.say();
        post(timed, [&] { order += 'p'; });
        turn();
        QCOMPARE(order, std::string("pst"));
    });
}

void TestDispatcherWakeups::tellsWhetherSomethingWasDone()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        settle();
        QVERIFY(!turn());
        Timed timed;
        bool isDone = false;
        post(timed, [&] { isDone = true; });
        QVERIFY(turn());
        QVERIFY(isDone);
        QVERIFY(!turn());
        const auto pair = makePair();
        Reader reader(pair);
        pair.say();
        QVERIFY(turn());
        QCOMPARE(reader.count(), 1);
        QVERIFY(!turn());
        dispatcher().wakeUp();
        QVERIFY(turn());
        QVERIFY(!turn());
    });
}

void TestDispatcherWakeups::announcesSleepAndWork()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        settle();
        std::string said;
        Timed timed;
        QObject::connect(
            &dispatcher(), &QAbstractEventDispatcher::awake, &timed, [&] { said += 'w'; });
        QObject::connect(
            &dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &timed, [&] { said += 'b'; });
        turn();
        QCOMPARE(said, std::string("w"));
        timed.start(1ms);
        waitingTurn();
        QCOMPARE(said, std::string("wwb"));
        post(timed, [&] { post(timed, [] { }); }); // and there may be more to do
        waitingTurn();
        QCOMPARE(said, std::string("wwbw"));

        // What is posted in answer to the announcement is not slept upon.
        bool isDone = false;
        QObject::connect(&dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &timed,
            [&] { post(timed, [&] { isDone = true; }); });
        QVERIFY(spinUntil([&] { return isDone; }));
    });
}

void TestDispatcherWakeups::wakeUpBeforeTheWait()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        settle();
        dispatcher().wakeUp();
        QVERIFY(waitingTurn()); // does not sleep, or this never ends
    });
}

void TestDispatcherWakeups::wakeUpInAnActivationIsForTheNextTurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Watcher watcher(pair.near, QSocketNotifier::Read, [&] {
            pair.listen();
            dispatcher().wakeUp();
        });
        settle();
        pair.say();
        QVERIFY(waitingTurn());
        QCOMPARE(watcher.count(), 1);
        QVERIFY(waitingTurn());
        QVERIFY(!turn());
    });
}

void TestDispatcherWakeups::anotherThreadEndsTheSleep_data()
{
    QTest::addColumn<QEventLoop::ProcessEventsFlag>("flag");
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf("with sockets"))
        QTest::newRow(name.c_str()) << QEventLoop::AllEvents << kind;
    for (const auto &[name, kind] : rowsOf("without sockets"))
        QTest::newRow(name.c_str()) << QEventLoop::ExcludeSocketNotifiers << kind;
}

void TestDispatcherWakeups::anotherThreadEndsTheSleep()
{
    QFETCH(QEventLoop::ProcessEventsFlag, flag);
    QFETCH(Kind, kind);
    runOn(kind, [flag] {
        for (int i = 0; i < 200; ++i) {
            settle();
            auto *const sleeper = &dispatcher();
            const WhenAsleep wake([sleeper] { sleeper->wakeUp(); });
            QVERIFY(turn(flag | QEventLoop::WaitForMoreEvents)); // or this never ends
        }
        Timed timed; // and nothing of it is left to end the next one
        timed.start(20ms);
        turn(flag | QEventLoop::WaitForMoreEvents);
        QCOMPARE(timed.came().size(), std::size_t{1});
    });
}

void TestDispatcherWakeups::wakeUpsDoNotAddUp()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        settle();
        for (int i = 0; i < 1000; ++i)
            dispatcher().wakeUp();
        QVERIFY(turn());
        QVERIFY(!turn());
        Timed timed;
        timed.start(20ms);
        waitingTurn();
        QCOMPARE(timed.came().size(), std::size_t{1});
    });
}

void TestDispatcherWakeups::nothingPostedIsLost()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        constexpr int threads = 4;
        constexpr int each = 2000;
        Player receiver;
        std::vector<std::jthread> posters;
        for (int i = 0; i < threads; ++i) {
            posters.emplace_back([&] {
                for (int j = 0; j < each; ++j)
                    receiver.serve();
            });
        }
        QVERIFY(spinUntil([&] { return receiver.count() == threads * each; }));
    });
}

// Each post ends a sleep, or finds its thread about to sleep.
void TestDispatcherWakeups::twoThreadsPostToAndFro()
{
    QFETCH(Kind, kind);
    constexpr int rounds = 5000;
    QThread there;
    if (auto made = makeDispatcher(kind))
        there.setEventDispatcher(made.release());
    Player far;
    far.moveToThread(&there);
    std::atomic<Player *> back{nullptr};
    far.then([&] { back.load()->serve(); });
    there.start();
    runOn(kind, [&] {
        Player near;
        near.then([&] {
            if (near.count() < rounds)
                far.serve();
        });
        back = &near;
        far.serve();
        QVERIFY(spinUntil([&] { return near.count() == rounds; }));
        there.quit(); // before this thread and its dispatcher go, which it may still be waking
        QVERIFY(there.wait(20000));
    });
}

void TestDispatcherWakeups::aSignalDoesNotEndTheSleep()
{
    QFETCH(Kind, kind);
    struct sigaction before{};
    struct sigaction ignoring{};
    ignoring.sa_handler = [](int) { };
    sigaction(SIGUSR1, &ignoring, &before);
    runOn(kind, [] {
        settle();
        for (const auto flag : {QEventLoop::AllEvents, QEventLoop::ExcludeSocketNotifiers}) {
            Timed timed;
            timed.start(50ms);
            const WhenAsleep disturb([thread = pthread_self()] {
                for (int i = 0; i < 5; ++i) {
                    std::this_thread::sleep_for(2ms);
                    pthread_kill(thread, SIGUSR1);
                }
            });
            turn(flag | QEventLoop::WaitForMoreEvents);
            QCOMPARE(timed.came().size(), std::size_t{1});
        }
    });
    sigaction(SIGUSR1, &before, nullptr);
}

QTEST_GUILESS_MAIN(TestDispatcherWakeups)
#include "tst_dispatcherwakeups.moc"
