// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <string>

namespace sealcord {

/// The row that something which happened makes in a list: the one place that decides what filters
/// find in it, whoever filters.
class WireRow
{
public:
    /// \a event and what it refers to outlive it.
    explicit WireRow(WireEvent event);
    WireRow(const WireRow &) = delete;
    WireRow &operator=(const WireRow &) = delete;

    /// Without number, and without time unless it is a message's. None for what no list shows, such
    /// as counts.
    [[nodiscard]] const TrafficRow *row() const { return m_isShown ? &m_row : nullptr; }

private:
    void make(const ConnectionOpened &opened);
    void make(const ConnectionEstablished &established);
    void make(const MessageSeen &message);
    void make(const MessageNotSent &message);
    void make(const ConnectionEnded &ended);
    void make(const ConnectionRefused &refused);
    void make(const AcceptingPaused &paused);
    void make(const StreamOpened &opened);
    void make(const StreamClosed &closed);
    template <typename Record> void make(const Record &) { m_isShown = false; }

    void makeEvent(EventKind kind, EventLevel level, const ConnectionName &connection,
        std::string_view content);

    TrafficRow m_row;
    std::string m_text; // where the row's content is no part of the event
    bool m_isShown = true;
};

/// The row of \a message, whose bytes it views.
[[nodiscard]] inline TrafficRow rowOf(const MessageSeen &message)
{
    TrafficRow row;
    row.direction = message.direction;
    row.time = message.time;
    row.connection = message.connection;
    row.content = message.plaintext;
    row.frame = message.frame;
    row.awaitsFrame = message.awaitsFrame;
    row.index = message.index;
    row.inFrame = message.inFrame;
    row.sender = message.sender;
    row.frames = message.frames;
    row.ordinal = message.ordinal;
    row.wireEnd = message.wireEnd;
    return row;
}

/// The row of \a data, whose bytes it views.
[[nodiscard]] inline TrafficRow rowOf(const StreamDataSeen &data)
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::StreamData;
    row.direction = data.direction;
    row.time = data.time;
    row.connection = data.stream.connection;
    row.content = data.bytes;
    row.stream = data.stream.number;
    row.target = StreamTarget(data.stream.target);
    return row;
}

/// How much it matters that a connection ended so.
[[nodiscard]] EventLevel levelOf(const ConnectionEnded &ended);

} // namespace sealcord
