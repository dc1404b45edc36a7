// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/protocol/sessionsettings.h"
#include "core/records/jsonobject.h"
#include "core/records/recordtime.h"
#include "core/traffic/streamnews.h"

#include <chrono>
#include <optional>
#include <string_view>

/// What is written of each thing that happens, whoever writes it: docs/records.md.
namespace sealcord {

/// "server", "agent": which program writes. The same thing may have another name there.
[[nodiscard]] std::string_view name(Role role);

/// The members that all records begin with but for their event. \a elapsed, since the beginning of
/// a recording, is there in recordings, which have times to the nanosecond.
void addBeginning(JsonObject &record, RecordTime time, std::string_view level, Role role,
    std::optional<std::chrono::nanoseconds> elapsed = {});

/// The event, and the connection that it is about.
void addEvent(JsonObject &record, std::string_view event, const ConnectionName &connection);

/// Which connection that is.
void addConnection(JsonObject &record, const ConnectionName &connection);
/// What it has agreed on, and with whom. Behind addConnection().
void addAgreement(JsonObject &record, const ConnectionEstablished &established);
/// What it carried.
void addCount(JsonObject &record, const TrafficCount &count);

/// That it stands, since when, and what it has agreed on.
void addStanding(JsonObject &record, const ConnectionStands &stands);

/// Which stream that is, and to where.
void addStream(JsonObject &record, const StreamSeen &stream);
/// That it stands, since when, and what it has carried. Behind addConnection().
void addStanding(JsonObject &record, const StreamStands &stands);

/// How a stream is, at \a time: which one, what it has carried in all, and how it ended.
void addCounted(JsonObject &record, const StreamNews &news, RecordTime time);

/// What it has carried, how its key is used up, and what TCP says of it. Behind addConnection().
void addMeasure(JsonObject &record, const ConnectionMeasured &measured);

void addFields(JsonObject &record, const ConnectionOpened &opened, Role role);
void addFields(JsonObject &record, const ConnectionEstablished &established);
void addFields(JsonObject &record, const ConnectionEnded &ended);
void addFields(JsonObject &record, const ConnectionRefused &refused);
void addFields(JsonObject &record, const AcceptingPaused &paused);
void addFields(JsonObject &record, const StreamOpened &opened);
void addFields(JsonObject &record, const StreamClosed &closed);

/// "in", "out".
[[nodiscard]] std::string_view name(Direction direction);
/// "too-many-connections", "too-many-from-address".
[[nodiscard]] std::string_view name(ConnectionRefused::Reason reason);

} // namespace sealcord
