// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/batchmemory.h"
#include "core/traffic/streamnews.h"
#include "core/traffic/trafficrow.h"

#include <string>
#include <variant>
#include <vector>

namespace sealcord {

/// A packet of a handshake, its secret fields zeroed.
struct HandshakePacketKept {
    static constexpr std::size_t mostOfOne = 8; ///< connection

    ConnectionName connection;
    Direction direction = Direction::In;
    std::vector<std::byte> bytes;
    Protocol protocol = Protocol::None;
};

/// What changed about connections, with the time at which it did.
struct ConnectionNews {
    TrafficRow::Clock::time_point time;
    std::variant<ConnectionOpened, HandshakePacketKept, ConnectionEstablished, ConnectionCounted,
        SendProgressed, ConnectionMeasured, ConnectionStands, ConnectionEnded>
        what;
};

/// What nobody saw, since the watcher was away for long.
struct ConnectionsUnseen {
    quint64 connections = 0; ///< that came and went
    TrafficCount count; ///< what those carried
    quint64 news = 0; ///< that were left out about others; no change of state among them

    ConnectionsUnseen &operator+=(const ConnectionsUnseen &other);
};

/// What happened since the last batch.
struct TrafficBatch {
    std::vector<TrafficRow> rows; ///< in the order of their numbers
    BatchMemory memory; ///< what the rows view
    std::vector<ConnectionNews> news; ///< of one connection in order, none of its changes missing
    ConnectionsUnseen unseen;
    /// Each one once. They outlive their connection where what they carried has not been taken yet.
    std::vector<StreamNews> streams;
    bool areStreamsLost = false; ///< nothing more is heard of those of earlier batches
    quint64 streamsUnseen = 0; ///< that came and went, or were refused, and are not in it
    std::vector<StandingTold> answers; ///< to questions of earlier batches; behind the news
    /// Which connections stand was asked after this batch was taken, by this number; 0: it was not.
    quint64 question = 0;

    /// Whether something happened that is not in it.
    [[nodiscard]] bool isIncomplete() const;
};

} // namespace sealcord
