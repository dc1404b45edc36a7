// SPDX-License-Identifier: MIT
#include "core/net/connection/sendbatch.h"

#include "core/net/connection/connection.h"

namespace sealcord {

SendBatch::SendBatch(Connection &connection)
    : m_connection(connection.m_batch ? nullptr : &connection)
    , m_from(connection.m_context.sendBuffer().size())
{
    if (m_connection)
        m_connection->m_batch = this;
    connection.m_session.report().ask();
}

SendBatch::~SendBatch()
{
    if (!m_connection)
        return; // the one around it writes
    m_connection->m_batch = nullptr;
    m_connection->batchEnded(m_from);
    if (m_isReadingResumed)
        m_connection->resumeReading();
}

} // namespace sealcord
