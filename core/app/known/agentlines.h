// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

/// The known agents as JSON Lines, one object for each.
namespace sealcord {

struct ParsedAgents {
    std::vector<KnownAgent> agents;
    qsizetype damaged = 0; ///< lines that nobody can make sense of
};

[[nodiscard]] QByteArray agentLines(const AgentBook &book);
/// What agentLines() has written. Members that it does not know do not matter.
[[nodiscard]] ParsedAgents parseAgentLines(QByteArrayView text);

} // namespace sealcord
