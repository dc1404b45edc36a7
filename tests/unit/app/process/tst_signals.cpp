// SPDX-License-Identifier: MIT
#include "core/app/process/signals.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

using namespace sealcord;

class TestSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSignalIsTold_data();
    void firstSignalIsTold();
    void secondSignalLeavesAtOnce_data();
    void secondSignalLeavesAtOnce();
    void secondHangupIsNoHurry();
    void hangupStaysIgnored();
    void hangupReloadsAsOftenAsItComes();
    void endIsTwoSignalsAwayFromAReload();
    void dumpIsAskedForAsOftenAsItComes();
    void previousBehaviourComesBack();
};

namespace {

// The thread sanitizer keeps a signal until the thread makes a system call.
void letHandlersRun()
{
    for (int i = 0; i < 20; ++i)
        ::poll(nullptr, 0, 1);
}

// A fresh process, and not made by QProcess: a sanitizer that watches threads survives neither a
// fork among them nor the clone() of QProcess.
int exitCodeOfChild(int first, int second)
{
    auto program = QCoreApplication::applicationFilePath().toLocal8Bit();
    auto one = QByteArray::number(first);
    auto other = QByteArray::number(second);
    const std::array arguments{
        program.data(), one.data(), other.data(), static_cast<char *>(nullptr)};
    pid_t child = 0;
    int status = 0;
    if (::posix_spawn(&child, program.data(), nullptr, nullptr, arguments.data(), environ) != 0
        || ::waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

void TestSignals::firstSignalIsTold_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestSignals::firstSignalIsTold()
{
    QFETCH(int, signal);
    const Signals handler;
    const QSignalSpy spy(&handler, &Signals::stopRequested);
    std::raise(signal);
    QCOMPARE(spy.count(), 0); // not from within the handler
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toInt(), signal);
}

void TestSignals::secondSignalLeavesAtOnce_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("twice the same") << SIGINT << SIGINT;
    QTest::newRow("one and the other") << SIGINT << SIGTERM;
    QTest::newRow("after the terminal's end") << SIGHUP << SIGTERM;
}

void TestSignals::secondSignalLeavesAtOnce()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QCOMPARE(exitCodeOfChild(first, second), 128 + second);
}

void TestSignals::secondHangupIsNoHurry()
{
    QCOMPARE(exitCodeOfChild(SIGHUP, SIGHUP), 0);
    QCOMPARE(exitCodeOfChild(SIGINT, SIGHUP), 0);
}

// As nohup starts a program.
void TestSignals::hangupStaysIgnored()
{
    for (const auto hangup : {Hangup::Ends, Hangup::Reloads}) {
        const auto own = std::signal(SIGHUP, SIG_IGN);
        {
            const Signals handler(hangup);
            const QSignalSpy stop(&handler, &Signals::stopRequested);
            const QSignalSpy reload(&handler, &Signals::reloadRequested);
            std::raise(SIGHUP);
            std::raise(SIGTERM);
            QTRY_COMPARE(stop.count(), 1);
            QCOMPARE(stop.first().first().toInt(), SIGTERM);
            QCOMPARE(reload.count(), 0);
        }
        std::signal(SIGHUP, own); // behind the handler, which leaves what it found
    }
}

// Nothing here takes the terminal away: tests/interop does.
void TestSignals::hangupReloadsAsOftenAsItComes()
{
    const Signals handler(Hangup::Reloads);
    const QSignalSpy reload(&handler, &Signals::reloadRequested);
    const QSignalSpy stop(&handler, &Signals::stopRequested);
    for (int times = 1; times <= 3; ++times) {
        std::raise(SIGHUP);
        QTRY_COMPARE(reload.count(), times);
    }
    QCOMPARE(stop.count(), 0);
}

// What was not told yet is not lost, and a reload is not the first of two signals.
void TestSignals::endIsTwoSignalsAwayFromAReload()
{
    const Signals handler(Hangup::Reloads);
    const QSignalSpy reload(&handler, &Signals::reloadRequested);
    const QSignalSpy stop(&handler, &Signals::stopRequested);
    for (int times = 0; times < 100; ++times)
        std::raise(SIGHUP);
    std::raise(SIGTERM);
    QTRY_COMPARE(stop.count(), 1);
    QCOMPARE(stop.first().first().toInt(), SIGTERM);
    QCOMPARE(reload.count(), 1);
}

void TestSignals::dumpIsAskedForAsOftenAsItComes()
{
    const Signals handler;
    const QSignalSpy dump(&handler, &Signals::dumpRequested);
    const QSignalSpy stop(&handler, &Signals::stopRequested);
    for (int times = 1; times <= 3; ++times) {
        std::raise(SIGUSR1);
        std::raise(SIGUSR1); // before it is told: once is enough
        QTRY_COMPARE(dump.count(), times);
    }
    QCOMPARE(stop.count(), 0);
}

void TestSignals::previousBehaviourComesBack()
{
    const auto own = std::signal(SIGTERM, SIG_IGN);
    {
        const Signals handler;
        struct sigaction action{};
        QCOMPARE(::sigaction(SIGTERM, nullptr, &action), 0);
        QVERIFY(action.sa_handler != SIG_IGN);
    }
    QVERIFY(std::signal(SIGTERM, own) == SIG_IGN);
}

// With two numbers this is the process that gets those signals.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    bool isChild = arguments.size() == 3;
    const auto first = isChild ? arguments[1].toInt(&isChild) : 0;
    if (!isChild) {
        TestSignals test;
        return QTest::qExec(&test, arguments);
    }
    const Signals handler;
    std::raise(first);
    letHandlersRun();
    std::raise(arguments[2].toInt());
    letHandlersRun();
    return 0;
}

#include "tst_signals.moc"
