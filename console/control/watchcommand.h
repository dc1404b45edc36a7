// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/controloptions.h"

#include <QString>

namespace sealcord {

/// Runs `sealcord ctl watch` at the server that listens at \a path, until a signal comes or the
/// server goes. Returns its exit code.
[[nodiscard]] int runWatch(const ControlOptions &options, const QString &path);

} // namespace sealcord
