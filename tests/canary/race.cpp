// SPDX-License-Identifier: MIT
// A data race between two threads that run Qt's event loop, as ours do: what one writes the other
// reads, and the queued call in between carries no order that the sanitizer could see as one.
#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cstdio>

namespace {

constexpr int rounds = 1000;
int shared = 0; // guarded by nothing: that is the point

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
    QObject::connect(&thread, &QThread::started, &thread, [] { count(rounds); }, Qt::DirectConnection);
    thread.start();
    QTimer::singleShot(0, [] { count(rounds); });
    QCoreApplication::exec();
    thread.wait();
    std::printf("went on to %d\n", shared);
    return 0;
}
