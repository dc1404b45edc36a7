// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/comparisons.h"
#include "core/net/tap/teetap.h"
#include "core/trust/authorizedagents.h"
#include "widgets/connection/windowcodes.h"

#include <QString>

#include <optional>

namespace sealcord {

class AgentRoster;
class OwnServer;

/// The codes that a server's person compares with those at agents. An agent whose code is the same
/// can be authorised under a name, as a person does who approves it.
class AgentCodes final : public WindowCodes
{
    Q_OBJECT

public:
    /// \a judge decides about the agents; \a roster is null where there is no list of them. They
    /// and \a others outlive this, and this outlives what runs in \a server.
    AgentCodes(AgentTrust &judge, OwnServer &server, AgentRoster *roster, Tap &others,
        QObject *parent = nullptr);

    /// Which stands before the judge, for the server's settings.
    [[nodiscard]] Comparisons &comparisons() { return m_comparisons; }
    /// To the comparisons and the others, for the server.
    [[nodiscard]] Tap &tap() { return m_tap; }

    [[nodiscard]] const CodeComparison *find(ConnectionId connection) const override;
    [[nodiscard]] QString outcome(const ConnectionInfo &connection) const override;
    [[nodiscard]] bool takesName(const ConnectionInfo &connection) const override;
    void ask(const ConnectionInfo &connection) override;
    void decide(ConnectionId connection, bool isSame) override;
    void authorise(const ConnectionInfo &connection, const QString &name) override;

private:
    [[nodiscard]] std::optional<AuthorizedAgent> entryOf(const ConnectionInfo &connection) const;

    Comparisons m_comparisons;
    TeeTap m_tap;
    OwnServer &m_server;
    AgentRoster *m_roster;
    ConnectionId m_asked = 0; ///< for which an entry was wanted last
    QString m_fault; ///< why there is none
};

} // namespace sealcord
