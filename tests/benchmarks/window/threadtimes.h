// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace sealcord {

/// Processor time that all threads of the process \a pid have used so far, but its main thread. 0
/// where the system does not tell (Linux does).
[[nodiscard]] std::chrono::nanoseconds workerTime(qint64 pid);

} // namespace sealcord
