// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/comparisons.h"
#include "core/net/tap/teetap.h"
#include "server-gui/trust/agentcodes.h"

namespace sealcord {

class OwnServer;

/// Those of a server in this program.
class OwnCodes final : public AgentCodes
{
    Q_OBJECT

public:
    /// \a judge decides about the agents; \a roster is null where there is no list of them. The
    /// judge and \a others outlive this, and this outlives what runs in \a server.
    OwnCodes(AgentTrust &judge, OwnServer &server, AgentRoster *roster, Tap &others,
        QObject *parent = nullptr);

    /// Which stands before the judge, for the server's settings.
    [[nodiscard]] Comparisons &comparisons() { return m_comparisons; }
    /// To the comparisons and the others, for the server.
    [[nodiscard]] Tap &tap() { return m_tap; }

    [[nodiscard]] const CodeComparison *find(ConnectionId connection) const override;
    void ask(const ConnectionInfo &connection) override;
    void decide(ConnectionId connection, bool isSame) override;

private:
    Comparisons m_comparisons;
    TeeTap m_tap;
    OwnServer &m_server;
};

} // namespace sealcord
