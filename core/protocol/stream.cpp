// SPDX-License-Identifier: MIT
#include "core/protocol/stream.h"

namespace sealcord {

std::string_view name(StreamReset reason)
{
    switch (reason) {
    case StreamReset::Cancelled:
        return "cancelled";
    case StreamReset::Refused:
        return "connection refused";
    case StreamReset::Unreachable:
        return "unreachable";
    case StreamReset::NotAllowed:
        return "not allowed";
    case StreamReset::NoSuchTarget:
        return "no such target";
    case StreamReset::Limit:
        return "limit reached";
    case StreamReset::ShuttingDown:
        return "shutting down";
    }
    return {}; // one that a later version knows
}

} // namespace sealcord
