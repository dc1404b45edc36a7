// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sealcord::forward {

/// Serves what request.h names on 127.0.0.1:\a port, until a signal ends the process. Echoes have a
/// thread of their own: what a ping waits for beside bulk is then the carrier, not this program.
[[noreturn]] void runBackend(std::uint16_t port);

} // namespace sealcord::forward
