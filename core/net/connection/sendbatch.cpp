// SPDX-License-Identifier: MIT
#include "core/net/connection/sendbatch.h"

#include "core/net/connection/connection.h"

#include <utility>

namespace sealcord {

SendBatch::SendBatch(Connection &connection)
    : m_connection(std::exchange(connection.m_isCollecting, true) ? nullptr : &connection)
    , m_from(connection.m_context.sendBuffer().size())
{
    connection.m_report.ask();
}

SendBatch::~SendBatch()
{
    if (!m_connection)
        return; // who collects already writes
    m_connection->m_isCollecting = false;
    m_connection->writeCollected(m_from);
}

} // namespace sealcord
