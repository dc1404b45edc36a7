// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "watcher.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace dispatching;

/// What one message costs an event loop, from the wait to the end of the activation, while others
/// are idle: docs/decisions/epoll-dispatcher.md. Prints a table; no test, since times vary.
namespace {

using Clock = std::chrono::steady_clock;

constexpr int repetitions = 1001;

double medianMicroseconds(int idle)
{
    std::vector<Pair> pairs;
    std::vector<std::unique_ptr<Watcher>> others;
    const auto silent = makePair();
    for (int i = 0; i < idle; ++i) {
        pairs.push_back({duplicate(silent.near), {}}); // each a descriptor of its own
        others.push_back(std::make_unique<Watcher>(pairs.back().near));
    }
    const auto active = makePair();
    const Reader reader(active);
    settle();

    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i) {
        active.say();
        const auto start = Clock::now();
        turn(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

int mostIdle()
{
    constexpr int spare = 64;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 1'000'000)) - spare;
}

} // namespace

int main(int argc, char *argv[])
{
    preferPoll();
    const QCoreApplication application(argc, argv);
    const int most = mostIdle();
    std::printf("%-8s %8s %10s\n", "loop", "idle", "us");
    for (const auto &[name, kind] : rowsOf({})) {
        for (const int idle : {0, 1, 10, 100, 1000, 9500}) {
            if (idle > most) {
                std::printf("%-8s %8d %10s\n", name.c_str(), idle, "no descriptors");
                continue;
            }
            double median = 0;
            runOn(kind, [&] { median = medianMicroseconds(idle); });
            std::printf("%-8s %8d %10.1f\n", name.c_str(), idle, median);
        }
    }
    return EXIT_SUCCESS;
}
