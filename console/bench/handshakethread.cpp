// SPDX-License-Identifier: MIT
#include "console/bench/handshakethread.h"

namespace sealcord {

HandshakeThread::HandshakeThread(
    BenchShared &shared, std::uint64_t firstNumber, std::size_t connections)
    : BenchThread(shared, 1)
{
    for (std::size_t i = 0; i < connections; ++i)
        m_closed.push_back(&m_connections.emplace_back(firstNumber + i, io(), driver()));
}

void HandshakeThread::begin()
{
    goOn();
}

void HandshakeThread::goOn()
{
    while (!m_closed.empty() && isMeasuring()) {
        auto *connection = m_closed.back();
        m_closed.pop_back();
        connection->open();
    }
}

bool HandshakeThread::isUnderWay() const
{
    return m_closed.size() < m_connections.size();
}

void HandshakeThread::established(BenchConnection &connection)
{
    io().now = Clock::now(); // with our own part of the handshake, as an agent has it
    countOne(io().now - connection.openedAt());
    connection.sayGoodbye();
}

void HandshakeThread::closed(BenchConnection &connection)
{
    m_closed.push_back(&connection);
}

} // namespace sealcord
