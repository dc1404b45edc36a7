// SPDX-License-Identifier: MIT
#include "console/bench/benchrun.h"

#include "console/bench/echothread.h"
#include "console/bench/handshakethread.h"
#include "core/net/startthread.h"

#include <future>

namespace sealcord {

using namespace std::chrono_literals;

BenchRun::BenchRun(
    const BenchOptions &options, const BenchAddress &address, std::optional<ProcessMeter> watched)
    : m_shared(options, address, watched)
{
    makeThreads();
    connect(&m_second, &QTimer::timeout, this, &BenchRun::look);
}

BenchRun::~BenchRun()
{
    stop();
}

// Spreads connections as evenly as they go.
void BenchRun::makeThreads()
{
    const auto &options = m_shared.options();
    const auto share = [&](std::size_t all, std::size_t thread) {
        return all / options.threads + (thread < all % options.threads ? 1 : 0);
    };
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < options.threads; ++i) {
        const auto loaded = share(options.connections, i);
        const auto idle = share(options.idle, i);
        if (options.measuresHandshakes)
            m_threads.push_back(std::make_unique<HandshakeThread>(m_shared, number, loaded));
        else
            m_threads.push_back(std::make_unique<EchoThread>(m_shared, number, loaded, idle));
        number += loaded + idle;
    }
}

void BenchRun::start()
{
    m_lastLook = BenchDriver::Clock::now();
    m_second.start(1s);
    // They wait for each other, so none begins before all are there.
    std::promise<bool> areComplete;
    const auto mayRun = areComplete.get_future().share();
    for (const auto &thread : m_threads) {
        ++m_notEnded;
        auto running = startThread([this, &thread, mayRun] {
            if (mayRun.get())
                thread->run();
            endOne();
        });
        if (!running) {
            endOne();
            m_shared.fail(
                {ExitCode::NotConnected, "cannot start a thread: " + running.error().message()});
            break;
        }
        m_running.push_back(std::move(*running));
    }
    areComplete.set_value(m_running.size() == m_threads.size());
    endOne();
}

// Of the threads, and of start().
void BenchRun::endOne()
{
    if (--m_notEnded == 0)
        QMetaObject::invokeMethod(
            this, &BenchRun::reportFinished, Qt::QueuedConnection); // carries no data
}

void BenchRun::stop()
{
    m_isInterrupted = true;
    m_shared.stop();
    for (const auto &thread : m_threads)
        thread->wakeUp();
}

void BenchRun::look()
{
    if (m_shared.hasMeasured())
        return;
    const auto now = BenchDriver::Clock::now();
    std::uint64_t done = 0;
    for (const auto &thread : m_threads)
        done += thread->progress();

    BenchProgress progress;
    progress.opened = m_shared.openedSoFar;
    if (const auto since = m_shared.measuringSince()) {
        progress.measuring = now - *since;
        m_lastLook = std::max(m_lastLook, *since);
    }
    progress.doneLately = done - m_lastDone;
    progress.lately = now - m_lastLook;
    m_lastLook = now;
    m_lastDone = done;
    Q_EMIT progressed(progress);
}

void BenchRun::reportFinished()
{
    m_second.stop();
    m_running.clear(); // joins
    Q_EMIT finished();
}

BenchResult BenchRun::result() const
{
    BenchResult result;
    for (const auto &thread : m_threads)
        result.count.add(thread->count());
    result.cost = m_shared.cost();
    result.failure = m_shared.failure();
    result.isInterrupted = m_isInterrupted;
    return result;
}

} // namespace sealcord
