// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "core/trust/pendingagents.h"

#include <QString>

#include <list>
#include <vector>

/// The agents of a server as `sealcord agents` tells of them: a line each, printable.
namespace sealcord {

enum class ListFormat { Text, Json };

[[nodiscard]] QString agentList(
    const std::vector<AuthorizedAgent> &agents, ListFormat format, UtcTime now);
[[nodiscard]] QString agentList(const std::list<PendingAgent> &agents, ListFormat format);

} // namespace sealcord
