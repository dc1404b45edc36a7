// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchaddress.h"
#include "console/bench/benchconnection.h"
#include "console/bench/benchhistogram.h"
#include "console/bench/processmeter.h"
#include "core/app/options/benchoptions.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace sealcord {

/// What a thread has measured.
struct BenchCount {
    void add(const BenchCount &other);

    std::uint64_t opened = 0; ///< connections, before the measurement
    std::chrono::nanoseconds opening{}; ///< how long that took; added up, the longest
    std::uint64_t done = 0; ///< messages or handshakes, while it measured
    std::chrono::nanoseconds measuring{}; ///< how long it measured; added up, the longest
    std::uint64_t doneInAll = 0; ///< with those that were under way when the time was over
    std::chrono::nanoseconds processorTime{}; ///< of the thread, for those
    BenchHistogram latency; ///< of those of `done`
};

/// What the watched process has cost, as far as it lived to tell.
struct BenchCost {
    std::optional<std::chrono::nanoseconds> processorTime; ///< for BenchCount::doneInAll
    std::optional<std::size_t> memoryBefore; ///< bytes, before the first connection
    std::optional<std::size_t> memoryOpened; ///< with all connections open
};

/// Where threads wait until all of them have come; the last to come does what is to be done then.
class BenchGate
{
public:
    explicit BenchGate(std::size_t threads)
        : m_threads(threads)
    { }

    void pass(const std::function<void()> &whenAllHaveCome);

private:
    const std::size_t m_threads;
    std::mutex m_mutex;
    std::condition_variable m_opened;
    std::size_t m_waiting = 0;
    std::size_t m_times = 0;
};

/// What the threads of a run share. Thread safe.
class BenchShared
{
public:
    BenchShared(const BenchOptions &options, const BenchAddress &address,
        std::optional<ProcessMeter> watched);

    [[nodiscard]] const BenchOptions &options() const { return m_options; }
    [[nodiscard]] const BenchAddress &address() const { return m_address; }

    /// Whether to come to an end before the time: somebody asked for it, or something failed.
    [[nodiscard]] bool isStopped() const { return m_isStopped.load(std::memory_order_relaxed); }
    void stop() { m_isStopped = true; }

    /// Stops the run. The first failure stays.
    void fail(BenchFailure failure);
    [[nodiscard]] std::optional<BenchFailure> failure() const;

    /// Called by each thread when its connections are open; returns when all are.
    void passOpened();
    /// Called by each thread when nothing is under way any more; returns when that holds for all.
    void passMeasured();

    /// The moment from which on progress() counts messages; none before.
    [[nodiscard]] std::optional<BenchDriver::Clock::time_point> measuringSince() const;
    /// Whether nothing is left but goodbyes.
    [[nodiscard]] bool hasMeasured() const { return m_hasMeasured; }
    /// After the last thread has ended; none where nothing is watched.
    [[nodiscard]] std::optional<BenchCost> cost() const;

    std::atomic<std::size_t> openedSoFar{0};

private:
    const BenchOptions m_options;
    const BenchAddress m_address;
    const std::optional<ProcessMeter> m_watched;
    BenchGate m_gate;
    std::atomic<bool> m_isStopped{false};
    std::atomic<bool> m_hasMeasured{false};
    mutable std::mutex m_mutex;
    std::optional<BenchFailure> m_failure;
    std::optional<BenchDriver::Clock::time_point> m_measuringSince;
    BenchCost m_cost;
    std::optional<std::chrono::nanoseconds> m_timeBefore; // the watched process's
};

} // namespace sealcord
