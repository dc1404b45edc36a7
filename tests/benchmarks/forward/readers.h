// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace sealcord::forward {

/// Reads without end from \a count connections to 127.0.0.1:\a port: a second that does not count,
/// then \a duration in the phase "all"; then, where \a stopped is not 0, so long without the first
/// of them in the phase "without one", and again with it for \a duration in the phase "resumed".
/// Each phase prints a line of JSON when it is over, rates in bytes/s.
void runReaders(std::uint16_t port, unsigned count, std::chrono::seconds duration,
    std::chrono::seconds stopped);

} // namespace sealcord::forward
