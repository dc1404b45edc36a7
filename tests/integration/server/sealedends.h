// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/servertrust.h"
#include "core/net/server/agenttrust.h"
#include "tests/integration/server/runningserver.h"
#include "tests/integration/server/talkingagent.h"
#include "tests/support/identities.h"

#include <atomic>
#include <mutex>
#include <string>

namespace sealcord::test {

/// An agent's trust that decides as it is told.
class ScriptedServerTrust final : public ServerTrust
{
public:
    PeerDecision decision{
        .verdict = PeerDecision::Verdict::Accepted, .protection = Protection::Pinned};
    bool isKnown = true;

    [[nodiscard]] PeerDecision judge(const Peer &) override { return decision; }
    [[nodiscard]] bool knowsServer() const override { return isKnown; }
};

/// The same of a server.
class ScriptedAgentTrust final : public AgentTrust
{
public:
    PeerDecision decision{.verdict = PeerDecision::Verdict::Accepted};
    std::atomic<bool> isStillGood{true};
    std::atomic<bool> allowsStreams{true};
    std::atomic<ConnectionId> asked{0};

    [[nodiscard]] PeerDecision judge(const Peer &, const ConnectionName &) override
    {
        return decision;
    }
    [[nodiscard]] bool isStillAccepted(const PeerIdentity &, const ConnectionName &) override
    {
        return isStillGood;
    }
    [[nodiscard]] bool mayUse(
        const PeerIdentity &, const ConnectionName &, StreamUse, std::string_view) override
    {
        return allowsStreams;
    }
    void verificationAsked(const ConnectionName &connection) override { asked = connection.id; }
    void codeAgreed(const ConnectionName &, const VerificationCode &code) override
    {
        const std::scoped_lock lock(m_mutex);
        m_digits = code.digits;
    }
    [[nodiscard]] std::string digits() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_digits;
    }

private:
    mutable std::mutex m_mutex;
    std::string m_digits;
};

/// A server and what its agents are told, over the sealed protocol.
struct SealedEnds {
    [[nodiscard]] ServerSettings serverSettings()
    {
        auto settings = RunningServer::settings();
        settings.workers = 1;
        settings.identity = &server;
        settings.trust = &agentTrust;
        return settings;
    }
    [[nodiscard]] AgentSettings agentSettings(quint16 port)
    {
        auto settings = TalkingAgent::settings(port);
        settings.protocol = Protocol::Sealed;
        settings.identity = &agent;
        settings.trust = &serverTrust;
        return settings;
    }

    Identity server = freshIdentity("server");
    Identity agent = freshIdentity("agent");
    ScriptedServerTrust serverTrust;
    ScriptedAgentTrust agentTrust;
};

} // namespace sealcord::test
