// SPDX-License-Identifier: MIT
#include "core/traffic/trafficrow.h"

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

QLatin1StringView name(EventKind event)
{
    switch (event) {
    case EventKind::ConnectionOpened:
        return "opened"_L1;
    case EventKind::ConnectionEstablished:
        return "established"_L1;
    case EventKind::ConnectionEnded:
        return "ended"_L1;
    case EventKind::ConnectionRefused:
        return "refused"_L1;
    case EventKind::AcceptingPaused:
        return "accepting-paused"_L1;
    case EventKind::Started:
        return "started"_L1;
    case EventKind::StartFailed:
        return "start-failed"_L1;
    case EventKind::Stopped:
        return "stopped"_L1;
    case EventKind::Connecting:
        return "connecting"_L1;
    case EventKind::ConnectFailed:
        return "connect-failed"_L1;
    case EventKind::NotSent:
        return "not-sent"_L1;
    }
    std::unreachable();
}

QLatin1StringView name(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return "info"_L1;
    case EventLevel::Warning:
        return "warning"_L1;
    case EventLevel::Error:
        return "error"_L1;
    }
    std::unreachable();
}

} // namespace sealcord
