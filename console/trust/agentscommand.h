// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord agents`; returns the exit code. \a arguments are those after "agents".
[[nodiscard]] int runAgents(const QStringList &arguments);

} // namespace sealcord
