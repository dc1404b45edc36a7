// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/controloptions.h"

#include <QString>

namespace sealcord {

/// `sealcord ctl verify`: compares a code with the person at an agent of the server at \a path.
/// Asks there, waits, asks the person at the terminal, and tells the server. Returns the exit code.
[[nodiscard]] int runVerify(const ControlOptions &options, const QString &path);

} // namespace sealcord
