// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// The names that runScenarios() knows, in their order.
[[nodiscard]] QStringList scenarioNames();

/// Runs those of \a names, or all where there are none, each in a window of its own, and prints
/// what was measured beside its goal. \a runs: of what is compared in turn.
void runScenarios(const QStringList &names, int runs);

} // namespace sealcord
