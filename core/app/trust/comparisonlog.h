// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/codecomparison.h"
#include "core/net/tap/tap.h"

namespace sealcord {

class Comparisons;
class Log;

/// Tells \a log what became of comparing codes on \a connection (docs/records.md): asked, verified,
/// different or broken off. Never the code: it is for two people and one moment, and a log goes to
/// others, who could read it to one of the two in the other's place.
void logComparison(
    Log &log, Role here, const ConnectionName &connection, CodeComparison::State state);

/// Tells \a log, which outlives \a comparisons, of all of them from now on.
void tellLog(const Comparisons &comparisons, Log &log);

} // namespace sealcord
