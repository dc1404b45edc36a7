// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/protocol/peer.h"
#include "core/protocol/verificationcode.h"

namespace sealcord {

/// What a server makes of the keys of its agents. Called on the workers' threads, several at a
/// time, from within a connection: thread safe, and it does not wait.
class AgentTrust
{
public:
    virtual ~AgentTrust() = default;

    /// \a agent connects from \a connection's peer.
    [[nodiscard]] virtual PeerDecision judge(
        const Peer &agent, const ConnectionName &connection) = 0;
    /// Whether an agent that judge() accepted, under the name that it gave or none, would be
    /// accepted still. For Server::judgeAgain().
    [[nodiscard]] virtual bool isStillAccepted(const PeerIdentity &, const ConnectionName &)
    {
        return true;
    }

    /// The person at the agent wants to compare codes: Server::verify() says that the one here does
    /// too.
    virtual void verificationAsked(const ConnectionName &) { }
    /// The code is there for both people to compare.
    virtual void codeAgreed(const ConnectionName &, const VerificationCode &) { }

protected:
    AgentTrust() = default;
    AgentTrust(const AgentTrust &) = default;
    AgentTrust &operator=(const AgentTrust &) = default;
};

} // namespace sealcord
