// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord server` until it is told to stop. Returns its exit code: 0 stopped by a signal, 1
/// could not listen, 2 usage.
[[nodiscard]] int runServer(const QStringList &arguments);

} // namespace sealcord
