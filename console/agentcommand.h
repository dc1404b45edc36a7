// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord agent` until it is done. Returns its exit code: see ExitCode.
[[nodiscard]] int runAgent(const QStringList &arguments);

} // namespace sealcord
