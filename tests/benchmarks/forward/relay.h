// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sealcord::forward {

/// Carries each connection to 127.0.0.1:\a port on to 127.0.0.1:\a target, as it is, until a signal
/// ends the process: the least that a carrier's side can do. One thread, epoll, one recv() and one
/// send() for each wake-up. A connection is over when one end closes.
[[noreturn]] void runRelay(std::uint16_t port, std::uint16_t target);

} // namespace sealcord::forward
