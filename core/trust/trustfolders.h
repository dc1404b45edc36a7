// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/trusterror.h"

#include <QLatin1StringView>
#include <QProcessEnvironment>
#include <QString>

#include <expected>
#include <optional>

/// Where keys and the lists of whom to trust are, unless an option says so. Nothing is made here.
namespace sealcord {

/// A file that has a place of its own.
enum class TrustFile {
    ServerKey, ///< server.key, in the state folder
    AgentKey, ///< agent.key, in the state folder
    KnownServers, ///< known_servers, in the configuration folder
    AuthorizedAgents, ///< authorized_agents, in the configuration folder
};

/// Its name, without a folder.
[[nodiscard]] QLatin1StringView fileName(TrustFile file);
/// The option that says where it is: "--identity".
[[nodiscard]] QLatin1StringView optionName(TrustFile file);

/// The path of \a file. The folder is the first of $STATE_DIRECTORY (systemd.exec(5); the first of
/// several), $XDG_STATE_HOME/sealcord and $HOME/.local/state/sealcord; of the configuration
/// $CONFIGURATION_DIRECTORY, $XDG_CONFIG_HOME/sealcord and $HOME/.config/sealcord. A variable that
/// holds no absolute path does not count. Without any, the error names the option to give.
[[nodiscard]] std::expected<QString, TrustError> defaultPath(
    TrustFile file, const QProcessEnvironment &environment);

/// \a given, the value of the option, or else the default path.
[[nodiscard]] std::expected<QString, TrustError> pathOf(
    const std::optional<QString> &given, TrustFile file, const QProcessEnvironment &environment);

/// The state folder of the same; empty where there is none.
[[nodiscard]] QString stateFolder(const QProcessEnvironment &environment);

/// The list of agents that wait, beside the key of the server that they wait for.
[[nodiscard]] QString pendingAgentsPath(const QString &serverKeyPath);

} // namespace sealcord
