// SPDX-License-Identifier: MIT
#include "console/bench/echothread.h"

#include <algorithm>
#include <ranges>

namespace sealcord {

using namespace std::chrono_literals;

EchoThread::EchoThread(
    BenchShared &shared, std::uint64_t firstNumber, std::size_t loaded, std::size_t idle)
    : BenchThread(shared, shared.options().size)
    , m_loaded(loaded)
{
    for (std::size_t i = 0; i < loaded + idle; ++i)
        m_connections.emplace_back(firstNumber + i, io(), driver());
}

void EchoThread::open()
{
    const auto since = Clock::now();
    openAll();
    result().opened = m_established;
    result().opening = Clock::now() - since;
    echoOnIdle();
}

void EchoThread::openAll()
{
    std::size_t begun = 0;
    while (m_established < m_connections.size() && !isStopped()) {
        if (begun < m_connections.size() && begun - m_established < options().opening)
            m_connections[begun++].open();
        else
            turn();
    }
}

void EchoThread::echoOnIdle()
{
    constexpr std::size_t atOnce = 64;
    const auto idle = m_connections.size() - m_loaded;
    std::size_t begun = 0;
    while (m_idleEchoes < idle && !isStopped()) {
        if (begun < idle && begun - m_idleEchoes < atOnce)
            m_connections[m_loaded + begun++].fill(1);
        else
            turn();
    }
}

void EchoThread::begin()
{
    m_carriesLoad = true;
    for (auto &connection : m_connections | std::views::take(m_loaded)) {
        if (isStopped())
            return;
        connection.fill(options().depth);
    }
}

bool EchoThread::isUnderWay() const
{
    return std::ranges::any_of(m_connections | std::views::take(m_loaded),
        [](const BenchConnection &connection) { return connection.inFlight() > 0; });
}

void EchoThread::sayGoodbye()
{
    // The server closes first, so that no port of this machine stays taken for a minute (RFC 9293,
    // 3.6.1). One that does not is left alone after a while.
    constexpr auto patience = 2s;
    const auto until = Clock::now() + patience;
    for (auto &connection : m_connections) {
        if (connection.isEstablished())
            connection.sayGoodbye();
    }
    while (std::ranges::any_of(m_connections, &BenchConnection::isOpen) && Clock::now() < until)
        io().loop.turn();
}

void EchoThread::established(BenchConnection &)
{
    ++m_established;
    shared().openedSoFar.fetch_add(1, std::memory_order_relaxed);
}

void EchoThread::echoed(BenchConnection &, Clock::duration roundTrip)
{
    if (m_carriesLoad)
        countOne(roundTrip);
    else
        ++m_idleEchoes;
}

void EchoThread::rested(BenchConnection &connection)
{
    if (m_carriesLoad && isMeasuring())
        connection.fill(options().depth);
}

} // namespace sealcord
