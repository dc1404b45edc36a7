// SPDX-License-Identifier: MIT
#pragma once

#include "tests/integration/server/sealedends.h"

#include <QObject>

#include <memory>

namespace sealcord::test {

/// Somebody who sits between an agent and a server: a server to the one and an agent to the other,
/// with keys of his own.
class InBetween
{
public:
    InBetween()
        : m_towardsAgent(m_ends.serverSettings())
    { }

    [[nodiscard]] bool isListening() const { return m_towardsAgent.isListening(); }
    /// Where the agent takes him for the server.
    [[nodiscard]] quint16 port() const { return m_towardsAgent.port(); }
    /// Comes to the server at \a port.
    [[nodiscard]] bool connectsTo(quint16 port)
    {
        m_towardsServer = std::make_unique<TalkingAgent>(m_ends.agentSettings(port));
        QObject::connect(&m_towardsServer->agent, &Agent::codeAgreed, &m_towardsServer->agent,
            [this] { m_isAgreed = true; });
        return m_towardsServer->connects();
    }
    [[nodiscard]] bool isAskedByAgent() const { return m_ends.agentTrust.asked != 0; }
    /// Passes on that each of the two has asked.
    [[nodiscard]] SendResult passOn()
    {
        m_towardsAgent.server().verify(m_ends.agentTrust.asked);
        return m_towardsServer->agent.verify();
    }
    /// With the server.
    [[nodiscard]] bool isAgreed() const { return m_isAgreed; }
    [[nodiscard]] bool isEndedByServer() const { return !m_towardsServer->ends.empty(); }

private:
    SealedEnds m_ends;
    RunningServer m_towardsAgent;
    bool m_isAgreed = false;
    std::unique_ptr<TalkingAgent> m_towardsServer;
};

} // namespace sealcord::test
