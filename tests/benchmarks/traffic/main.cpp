// SPDX-License-Identifier: MIT
// bench_traffic: what a message costs the thread that hands it to a watcher, kept and dropped, and
// what a batch costs the watcher's thread when its list is full.
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/trafficmodel.h"
#include "core/traffic/queue/trafficqueue.h"
#include "tests/benchmarks/aead/timing.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace sealcord;
using namespace sealcord::bench;

namespace {

constexpr std::size_t messages = 4000; // what a queue keeps of a batch by default
constexpr std::size_t offered = 100'000; // in vain, once it is full
constexpr int rounds = 101;

void report(const char *what, double unit, const char *unitName, std::vector<double> values)
{
    const auto most = *std::ranges::max_element(values);
    const auto [median, spread] = summary(std::move(values));
    std::printf("%-40s %8.3f %s +-%2.0f%%, at most %8.3f\n", what, median / unit, unitName,
        spread * 100, most / unit);
}

/// Offers \a count messages of \a size bytes. The nanoseconds for each.
double offer(TrafficQueue &queue, std::size_t count, std::size_t size)
{
    static const std::vector<std::byte> content(1 << 20);
    MessageSeen message;
    message.connection.id = 1;
    message.plaintext = std::span(content).first(size);
    message.frame = std::span(content).first(size + 32);
    const auto begin = threadTime();
    for (std::size_t i = 0; i < count; ++i) {
        ++message.ordinal;
        queue.happened(message);
    }
    return (threadTime() - begin) / static_cast<double>(count);
}

void measure(std::size_t size)
{
    TrafficQueue queue;
    TrafficModel traffic;
    ConnectionModel connections;
    std::vector<double> kept, dropped, taken, appended, applied;
    for (int round = 0; round < rounds; ++round) {
        kept.push_back(offer(queue, messages, size));
        dropped.push_back(offer(queue, offered, size));
        auto begin = threadTime();
        const auto batch = queue.take();
        taken.push_back(threadTime() - begin);
        begin = threadTime();
        traffic.append(batch);
        appended.push_back(threadTime() - begin);
        begin = threadTime();
        connections.apply(batch);
        applied.push_back(threadTime() - begin);
    }
    std::printf("Messages of %zu bytes; the list keeps %zu\n", size, traffic.keptRows());
    report("  happened(), kept", 1, "ns", std::move(kept));
    report("  happened(), dropped", 1, "ns", std::move(dropped));
    report("  take() of 4,000", 1e6, "ms", std::move(taken));
    report("  TrafficModel::append() of 4,000", 1e6, "ms", std::move(appended));
    report("  ConnectionModel::apply() of 4,000", 1e6, "ms", std::move(applied));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    for (const std::size_t size : {18U, 1024U, 4096U})
        measure(size);
    return 0;
}
