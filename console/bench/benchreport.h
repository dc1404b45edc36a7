// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchrun.h"

#include <QString>

namespace sealcord {

/// How far a run is, in a line without its newline.
[[nodiscard]] QString progressLine(const BenchOptions &options, const BenchProgress &progress);

/// What a run has found out: some lines for people, or one JSON object in a line.
[[nodiscard]] QString benchText(const BenchOptions &options, const BenchResult &result);
[[nodiscard]] QString benchJson(const BenchOptions &options, const BenchResult &result);

} // namespace sealcord
