// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord diff`. Returns its exit code: 0 the same, 1 different, 2 usage and what cannot be
/// read or written.
[[nodiscard]] int runDiff(const QStringList &arguments);

} // namespace sealcord
