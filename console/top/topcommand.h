// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord top`. Returns its exit code, as of `sealcord ctl`.
[[nodiscard]] int runTop(const QStringList &arguments);

} // namespace sealcord
