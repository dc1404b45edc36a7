// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"

namespace sealcord {

class AgentGate;

/// Lets a server be asked whom it authorises: agents, pending, approve, refuse, revoke, write.
/// \a gate outlives what is asked.
void addListCommands(ControlCommands &commands, AgentGate &gate);

} // namespace sealcord
