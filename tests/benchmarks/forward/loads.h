// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/forward/request.h"

#include <chrono>
#include <cstdint>

/// What a client does with the backend behind 127.0.0.1:\a port. Each prints what it has measured
/// as one line of JSON, times in ns, and leaves the program where a connection fails.
namespace sealcord::forward {

/// \a request is of Source or Sink: its bytes over one connection.
void runBulk(std::uint16_t port, const Request &request);

/// Pings on one connection, one at a time.
void runPings(std::uint16_t port, std::chrono::seconds duration);

/// Each of \a parallel threads connects, waits for an echo and closes, again and again.
void runConnects(std::uint16_t port, std::chrono::seconds duration, unsigned parallel);

/// \a count connections, each echoed once, that stay until standard input ends.
void runIdle(std::uint16_t port, unsigned count);

} // namespace sealcord::forward
