// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord export`. Returns its exit code: 0 done, 1 some of it could not be read or
/// written, 2 usage and what is no recording.
[[nodiscard]] int runExport(const QStringList &arguments);

} // namespace sealcord
