// SPDX-License-Identifier: MIT
#include "tests/benchmarks/forward/loads.h"

#include "tests/benchmarks/forward/clientsocket.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <thread>
#include <vector>

namespace sealcord::forward {

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

void printTimes(std::vector<Clock::duration> times, Clock::duration all)
{
    std::ranges::sort(times);
    const auto at = [&](std::size_t percent) {
        return std::chrono::nanoseconds(times[(times.size() - 1) * percent / 100]).count();
    };
    std::printf("{\"count\": %zu, \"seconds\": %.6f, \"p50\": %lld, \"p99\": %lld}\n", times.size(),
        seconds(all), static_cast<long long>(at(50)), static_cast<long long>(at(99)));
}

// How long each call of `work` takes, from `begin` until `duration` is over.
template <typename Work>
std::vector<Clock::duration> timesOf(
    const Work &work, Clock::time_point begin, std::chrono::seconds duration)
{
    std::vector<Clock::duration> times;
    for (auto now = Clock::now(); now < begin + duration;) {
        work();
        const auto then = std::exchange(now, Clock::now());
        times.push_back(now - then);
    }
    return times;
}

} // namespace

void runBulk(std::uint16_t port, const Request &request)
{
    static constexpr std::array<char, std::size_t{256} * 1024> bytes{};
    const auto begin = Clock::now();
    const ClientSocket socket(port);
    socket.send(request);
    auto left = request.length;
    while (left > 0 && request.work == Work::Source)
        left -= socket.discard(std::min<std::uint64_t>(bytes.size(), left));
    while (left > 0) {
        const auto part = std::min<std::uint64_t>(bytes.size(), left);
        socket.send(std::span(bytes).first(part));
        left -= part;
    }
    if (char answer = 0; request.work == Work::Sink)
        socket.receive(std::span(&answer, 1));
    std::printf("{\"bytes\": %llu, \"seconds\": %.6f}\n",
        static_cast<unsigned long long>(request.length), seconds(Clock::now() - begin));
}

void runPings(std::uint16_t port, std::chrono::seconds duration)
{
    const ClientSocket socket(port);
    socket.firstEcho();
    constexpr int unmeasured = 200; // until caches and windows are warm
    for (int i = 0; i < unmeasured; ++i)
        socket.echo();
    const auto begin = Clock::now();
    auto times = timesOf([&] { socket.echo(); }, begin, duration);
    printTimes(std::move(times), Clock::now() - begin);
}

void runConnects(std::uint16_t port, std::chrono::seconds duration, unsigned parallel)
{
    std::vector<std::vector<Clock::duration>> perThread(parallel);
    const auto begin = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (auto &times : perThread)
            threads.emplace_back([&] {
                times = timesOf([port] { ClientSocket(port).firstEcho(); }, begin, duration);
            });
    }
    const auto all = Clock::now() - begin;
    std::vector<Clock::duration> times;
    for (const auto &part : perThread)
        times.insert(times.end(), part.begin(), part.end());
    printTimes(std::move(times), all);
}

void runIdle(std::uint16_t port, unsigned count)
{
    std::vector<ClientSocket> sockets;
    sockets.reserve(count);
    for (unsigned i = 0; i < count; ++i)
        sockets.emplace_back(port).firstEcho();
    std::printf("{\"open\": %u}\n", count);
    std::fflush(stdout);
    while (std::getchar() != EOF) { }
}

} // namespace sealcord::forward
