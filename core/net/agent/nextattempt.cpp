// SPDX-License-Identifier: MIT
#include "core/net/agent/nextattempt.h"

namespace sealcord {

NextAttempt nextAfter(const ConnectionEnded &how, bool knowsServer)
{
    constexpr std::chrono::seconds untilSomebodyActs{30};
    switch (how.reason) {
    case EndReason::NotAPeer:
    case EndReason::HandshakeFailed:
        return {.isFinal = !knowsServer};
    case EndReason::ChangedServerKey:
    case EndReason::WaitsForApproval:
        return {.leastDelay = untilSomebodyActs};
    case EndReason::UnknownServerKey:
    case EndReason::NotAuthorised:
    case EndReason::InternalError:
        return {.isFinal = true};
    case EndReason::BadFrame:
    case EndReason::BadRecord:
    case EndReason::MessageTooLong:
    case EndReason::NotAuthentic:
    case EndReason::BadVerification:
        return {.isFinal = !how.peer}; // the same server may do better, an unknown one is none
    default:
        return {};
    }
}

} // namespace sealcord
