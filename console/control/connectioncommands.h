// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"

#include <cstddef>

namespace sealcord {

class Census;
class Server;

/// Lets connections be asked about: clients, client, kick, measure, send. A message has at most
/// \a maxMessage bytes. \a server and \a census outlive what is asked.
void addConnectionCommands(
    ControlCommands &commands, Server &server, Census &census, std::size_t maxMessage);

} // namespace sealcord
