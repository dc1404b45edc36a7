// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"

namespace sealcord {

class AgentGate;
class Census;
class Comparisons;
class Server;

/// Lets the person at a server compare codes: verify, verdict, comparisons. All of them outlive
/// what is asked.
void addCodeCommands(ControlCommands &commands, Server &server, Census &census, AgentGate &gate,
    Comparisons &comparisons);

} // namespace sealcord
