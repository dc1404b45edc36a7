// SPDX-License-Identifier: MIT
#include "core/net/writingthread.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <future>
#include <memory>

using namespace sealcord;
using namespace std::chrono_literals;

class TestWritingThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForWhatEnds();
    void leavesBehindWhatIsStuck();
    void noSignalOfTheProgramComesToIt();
};

void TestWritingThread::waitsForWhatEnds()
{
    std::promise<void> mayEnd;
    std::atomic<bool> hasEnded = false;
    WritingThread thread;
    QVERIFY(!thread.isRunning());
    QVERIFY(!thread.start([&] {
        mayEnd.get_future().wait();
        hasEnded = true;
    }));
    QVERIFY(thread.isRunning());
    mayEnd.set_value();
    thread.finish(1h);
    QVERIFY(hasEnded);
    QVERIFY(!thread.isRunning());
}

void TestWritingThread::leavesBehindWhatIsStuck()
{
    struct Shared {
        std::promise<void> mayEnd;
        std::promise<void> hasEnded;
    };
    const auto shared = std::make_shared<Shared>();
    auto hasEnded = shared->hasEnded.get_future();
    {
        WritingThread thread;
        QVERIFY(!thread.start([shared] {
            shared->mayEnd.get_future().wait();
            shared->hasEnded.set_value();
        }));
        thread.finish(0ms);
        QVERIFY(!thread.isRunning());
        QVERIFY(hasEnded.wait_for(0ms) == std::future_status::timeout);
    }
    shared->mayEnd.set_value(); // what it works with is there, though its owner has gone
    hasEnded.wait();
}

void TestWritingThread::noSignalOfTheProgramComesToIt()
{
    sigset_t blocked{};
    WritingThread thread;
    QVERIFY(!thread.start([&] { pthread_sigmask(SIG_BLOCK, nullptr, &blocked); }));
    thread.finish(1h);
    for (const auto signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGPIPE})
        QCOMPARE(sigismember(&blocked, signal), 1);
}

QTEST_APPLESS_MAIN(TestWritingThread)
#include "tst_writingthread.moc"
