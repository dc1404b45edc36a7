// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/serverjudge.h"
#include "widgets/connection/windowcodes.h"
#include "widgets/parts/backgroundwork.h"

#include <QString>

#include <optional>

namespace sealcord {

class AgentAccess;
class WatchedAgent;

/// The code that an agent's person compares with the one at the server: of the connection on which
/// that was asked for last. A server whose code is the same is written down as verified, on a
/// thread of its own.
class ServerCodes final : public WindowCodes
{
    Q_OBJECT

public:
    /// Both outlive this.
    ServerCodes(WatchedAgent &agent, const AgentAccess &access, QObject *parent = nullptr);

    [[nodiscard]] const CodeComparison *find(ConnectionId connection) const override;
    [[nodiscard]] QString whyNot(const ConnectionInfo &connection) const override;
    [[nodiscard]] QString outcome(const ConnectionInfo &connection) const override;
    void ask(const ConnectionInfo &connection) override;
    /// Where the codes differ, the agent tries no more either.
    void decide(ConnectionId connection, bool isSame) override;

private:
    [[nodiscard]] bool stands(ConnectionId connection) const;
    void agree(const VerificationCode &code);
    void lookAtStage();
    void record();

    WatchedAgent &m_agent;
    const AgentAccess &m_access;
    ConnectionName m_connection; // 0: nobody has asked
    CodeComparison m_comparison;
    X25519KeyPair::PublicKey m_key{};
    std::optional<ServerJudge::Settings> m_server; // what m_key was judged by
    QString m_outcome;
    BackgroundWork m_work;
};

} // namespace sealcord
