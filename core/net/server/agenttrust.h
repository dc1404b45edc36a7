// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/protocol/peer.h"
#include "core/protocol/verificationcode.h"

#include <string_view>

namespace sealcord {

/// What an agent may want to do with streams.
enum class StreamUse {
    Forward, ///< reach a target: NAME, a service of the server, or NAME@AGENT
    Publish, ///< have connections brought to NAME, a service of its own
};

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

    /// Whether an agent that judge() accepted may do so with \a target now: NAME, or NAME@AGENT, in
    /// UTF-8. Asked for each stream that is opened, and again for those that are open at
    /// Server::judgeAgain().
    [[nodiscard]] virtual bool mayUse(const PeerIdentity &agent, const ConnectionName &connection,
        StreamUse use, std::string_view target) = 0;

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
