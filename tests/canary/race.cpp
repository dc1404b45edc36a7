// SPDX-License-Identifier: MIT
// A data race between two threads that run Qt's event loop, as ours do: both count with one number.
#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cstdio>

namespace {

constexpr int rounds = 1000;
int shared = 0; // guarded by nothing

void count(int rest)
{
    ++shared;
    if (rest > 0)
        QTimer::singleShot(0, [rest] { count(rest - 1); });
    else
        QThread::currentThread()->quit();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QThread thread;
    QObject::connect(
        &thread, &QThread::started, &thread, [] { count(rounds); }, Qt::DirectConnection);
    thread.start();
    QTimer::singleShot(0, [] { count(rounds); });
    QCoreApplication::exec();
    thread.wait();
    std::printf("went on to %d\n", shared);
    return 0;
}
