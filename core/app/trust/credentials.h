// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/trustoptions.h"
#include "core/app/trust/agentgate.h"
#include "core/app/trust/serverjudge.h"
#include "core/net/agent/agentsettings.h"
#include "core/net/server/serversettings.h"
#include "core/protocol/peer.h"
#include "core/trust/trusterror.h"

#include <QProcessEnvironment>
#include <QString>

#include <expected>
#include <memory>
#include <optional>

namespace sealcord {

class Log;

/// With what an agent goes to a server: who it is, and whom it trusts. They outlive the agent.
struct AgentCredentials {
    std::optional<Identity> identity; ///< none: it speaks classic
    std::unique_ptr<ServerJudge> judge; ///< null: it speaks classic

    /// Has an agent with \a settings use them.
    void giveTo(AgentSettings &settings) const
    {
        settings.identity = identity ? &*identity : nullptr;
        settings.trust = judge.get();
    }
};

/// With what a server takes agents. They outlive the server.
struct ServerCredentials {
    std::optional<Identity> identity; ///< none: it takes classic alone
    std::unique_ptr<AgentGate> gate; ///< null: it takes classic alone

    /// Has a server with \a settings use them.
    void giveTo(ServerSettings &settings) const
    {
        settings.identity = identity ? &*identity : nullptr;
        settings.trust = gate.get();
    }
};

/// Why an agent does not go to a server: one line for a person, as TrustError's.
struct NoCredentials {
    QString text;
    bool isRefusal =
        false; ///< no file is wrong: the server's key is known, and classic checks none
};

/// Opens the files that \a options name, or those of the defaults, and makes a key where there is
/// none. \a unless is what becomes of an unknown key where the options do not say. Classic needs
/// none of them, and is refused for a place with a known key, in \a wording. Blocks for the file
/// system.
[[nodiscard]] std::expected<AgentCredentials, NoCredentials> openCredentials(
    const AgentTrustOptions &options, const QProcessEnvironment &environment, const Place &place,
    TrustMode unless, Wording wording);

/// The same for a server.
[[nodiscard]] std::expected<ServerCredentials, TrustError> openCredentials(
    const ServerTrustOptions &options, const QProcessEnvironment &environment);

/// Tells \a log, which outlives \a credentials, a server's key, and from now on what goes wrong
/// with the lists and when they have changed.
void tellLog(const ServerCredentials &credentials, const ServerTrustOptions &options, Log &log);

} // namespace sealcord
