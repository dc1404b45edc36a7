// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchshared.h"
#include "console/bench/benchthread.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <thread>
#include <vector>

namespace sealcord {

/// What a run has found out.
struct BenchResult {
    BenchCount count;
    std::optional<BenchCost> cost; ///< of the watched process
    std::optional<BenchFailure> failure;
    bool isInterrupted = false;
};

/// Where a run is.
struct BenchProgress {
    std::size_t opened = 0; ///< connections so far
    /// Since the measurement began; none before.
    std::optional<std::chrono::nanoseconds> measuring;
    std::uint64_t doneLately = 0; ///< messages or handshakes since the last time
    std::chrono::nanoseconds lately{};
};

/// A whole run: its threads, from the first connection to the last goodbye. Lives on the main
/// thread, which only looks on.
class BenchRun : public QObject
{
    Q_OBJECT

public:
    BenchRun(const BenchOptions &options, const BenchAddress &address,
        std::optional<ProcessMeter> watched);
    ~BenchRun() override; ///< waits for the threads

    void start();
    /// Comes to an end now; finished() follows.
    void stop();
    /// After finished().
    [[nodiscard]] BenchResult result() const;

Q_SIGNALS:
    /// Each second, until all is measured.
    void progressed(const sealcord::BenchProgress &progress);
    void finished();

private:
    void makeThreads();
    void look();
    void endOne();
    void reportFinished();

    BenchShared m_shared;
    std::vector<std::unique_ptr<BenchThread>> m_threads;
    std::vector<std::jthread> m_running;
    std::atomic<std::size_t> m_notEnded{1}; // threads, and start()
    bool m_isInterrupted = false;
    QTimer m_second;
    BenchDriver::Clock::time_point m_lastLook{};
    std::uint64_t m_lastDone = 0;
};

} // namespace sealcord
