// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "tests/support/memory/allocationcount.h"
#include "timed.h"
#include "watcher.h"

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>
#include <QTest>

using namespace dispatching;
using sealcord::test::allocationsSoFar;
using namespace std::chrono_literals;

/// That our dispatcher asks for no memory once it runs.
class TestDispatcherAllocations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAllocations();
    void noneForAnActivation();
    void noneForATimer();
    void noneForAWakeUp();
    void noneForAToggledInterest();
};

namespace {

/// The allocations of 1000 turns, each after \a prepare; those that come first do not count.
long allocationsOf(const std::function<void()> &prepare)
{
    long before = 0;
    for (int i = 0; i < 1010; ++i) {
        if (i == 10)
            before = allocationsSoFar();
        prepare();
        turn(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return allocationsSoFar() - before;
}

} // namespace

// Or the other tests would prove nothing.
void TestDispatcherAllocations::countsAllocations()
{
    const auto before = allocationsSoFar();
    const QByteArray byQt(100, 'x');
    const auto byUs = std::make_unique<QObject>();
    QVERIFY(byUs && !byQt.isEmpty());
    QVERIFY(allocationsSoFar() - before >= 2);
}

void TestDispatcherAllocations::noneForAnActivation()
{
    runOn(Kind::Epoll, [] {
        const auto pair = makePair();
        const auto silent = makePair();
        const Reader reader(pair);
        const Reader other(silent);
        QCOMPARE(allocationsOf([&] { pair.say(); }), 0);
        QCOMPARE(reader.count(), 1010);
    });
}

void TestDispatcherAllocations::noneForATimer()
{
    runOn(Kind::Epoll, [] {
        int events = 0;
        Timed timed;
        timed.start(1ms);
        timed.then([&](int) {
            ++events;
            timed.forget();
        });
        QCOMPARE(allocationsOf([] { }), 0);
        QVERIFY(events >= 1010);
    });
}

void TestDispatcherAllocations::noneForAWakeUp()
{
    runOn(Kind::Epoll, [] { QCOMPARE(allocationsOf([] { dispatcher().wakeUp(); }), 0); });
}

// As when a slow peer makes a socket wait until it may write.
void TestDispatcherAllocations::noneForAToggledInterest()
{
    runOn(Kind::Epoll, [] {
        const auto pair = makePair();
        const Reader reader(pair);
        Watcher writer(pair.near, QSocketNotifier::Write);
        bool isOn = true;
        QCOMPARE(allocationsOf([&] {
            isOn = !isOn;
            writer.notifier().setEnabled(isOn);
            pair.say();
        }),
            0);
        QVERIFY(writer.count() > 500);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherAllocations)
#include "tst_dispatcherallocations.moc"
