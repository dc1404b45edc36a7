// SPDX-License-Identifier: MIT
#include "server-gui/replywatch.h"

#include "core/net/agent/agentsettings.h"
#include "core/traffic/models/connectionprogress.h"

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

std::optional<ReplyWatch::Due> ReplyWatch::look(
    const ConnectionModel &connections, std::chrono::milliseconds idleTimeout, TimePoint now)
{
    const auto patience = AgentSettings().replyTimeout;
    const auto ahead = std::min<std::chrono::milliseconds>(mostAhead, idleTimeout / 2);
    for (const auto id : waitingForReply(connections)) {
        const auto *info = connections.find(id);
        const auto since = *info->waitsSince;
        const auto left = info->lastActivity.value_or(since) + idleTimeout - now;
        if (idleTimeout > 0ms && since > m_toldOfSilence && left <= ahead) {
            m_toldOfSilence = m_toldOfPatience = since;
            return Due{info->name, std::max(1s, std::chrono::round<std::chrono::seconds>(left))};
        }
        const auto waited = now - since;
        if (since > m_toldOfPatience && waited >= patience / 2 && waited < patience) {
            m_toldOfPatience = since;
            return Due{info->name, {}};
        }
    }
    return {};
}

} // namespace sealcord
