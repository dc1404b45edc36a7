// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <string>
#include <variant>
#include <vector>

namespace sealcord {

/// A packet of a handshake, its secret fields zeroed.
struct HandshakePacketKept {
    ConnectionName connection;
    Direction direction = Direction::In;
    std::vector<std::byte> bytes;
};

/// What changed about connections, with the time at which it did.
struct ConnectionNews {
    TrafficRow::Clock::time_point time;
    std::variant<ConnectionOpened, HandshakePacketKept, ConnectionEstablished, ConnectionCounted,
        SendProgressed, ConnectionMeasured, ConnectionEnded>
        what;
};

/// What happened since the last batch.
struct TrafficBatch {
    std::vector<TrafficRow> rows; ///< in the order of their numbers
    TrafficMemory memory; ///< what the rows view
    std::vector<ConnectionNews> news; ///< of one connection in order
};

} // namespace sealcord
