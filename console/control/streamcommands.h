// SPDX-License-Identifier: MIT
#pragma once

#include "console/control/controlcommands.h"
#include "core/net/server/serversettings.h"

namespace sealcord {

class Server;
class StreamCensus;

/// Lets the server's streams and services be asked for: streams, stream, forwards, publish. All
/// outlive what is asked.
void addStreamCommands(ControlCommands &commands, Server &server, const ServerSettings &settings,
    StreamCensus &census);

} // namespace sealcord
