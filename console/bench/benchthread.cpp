// SPDX-License-Identifier: MIT
#include "console/bench/benchthread.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sealcord {

// Nothing where the generator fails, which run() tells.
static std::optional<Identity> makeIdentity()
{
    SystemRandom random;
    auto key = X25519KeyPair::generate(random);
    if (!key)
        return std::nullopt;
    return Identity{.key = std::move(*key), .preSharedKey = std::nullopt, .name = "bench"};
}

static SessionSettings sessionSettings(
    const BenchOptions &options, const Identity *identity, std::size_t messageSize)
{
    // A server that sends more than it got is told by the echo, not by the limit.
    return {.role = Role::Agent,
        .maxMessageLength = std::max(messageSize, defaultMaxMessageLength),
        .aead = options.aead,
        .protocol = identity ? options.protocol : Protocol::Classic,
        .identity = identity};
}

BenchThread::BenchThread(BenchShared &shared, std::size_t messageSize)
    : m_shared(shared)
    , m_identity(shared.options().protocol == Protocol::Sealed ? makeIdentity() : std::nullopt)
    , m_io(sessionSettings(shared.options(), m_identity ? &*m_identity : nullptr, messageSize),
          shared.address(), messageSize)
{ }

void BenchThread::run()
{
    if (const int error = m_io.loop.error())
        m_shared.fail({ExitCode::NotConnected, std::strerror(error)});
    if (options().protocol == Protocol::Sealed && !m_identity)
        m_shared.fail({ExitCode::NotConnected, "making a key failed"});
    m_lastSign = Clock::now();
    if (!isStopped())
        open();
    m_shared.passOpened();
    if (!isStopped())
        measure();
    m_shared.passMeasured();
    sayGoodbye();
}

void BenchThread::measure()
{
    const auto processorTime = ProcessMeter::thisThreadsTime();
    const auto since = Clock::now();
    m_lastSign = m_io.now = since;
    m_deadline = since + options().duration;
    begin();
    while (isMeasuring()) {
        turn();
        goOn();
    }
    m_deadline = std::min(m_deadline, Clock::now()); // what comes now is late, asked to end or not
    m_count.measuring = m_deadline - since;
    const auto patience = m_deadline + options().timeout;
    while (isUnderWay() && !isStopped() && Clock::now() < patience) {
        turn();
        goOn();
    }
    m_count.processorTime = ProcessMeter::thisThreadsTime() - processorTime;
}

void BenchThread::turn()
{
    // The clock is read where something was received and where nothing was, but not twice.
    const auto reads = m_io.reads;
    m_io.loop.turn();
    if (m_io.reads != reads) {
        m_lastSign = m_io.now;
        return;
    }
    m_io.now = Clock::now();
    if (m_io.now - m_lastSign >= options().timeout)
        m_shared.fail({ExitCode::NotConnected,
            "nothing of what the server owes came in " + std::to_string(options().timeout.count())
                + " ms"});
}

void BenchThread::countOne(Clock::duration latency)
{
    ++m_count.doneInAll;
    if (m_io.now >= m_deadline)
        return;
    ++m_count.done;
    m_count.latency.add(latency);
    m_progress.store(m_count.done, std::memory_order_relaxed);
}

void BenchThread::failed(BenchConnection &, BenchFailure failure)
{
    m_shared.fail(std::move(failure));
}

} // namespace sealcord
