// SPDX-License-Identifier: MIT
#include "server-gui/trust/owncodes.h"

#include "core/traffic/watch/ownserver.h"

namespace sealcord {

OwnCodes::OwnCodes(
    AgentTrust &judge, OwnServer &server, AgentRoster *roster, Tap &others, QObject *parent)
    : AgentCodes(roster, parent)
    , m_comparisons(judge)
    , m_tap(m_comparisons, others)
    , m_server(server)
{
    connect(&m_comparisons, &Comparisons::changed, this,
        [this](const ServerComparison &comparison) { Q_EMIT changed(comparison.connection); });
}

const CodeComparison *OwnCodes::find(ConnectionId connection) const
{
    const auto *comparison = m_comparisons.find(connection);
    return comparison ? &comparison->code : nullptr;
}

void OwnCodes::ask(const ConnectionInfo &connection)
{
    if (whyNot(connection).isEmpty() && m_comparisons.ask(connection.name, *connection.peer))
        m_server.verify(connection.name.id);
}

void OwnCodes::decide(ConnectionId connection, bool isSame)
{
    if (m_comparisons.decide(connection, isSame) && !isSame)
        m_server.disconnectAgent(connection);
}

} // namespace sealcord
