// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/text/ipaddress.h"
#include "core/trust/authorizedagents.h"
#include "core/trust/utctime.h"

#include <QString>

#include <string_view>
#include <utility>
#include <variant>

/// The server's decision about an agent's key: free functions of what is authorised, for any
/// thread.
namespace sealcord {

/// What becomes of an agent without an entry (--agents).
enum class AgentPolicy {
    Anyone, ///< it is admitted
    Ask, ///< it waits for a person's approval: CLOSE 3, and it stands in the inbox
    Authorized, ///< it is refused: CLOSE 2
};

/// "anyone", "ask", "authorized".
[[nodiscard]] constexpr std::string_view name(AgentPolicy policy)
{
    switch (policy) {
    case AgentPolicy::Anyone:
        return "anyone";
    case AgentPolicy::Ask:
        return "ask";
    case AgentPolicy::Authorized:
        return "authorized";
    }
    std::unreachable();
}

/// Whether classic, which authenticates nobody, can be spoken beside sealed.
[[nodiscard]] constexpr bool allowsClassic(AgentPolicy policy)
{
    return policy == AgentPolicy::Anyone;
}

struct AgentAdmitted {
    QString name; ///< of its entry; empty: it has none, and only Anyone admits it
};
/// CLOSE 2. The peer learns no more than that; the log of the server tells which it was.
struct AgentRefused {
    enum class Reason { Unknown, Expired, WrongAddress };

    Reason reason = Reason::Unknown;
    QString name; ///< of its entry, where there is one
    QString why; ///< "unknown", "expired 2026-11-01", "10.2.0.1 is not in its from="
};
/// CLOSE 3.
struct AgentWaits { };
using AgentVerdict = std::variant<AgentAdmitted, AgentRefused, AgentWaits>;

/// Judges the key of an agent that proved to have it. Its entry comes first, whatever the policy:
/// one that has expired is refused also where anyone may come. Call it again for a connection that
/// was admitted by an entry when the list is another or an entry expires (stillAdmitted()).
[[nodiscard]] AgentVerdict judgeAgent(const AuthorizedAgents &agents, AgentPolicy policy,
    const X25519KeyPair::PublicKey &key, const IpAddress &address, UtcTime now);

/// Whether a connection that \a admitted let in may stay: one that an entry let in needs that key's
/// entry still, whatever the policy; one without an entry needs the policy's word.
[[nodiscard]] bool stillAdmitted(const AgentAdmitted &admitted, const AuthorizedAgents &agents,
    AgentPolicy policy, const X25519KeyPair::PublicKey &key, const IpAddress &address, UtcTime now);

/// For the log: "agent key SHA256:... is not authorised: expired 2026-11-01".
[[nodiscard]] QString refusedAgentText(
    const AgentRefused &refused, const X25519KeyPair::PublicKey &key);

} // namespace sealcord
