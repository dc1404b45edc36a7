// SPDX-License-Identifier: MIT
#include "core/net/server/service.h"

#include "core/net/connection/connection.h"

#include <tuple>

namespace sealcord {

void EchoService::messageReceived(Connection &connection, std::span<const std::byte> message)
{
    if (!isReplying())
        return;
    // What was received can be sent, unless the connection ends: then its owner is told why.
    std::ignore = connection.send(message);
}

} // namespace sealcord
