// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord bench` until its time is over or a signal; returns the exit code. \a arguments
/// are those after "bench".
[[nodiscard]] int runBench(const QStringList &arguments);

} // namespace sealcord
