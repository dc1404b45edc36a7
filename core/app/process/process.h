// SPDX-License-Identifier: MIT
#pragma once

#include <QProcessEnvironment>

#include <cstddef>

namespace sealcord {

/// Opens /dev/null for those of the standard streams that the process was started without. Else
/// the next socket would take the number, and a log line would go to a peer. Writing to a standard
/// output that was missing fails. First thing in main().
void openStandardStreams();

/// Keeps this process' memory, and the keys in it, out of core files and out of reach of other
/// processes of the same user (PR_SET_DUMPABLE, RLIMIT_CORE), unless SEALCORD_ALLOW_DUMP is 1 in
/// \a environment: a debugger or a sanitizer needs that. False where the system refused.
[[nodiscard]] bool forbidDumps(const QProcessEnvironment &environment);

/// Has buffers for large messages given back to the system when they are freed. Left to itself,
/// glibc keeps them after the first few, and a process that once carried 16 MiB stays that much
/// larger.
void returnLargeBuffers();

/// Raises the limit of open descriptors as far as this process may, and returns it.
[[nodiscard]] std::size_t raiseDescriptorLimit();

} // namespace sealcord
