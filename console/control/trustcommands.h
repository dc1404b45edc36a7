// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"

namespace sealcord {

class AgentGate;
class Census;
class Comparisons;
class Server;

/// Lets a server be asked whom it trusts: what codecommands.h and listcommands.h have, and
/// changes. All of them
/// outlive what is asked. Where \a gate and \a comparisons are null it takes
/// classic alone, which is the answer then.
void addTrustCommands(ControlCommands &commands, Server &server, Census &census, AgentGate *gate,
    Comparisons *comparisons);

} // namespace sealcord
