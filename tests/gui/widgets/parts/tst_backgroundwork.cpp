// SPDX-License-Identifier: MIT
#include "widgets/parts/backgroundwork.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace sealcord;

class TestBackgroundWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultComesHome();
    void newJobCancelsTheOneBefore();
    void cancelledJobIsNotDelivered();
    void endCancels();
};

void TestBackgroundWork::resultComesHome()
{
    BackgroundWork work;
    const QSignalSpy running(&work, &BackgroundWork::runningChanged);
    const auto *home = QThread::currentThread();
    const QThread *away = nullptr;
    const QThread *delivered = nullptr;
    work.start([&](const std::stop_token &) -> BackgroundWork::Delivery {
        const auto *here = QThread::currentThread();
        return [&, here] {
            away = here;
            delivered = QThread::currentThread();
        };
    });
    QVERIFY(work.isRunning());
    QTRY_VERIFY(!work.isRunning());
    QCOMPARE(delivered, home);
    QVERIFY(away != home);
    QCOMPARE(running.count(), 2);
}

namespace {

// Runs until it is told to stop.
BackgroundWork::Job endless(std::atomic<int> &begun, int &delivered)
{
    return [&](const std::stop_token &stop) -> BackgroundWork::Delivery {
        ++begun;
        while (!stop.stop_requested())
            std::this_thread::yield();
        return [&] { ++delivered; };
    };
}

} // namespace

void TestBackgroundWork::newJobCancelsTheOneBefore()
{
    BackgroundWork work;
    std::atomic<int> begun = 0;
    int delivered = 0;
    bool isLastDelivered = false;
    work.start(endless(begun, delivered));
    QTRY_COMPARE(begun.load(), 1);
    work.start(endless(begun, delivered));
    work.start([&](const std::stop_token &) -> BackgroundWork::Delivery {
        return [&] { isLastDelivered = true; };
    });
    QTRY_VERIFY(isLastDelivered);
    QCOMPARE(delivered, 0);
}

void TestBackgroundWork::cancelledJobIsNotDelivered()
{
    BackgroundWork work;
    std::atomic<bool> isDone = false;
    bool isDelivered = false;
    work.start([&](const std::stop_token &) -> BackgroundWork::Delivery {
        isDone = true;
        return [&] { isDelivered = true; };
    });
    while (!isDone) // without the event loop, which would deliver
        std::this_thread::yield();
    work.cancel();
    QVERIFY(!work.isRunning());
    QTest::qWait(20);
    QVERIFY(!isDelivered);
}

void TestBackgroundWork::endCancels()
{
    std::atomic<int> begun = 0;
    int delivered = 0;
    {
        BackgroundWork work;
        work.start(endless(begun, delivered));
        QTRY_COMPARE(begun.load(), 1);
    }
    QCOMPARE(delivered, 0);
}

QTEST_GUILESS_MAIN(TestBackgroundWork)
#include "tst_backgroundwork.moc"
