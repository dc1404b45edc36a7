// SPDX-License-Identifier: MIT
#include "server-gui/replywatch.h"

#include "core/traffic/models/connectionprogress.h"

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

std::optional<ReplyWatch::Due> ReplyWatch::look(const ConnectionModel &connections,
    std::chrono::milliseconds idleTimeout, TrafficRow::Clock::time_point now)
{
    if (idleTimeout == 0ms)
        return {};
    const auto ahead = std::min<std::chrono::milliseconds>(mostAhead, idleTimeout / 2);
    for (const auto id : waitingForReply(connections)) {
        const auto *info = connections.find(id);
        const auto since = *info->waitsSince;
        const auto left = info->lastActivity.value_or(since) + idleTimeout - now;
        if (since <= m_toldUpTo || left > ahead)
            continue;
        m_toldUpTo = since;
        return Due{info->name, std::max(1s, std::chrono::round<std::chrono::seconds>(left))};
    }
    return {};
}

} // namespace sealcord
