// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/queue/newsbook.h"
#include "core/traffic/queue/payloadstore.h"
#include "core/traffic/queue/streambook.h"
#include "core/traffic/trafficbatch.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>

namespace sealcord {

/// What threads have put into a TrafficQueue since it was last emptied.
struct LaneContents {
    LaneContents(const NewsBook::Limits &limits, const std::shared_ptr<ChunkPool> &pool)
        : messages(pool)
        , words(pool)
        , news(limits)
    { }

    std::vector<TrafficRow> rows; ///< in order of time but for steps of the clock; no numbers yet
    PayloadStore messages; ///< what their rows view
    PayloadStore words; ///< what rows of events view, who outlive the messages among them
    NewsBook news;
    StreamBook streams;

    /// Empties rows and payload, and leaves the memory for the next ones.
    void clear();
};

/// The frame under way of a connection whose messages come one by one: it comes with the first of
/// them and belongs to the others as well.
class SharedFrame
{
public:
    /// Gives \a row, the next that is kept, the frame of the one before where both are of the same.
    void take(TrafficRow &row);
    /// What the rows so far view goes: where the frame has more messages it is kept in \a payload.
    void moveTo(PayloadStore &payload);

private:
    ConnectionId m_connection = 0;
    quint64 m_ordinal = 0; // of the last message
    std::span<const std::byte> m_frame;
    std::size_t m_before = 0; // bytes of the messages so far
    bool m_hasMore = false;
};

/// A part of a TrafficQueue that one thread, or few, put into. Any thread.
class alignas(64) TrafficLane // a cache line of its own: the threads do not slow each other down
{
public:
    TrafficLane(const NewsBook::Limits &limits, const std::shared_ptr<ChunkPool> &pool)
        : m_contents(limits, pool)
    { }

    /// Counts \a count messages or events that are not kept where they would have been. \a thread,
    /// not 0, is the caller's own number.
    void drop(std::size_t thread, quint64 count);
    /// Adds \a row, timed now where it is not, with copies of what it views.
    void add(const TrafficRow &row);
    /// What of the rows belongs to \a sealed views its bytes from now on, if \a isKept.
    void addFrame(const FrameSealed &sealed, bool isKept);
    void add(decltype(ConnectionNews::what) what);
    void add(const StandingTold &answer);
    void add(const StreamOpened &opened);
    void add(const StreamStands &stands);
    void add(const StreamClosed &closed);
    /// Counts its bytes and, if \a isKept, adds a row of them.
    void add(const StreamDataSeen &data, bool isKept);

    /// Takes all that is there and leaves \a contents, which is empty. Messages whose frame has yet
    /// to come stay for the next call, with what came after them.
    void swap(LaneContents &contents);

private:
    void keep(const TrafficRow &row);
    void closeGap();
    void holdBack(LaneContents &taken);
    [[nodiscard]] quint64 countDrop(std::size_t thread, quint64 count);

    std::atomic<std::size_t> m_owner = 0; // the first thread that dropped something; 0: none has
    // What was dropped ever. Only the owner writes the first, which spares it a locked instruction
    // for each message.
    std::atomic<quint64> m_ownersDrops = 0;
    std::atomic<quint64> m_othersDrops = 0;
    std::atomic<quint64> m_toldDrops = 0; // of both, as gaps
    std::mutex m_mutex;
    LaneContents m_contents; // guarded by m_mutex, as the next
    std::size_t m_heldBack = 0; // rows at its beginning that were held back
    SharedFrame m_shared;
    TrafficRow::Clock::time_point m_gapTime; // of the first that was dropped
};

} // namespace sealcord
