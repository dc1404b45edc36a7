// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// Runs `sealcord ctl`. Returns its exit code: 0 done, 1 no server answers, 2 usage, 3 the server
/// says no.
[[nodiscard]] int runControl(const QStringList &arguments);

} // namespace sealcord
