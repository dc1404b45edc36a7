// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"
#include "core/net/server/serversettings.h"

namespace sealcord {

class AgentGate;
class Census;
class Log;
class Recording;
class Server;

/// A server and what it runs with. All of them outlive what is asked.
struct RunningParts {
    Server &server;
    const ServerSettings &settings;
    Census &census;
    AgentGate *gate; ///< null: it takes classic alone
    Recording &recording;
    Log &log;
};

/// Lets the server as a whole be asked: status, limits, reload, log-level, dump, drain.
void addServiceCommands(ControlCommands &commands, const RunningParts &parts);

} // namespace sealcord
