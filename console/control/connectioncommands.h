// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"

#include <cstddef>

namespace sealcord {

class Census;
class Server;
class StreamCensus;

/// Lets connections be asked about: clients, client, kick, measure, send. A message has at most
/// \a maxMessage bytes. \a server and who counts outlive what is asked.
void addConnectionCommands(ControlCommands &commands, Server &server, Census &census,
    StreamCensus &streams, std::size_t maxMessage);

} // namespace sealcord
