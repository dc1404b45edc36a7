// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"
#include "core/net/server/serversettings.h"

#include <QString>

#include <expected>
#include <functional>

namespace sealcord {

class AgentGate;
class Census;
class Log;
class Server;

/// A server and what it runs with. All of them outlive what is asked.
struct RunningParts {
    Server &server;
    const ServerSettings &settings;
    Census &census;
    AgentGate *gate; ///< null: it takes classic alone
    std::function<bool()> writeFlight; ///< false: there is no flight recorder
    /// Begins a recording in a new file at a path; or why not.
    std::function<std::expected<void, QString>(const QString &path)> startRecording;
    /// Ends it, of so many bytes; or why not.
    std::function<std::expected<quint64, QString>()> stopRecording;
    Log &log;
};

/// Reads the authorised agents again, where there are any, and says so; or why they stay as they
/// were.
[[nodiscard]] std::expected<void, QString> readAgain(AgentGate *gate, Log &log);

/// Lets the server as a whole be asked: status, limits, reload, log-level, record, dump, drain.
void addServiceCommands(ControlCommands &commands, const RunningParts &parts);

} // namespace sealcord
