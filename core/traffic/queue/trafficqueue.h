// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/queue/newsbook.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace sealcord {

class TrafficLane;
struct LaneContents;

/// How much of what happens is kept between two calls of TrafficQueue::take().
struct TrafficQueueLimits {
    /// From so many bytes on, with its frame, a message is long.
    static constexpr std::size_t longMessage = 1024 * 1024;

    std::size_t messages = 4000;
    std::size_t bytes = 32 * 1024 * 1024; ///< of plaintext and frames, but for long messages
    /// Of long messages: one of them takes nothing from all the others.
    std::size_t longBytes = 32 * 1024 * 1024;
    std::size_t events = 100'000; ///< rows of events
    NewsBook::Limits news = {}; ///< of each thread
    bool wantsFrames = true; ///< messages are kept with their frames
    /// Of streams, which take nothing from messages. 0: no rows are made of them.
    std::size_t streamBytes = 0;
    std::size_t streamPieces = 2000;
    bool countsStreams = false; ///< what becomes of streams is kept also without such rows
};

/// Carries what happens from the threads of the connections to whoever watches, without ever
/// letting them wait: what does not fit is dropped and counted, and comes out as a gap row. From
/// the first message that is dropped, all are until the next take(): what is kept has no holes. So
/// it is with bytes of streams, which have a bound of their own.
/// What becomes of connections is never dropped: see NewsBook.
///
/// A Tap that any thread may tell; take() belongs to the watcher's thread.
class TrafficQueue final : public Tap
{
public:
    explicit TrafficQueue(const TrafficQueueLimits &limits = {});
    ~TrafficQueue() override;

    /// What has happened since the last call, numbered and in order of time.
    [[nodiscard]] TrafficBatch take();

    /// An event of the watcher's own: comes out of the next take(). Any thread.
    void addEvent(EventKind event, EventLevel level, const std::string &text);

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    void addMessage(const MessageSeen &message);
    void addFrame(const FrameSealed &frame);
    void addStreamData(const StreamDataSeen &data);
    void addRow(const TrafficRow &event);
    void addNews(const HandshakePacketSeen &packet);
    template <typename Record> void addNews(const Record &record);

    [[nodiscard]] bool wantsStreams() const
    {
        return m_limits.countsStreams || m_limits.streamBytes > 0;
    }
    [[nodiscard]] bool hasRoomForStream(std::size_t bytes);
    [[nodiscard]] bool isFull() const noexcept;
    [[nodiscard]] TrafficLane &lane() const;
    void drop(quint64 count);
    [[nodiscard]] bool hasRoomForMessage(std::size_t bytes);
    [[nodiscard]] bool hasRoomForLong(std::size_t bytes);
    void number(std::vector<TrafficRow> &rows);

    const TrafficQueueLimits m_limits;
    std::vector<std::unique_ptr<TrafficLane>> m_lanes; // a thread's own, unless there are many
    std::vector<LaneContents> m_taken; // of each lane; empty but during take()
    std::atomic<bool> m_isFull = false; // a message was dropped since take()
    std::atomic<quint64> m_used = 0; // messages and bytes since take(): one costly step, not two
    std::atomic<quint64> m_longBytes = 0; // since take(), of long messages
    std::atomic<quint64> m_streamsUsed = 0; // as m_used, of streams
    std::atomic<bool> m_areStreamsFull = false; // as m_isFull
    std::atomic<bool> m_hasBeenTaken = false; // the watcher knows the streams that stand
    std::atomic<std::size_t> m_events = 0; // since take()
    quint64 m_nextNumber = 1;
};

} // namespace sealcord
