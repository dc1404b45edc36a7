// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/traffic/streamtarget.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sealcord {

enum class EventKind : quint8 {
    ConnectionOpened,
    ConnectionEstablished,
    ConnectionEnded,
    ConnectionRefused,
    AcceptingPaused,
    Started, ///< the server listens
    StartFailed,
    Stopped,
    Connecting, ///< an agent begins an attempt
    ConnectFailed, ///< no address of the server could be reached
    NotSent, ///< a message that somebody wanted to send did not go out
    StreamOpened, ///< a stream leads to its target
    StreamClosed, ///< one that did is over
    StreamRefused, ///< one that was asked for never did
};

constexpr auto lastEventKind = EventKind::StreamRefused;

/// The event as one word, as filters have it: "opened", "established", "ended", "refused",
/// "accepting-paused", "started", "start-failed", "stopped", "connecting", "connect-failed",
/// "not-sent", "stream-opened", "stream-closed", "stream-refused".
[[nodiscard]] QLatin1StringView name(EventKind event);

enum class EventLevel : quint8 { Info, Warning, Error };

/// "info", "warning", "error".
[[nodiscard]] QLatin1StringView name(EventLevel level);

/// Why rows are missing.
enum class GapReason : quint8 {
    QueueFull, ///< more came than the watcher takes
    Forgotten, ///< made room for newer ones
    Paused, ///< the list was paused and full
    Cleared, ///< somebody cleared the list
    NotRecorded, ///< a recording lacks them
    Several, ///< of these, but for the last
};

/// One thing that happened, as a list shows it: a message, bytes of a stream, an event, or the
/// place of what is missing. A trivial value; what it views lies in memory that is kept beside it.
struct TrafficRow {
    enum class Kind : quint8 {
        Message,
        StreamData, ///< bytes of a stream, which are no message
        Notice, ///< of an event
        Gap,
    };

    using Clock = std::chrono::system_clock;

    Kind kind = Kind::Message;
    Direction direction = Direction::In; ///< of a message or of bytes of a stream
    EventKind event = EventKind::ConnectionOpened; ///< of an event
    EventLevel level = EventLevel::Info; ///< of an event
    GapReason gap = GapReason::QueueFull; ///< of a gap
    EndReason endReason = EndReason::ClosedByUs; ///< of an event ConnectionEnded
    Protection protection = Protection::NotAuthenticated; ///< of an event ConnectionEstablished
    /// Counts all messages and events, missing ones too, from 1. Of a gap: the first one's.
    quint64 number = 0;
    quint64 missing = 0; ///< of a gap: how many messages and events
    Clock::time_point time;
    ConnectionName connection; ///< id 0: about no connection
    /// The plaintext of a message or of a stream, or what an event was about: a reason, an address,
    /// in English.
    std::span<const std::byte> content;
    /// A message's; empty where it was not kept. Messages of one frame view the same bytes.
    std::span<const std::byte> frame;
    bool awaitsFrame = false; ///< as in MessageSeen
    Sender sender = Sender::Program; ///< as in MessageSeen
    quint16 index = 0; ///< a message's place in its frame, from 0, in this and the other direction
    quint16 inFrame = 1; ///< so many messages its frame holds
    quint32 frames = 1; ///< as in MessageSeen
    quint16 before = 0; ///< bytes of the messages before it in its frame, where that was kept
    StreamNumber stream = 0; ///< of StreamData, and of events of streams; 0: it has none
    StreamTarget target; ///< of the same, but for StreamRefused
    quint64 ordinal = 0; ///< as in MessageSeen; of a gap: how many of the missing were marked
    quint64 wireEnd = 0; ///< as in MessageSeen
};

/// Stands for \a row, which is missing for \a reason.
[[nodiscard]] TrafficRow gapFor(const TrafficRow &row, GapReason reason);
/// The bytes that \a row views. Those of a frame count for the first of its messages.
[[nodiscard]] inline std::size_t bytesOf(const TrafficRow &row)
{
    return row.content.size() + (row.index == 0 ? row.frame.size() : 0);
}
/// Whether \a row has something that was said: it has a direction then, and its content is
/// plaintext.
[[nodiscard]] inline bool isPlaintext(const TrafficRow &row)
{
    return row.kind == TrafficRow::Kind::Message || row.kind == TrafficRow::Kind::StreamData;
}
/// How many messages and events \a row stands for.
[[nodiscard]] quint64 countOf(const TrafficRow &row);
/// Lets \a gap stand for what \a next, a later one, stands for too.
void addGap(TrafficRow &gap, const TrafficRow &next);

/// Keeps alive what rows view. Shared, since rows of one batch are kept, shown and decoded on
/// another thread independently of each other.
using TrafficMemory = std::shared_ptr<const void>;

/// Lets \a row view copies, which the result keeps alive: what of a batch is kept alone must not
/// keep the whole batch. A frame stays with the first of its messages: each of the others would
/// keep a copy.
[[nodiscard]] TrafficMemory copyContents(TrafficRow &row);

} // namespace sealcord
