// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlhandler.h"
#include "core/records/record.h"

#include <functional>
#include <map>
#include <string>

namespace sealcord {

/// What a server can be asked, by the name of the command: docs/control.md. Each takes all members
/// of the request, and replies once, on the main thread.
using ControlCommands = std::map<std::string,
    std::function<void(const Record &request, const ControlHandler::Reply &reply)>, std::less<>>;

} // namespace sealcord
