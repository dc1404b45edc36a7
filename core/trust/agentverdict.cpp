// SPDX-License-Identifier: MIT
#include "core/trust/agentverdict.h"

#include "core/trust/keyword.h"

namespace sealcord {

using namespace Qt::StringLiterals;

AgentVerdict judgeAgent(const AuthorizedAgents &agents, AgentPolicy policy,
    const X25519KeyPair::PublicKey &key, const IpAddress &address, UtcTime now)
{
    if (const auto *const agent = agents.find(key)) {
        if (agent->hasExpired(now))
            return AgentRefused{AgentRefused::Reason::Expired, agent->name,
                u"expired "_s + utcText(*agent->expires)};
        if (!agent->mayComeFrom(address))
            return AgentRefused{AgentRefused::Reason::WrongAddress, agent->name,
                address.toString() + u" is not in its from="_s};
        return AgentAdmitted{agent->name};
    }
    switch (policy) {
    case AgentPolicy::Anyone:
        return AgentAdmitted{};
    case AgentPolicy::Ask:
        return AgentWaits{};
    case AgentPolicy::Authorized:
        break;
    }
    return AgentRefused{AgentRefused::Reason::Unknown, {}, u"unknown"_s};
}

bool stillAdmitted(const AgentAdmitted &admitted, const AuthorizedAgents &agents,
    AgentPolicy policy, const X25519KeyPair::PublicKey &key, const IpAddress &address, UtcTime now)
{
    // Else whoever was revoked would go on as anyone.
    if (!admitted.name.isEmpty() && !agents.find(key))
        return false;
    return std::holds_alternative<AgentAdmitted>(judgeAgent(agents, policy, key, address, now));
}

QString refusedAgentText(const AgentRefused &refused, const X25519KeyPair::PublicKey &key)
{
    return u"agent key %1 is not authorised: %2"_s.arg(fingerprintWord(key), refused.why);
}

} // namespace sealcord
