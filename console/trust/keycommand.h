// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord key`; returns the exit code. \a arguments are those after "key".
[[nodiscard]] int runKey(const QStringList &arguments);

} // namespace sealcord
