// SPDX-License-Identifier: MIT
#include "console/bench/benchshared.h"

#include <algorithm>

namespace sealcord {

void BenchCount::add(const BenchCount &other)
{
    opened += other.opened;
    opening = std::max(opening, other.opening);
    done += other.done;
    measuring = std::max(measuring, other.measuring);
    doneInAll += other.doneInAll;
    processorTime += other.processorTime;
    latency.add(other.latency);
}

void BenchGate::pass(const std::function<void()> &whenAllHaveCome)
{
    std::unique_lock lock(m_mutex);
    if (++m_waiting < m_threads)
        return m_opened.wait(lock, [this, times = m_times] { return m_times != times; });
    whenAllHaveCome();
    m_waiting = 0;
    ++m_times;
    m_opened.notify_all();
}

BenchShared::BenchShared(
    const BenchOptions &options, const BenchAddress &address, std::optional<ProcessMeter> watched)
    : m_options(options)
    , m_address(address)
    , m_watched(watched)
    , m_gate(options.threads)
{
    if (m_watched)
        m_cost.memoryBefore = m_watched->residentMemory();
}

void BenchShared::fail(BenchFailure failure)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_failure)
        m_failure = std::move(failure);
    stop();
}

std::optional<BenchFailure> BenchShared::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

void BenchShared::passOpened()
{
    m_gate.pass([this] {
        const std::scoped_lock lock(m_mutex);
        if (m_watched) {
            m_cost.memoryOpened = m_watched->residentMemory();
            m_timeBefore = m_watched->processorTime();
        }
        m_measuringSince = BenchDriver::Clock::now();
    });
}

void BenchShared::passMeasured()
{
    m_gate.pass([this] {
        const std::scoped_lock lock(m_mutex);
        const auto timeAfter = m_watched ? m_watched->processorTime() : std::nullopt;
        if (m_timeBefore && timeAfter)
            m_cost.processorTime = *timeAfter - *m_timeBefore;
        m_hasMeasured = true;
    });
}

std::optional<BenchDriver::Clock::time_point> BenchShared::measuringSince() const
{
    const std::scoped_lock lock(m_mutex);
    return m_measuringSince;
}

std::optional<BenchCost> BenchShared::cost() const
{
    if (!m_watched)
        return std::nullopt;
    const std::scoped_lock lock(m_mutex);
    return m_cost;
}

} // namespace sealcord
