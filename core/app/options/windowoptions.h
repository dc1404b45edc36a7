// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/agentoptions.h"
#include "core/app/options/serveroptions.h"
#include "core/app/settings/settings.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace sealcord {

/// What the person who starts a window asked for, beside what it shares with a console program.
struct WindowOptions {
    enum class Appearance : quint8 { Stored, System, Light, Dark };

    bool start = false; ///< begin at once
    Appearance appearance = Appearance::Stored; ///< Stored: as the window's settings have it
    QString language; ///< "en", "de"; empty: as the window's settings have it
    QString recording = {}; ///< to be looked at, instead of anything else; empty: none
};

struct ServerWindowOptions {
    ServerOptions server;
    WindowOptions window;
    /// The control socket of a server that runs, to be shown; Auto: the one that runs here. None: a
    /// server of its own.
    std::optional<ControlChoice> attach;

    std::optional<QString> answer; ///< as in ServerOptions
    QStringList warnings;
};

struct AgentWindowOptions {
    AgentOptions agent;
    WindowOptions window;
    bool demo = false; ///< connect, say hello five times, and stay

    std::optional<QString> answer; ///< as in AgentOptions
    QStringList warnings;
};

/// `sealcord-server-gui` as its settings and its help know it, writing into \a options.
[[nodiscard]] Program serverWindowProgram(ServerWindowOptions &options);
/// `sealcord-agent-gui` likewise.
[[nodiscard]] Program agentWindowProgram(AgentWindowOptions &options);

/// Reads the settings of the server's window: those of `sealcord server`, from its section of a
/// file too, and the window's own. Its log begins at level warn.
[[nodiscard]] std::expected<ServerWindowOptions, UsageError> parseServerWindowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);
/// The same for the agent's window. Of `sealcord agent` it has what concerns the connection.
[[nodiscard]] std::expected<AgentWindowOptions, UsageError> parseAgentWindowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

} // namespace sealcord
