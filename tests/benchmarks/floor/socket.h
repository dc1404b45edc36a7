// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// What a floor needs of sockets besides recv() and send().
namespace sealcord::floor {

/// A socket that listens on 127.0.0.1:\a port, non-blocking; connections accepted on it send small
/// messages at once. Leaves the program where that fails.
[[nodiscard]] int listenOn(std::uint16_t port);

/// The port on which \a descriptor listens.
[[nodiscard]] std::uint16_t portOf(int descriptor);

/// Raises the limit of open files as far as it goes.
void raiseDescriptorLimit();

/// The port in the program's only argument; 0, for any, without one.
[[nodiscard]] std::uint16_t portArgument(int argc, char *argv[]);

/// Leaves the program with what the last system call said.
[[noreturn]] void die(const char *what);

} // namespace sealcord::floor
