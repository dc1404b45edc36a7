// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <vector>

/// What messages change in what is known of a connection: its counts, when it was last active, and
/// since when it waits for a reply. Where those are sent \a byHand, it waits from the first message
/// that comes to the first that is sent behind.
namespace sealcord {

/// Counts a message that follows the last one that is counted. After a gap the next count tells.
void takeMessage(ConnectionInfo &info, const TrafficRow &row, bool byHand);

/// Takes over \a latest where it is newer than what rows have told: some may have been dropped.
void takeCount(ConnectionInfo &info, const TrafficCount &latest, TrafficRow::Clock::time_point time,
    bool byHand);

void wasActive(ConnectionInfo &info, TrafficRow::Clock::time_point time);

/// The live ones that wait for a reply, who has waited longest first.
[[nodiscard]] std::vector<ConnectionId> waitingForReply(const ConnectionModel &connections);

} // namespace sealcord
