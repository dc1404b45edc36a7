// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchconnection.h"
#include "console/bench/benchshared.h"

#include <atomic>
#include <cstdint>

namespace sealcord {

/// One thread of a load generator: it opens its connections, measures once all threads have theirs
/// open, and says goodbye once all have measured.
///
/// run() is the thread; progress() and wakeUp() are for any thread; count() is for after run().
class BenchThread : protected BenchDriver
{
public:
    BenchThread(BenchShared &shared, std::size_t messageSize);
    virtual ~BenchThread() = default;
    BenchThread(const BenchThread &) = delete;
    BenchThread &operator=(const BenchThread &) = delete;

    void run();

    /// Lets the thread see at once that the run is stopped.
    void wakeUp() const { m_io.loop.wakeUp(); }

    /// Messages or handshakes so far.
    [[nodiscard]] std::uint64_t progress() const
    {
        return m_progress.load(std::memory_order_relaxed);
    }
    [[nodiscard]] const BenchCount &count() const { return m_count; }

protected:
    virtual void open() = 0;
    /// Begins what is measured.
    virtual void begin() = 0;
    /// Does what became due in a turn.
    virtual void goOn() { }
    [[nodiscard]] virtual bool isUnderWay() const = 0;
    virtual void sayGoodbye() = 0;

    void failed(BenchConnection &connection, BenchFailure failure) override;

    [[nodiscard]] BenchIo &io() { return m_io; }
    [[nodiscard]] BenchDriver &driver() { return *this; }
    [[nodiscard]] BenchShared &shared() { return m_shared; }
    [[nodiscard]] const BenchOptions &options() const { return m_shared.options(); }
    [[nodiscard]] bool isStopped() const { return m_shared.isStopped(); }
    /// Whether more is to be begun: the time is not over.
    [[nodiscard]] bool isMeasuring() const { return !isStopped() && m_io.now < m_deadline; }
    /// Counts a message or a handshake, done in \a latency.
    void countOne(Clock::duration latency);
    /// Waits for events and acts on them. Fails the run when none has come for too long.
    void turn();

    BenchCount &result() { return m_count; }

private:
    void measure();

    BenchShared &m_shared;
    const std::optional<Identity> m_identity; // where the protocol wants one
    BenchIo m_io;
    BenchCount m_count;
    Clock::time_point m_deadline{};
    Clock::time_point m_lastSign{};
    std::atomic<std::uint64_t> m_progress{0};
};

} // namespace sealcord
