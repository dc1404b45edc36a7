// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordedpeers.h"
#include "core/traffic/trafficbatch.h"

#include <optional>
#include <variant>

namespace sealcord {

/// What became of a connection, as a tap was told it.
using RecordedNews =
    std::variant<std::monostate, ConnectionOpened, ConnectionEstablished, ConnectionEnded>;

/// What \a record, written by a program of that \a role, says of its \a connection; nothing where
/// it is about something else.
[[nodiscard]] RecordedNews newsOf(
    const Record &record, const ConnectionName &connection, Role role);

/// That \a connection stands, as \a record, which a server tells to those who follow it, has it.
[[nodiscard]] ConnectionStands standsOf(const Record &record, const ConnectionName &connection);
/// What a connection has carried, where \a record says it.
[[nodiscard]] TrafficCount countsOf(const Record &record);

/// How a connection was when \a record, which a server tells to those who follow it, was made.
[[nodiscard]] ConnectionMeasured measuredOf(const Record &record, const ConnectionName &connection);

/// What became of a stream on \a connection, by \a time, where \a record, which a server tells to
/// those who follow it, is about that.
[[nodiscard]] std::optional<StreamNews> streamNewsOf(
    const Record &record, const ConnectionName &connection, StreamNews::TimePoint time);

/// The packet of a handshake on \a connection that \a record is about; none where it is about
/// something else, or longer than any packet is.
[[nodiscard]] std::optional<HandshakePacketKept> handshakeOf(
    const Record &record, const ConnectionName &connection);

/// Who said a message that the \a recorder has seen go in that \a direction.
[[nodiscard]] Role speakerOf(Direction direction, Role recorder);

[[nodiscard]] std::optional<Direction> parseDirection(std::string_view word);
/// Program, where \a word is none.
[[nodiscard]] Sender parseSender(std::string_view word);
/// As recordName() has it, or "connection-accepted".
[[nodiscard]] std::optional<EventKind> parseEvent(std::string_view word);
[[nodiscard]] std::optional<EndReason> parseEndReason(std::string_view word);
/// Of a gap; NotRecorded for what no list has, such as a full disk.
[[nodiscard]] GapReason parseGapReason(std::string_view word);
/// "warn" and "error"; all others are Info.
[[nodiscard]] EventLevel parseLevel(std::string_view word);

} // namespace sealcord
