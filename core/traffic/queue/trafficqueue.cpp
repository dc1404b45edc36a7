// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "core/protocol/protocol.h"
#include "core/traffic/queue/trafficlane.h"
#include "core/traffic/wirerow.h"

#include <algorithm>
#include <functional>
#include <type_traits>
#include <utility>

namespace sealcord {

namespace {

constexpr std::size_t laneCount = 16;

// What counts one message in a number whose lower part counts bytes.
constexpr quint64 oneMessage = quint64{1} << 40;

/// Of this thread: 1, 2, 3, ... Never used twice.
std::size_t threadNumber()
{
    static std::atomic<std::size_t> threads = 0;
    thread_local const auto number = threads.fetch_add(1, std::memory_order_relaxed) + 1;
    return number;
}

/// \a bytes without the secret ones, which are 0 in their place; empty for what is no packet.
std::vector<std::byte> withoutSecrets(Protocol protocol, std::span<const std::byte> bytes)
{
    const auto fields = dissectHandshake(protocol, bytes);
    if (fields.empty()) // then nobody knows what is secret in it
        return {};
    std::vector<std::byte> kept(bytes.size());
    for (const auto &field : fields) {
        if (!field.isSecret)
            std::ranges::copy(bytes.subspan(field.offset, field.length),
                kept.begin() + static_cast<std::ptrdiff_t>(field.offset));
    }
    return kept;
}

/// The rows of all lanes in order of time, those of each lane in their own order, whatever the
/// clock did.
std::vector<TrafficRow> merged(std::span<const LaneContents> lanes)
{
    std::vector<std::span<const TrafficRow>> parts;
    std::size_t total = 0;
    for (const auto &lane : lanes) {
        if (!lane.rows.empty())
            parts.emplace_back(lane.rows);
        total += lane.rows.size();
    }
    std::vector<TrafficRow> rows;
    rows.reserve(total);
    while (!parts.empty()) {
        const auto next = std::ranges::min_element(
            parts, {}, [](std::span<const TrafficRow> part) { return part.front().time; });
        const auto &row = next->front();
        const auto isGap = row.kind == TrafficRow::Kind::Gap;
        if (isGap && !rows.empty() && rows.back().kind == TrafficRow::Kind::Gap)
            rows.back().missing += row.missing;
        else
            rows.push_back(row);
        *next = next->subspan(1);
        if (next->empty())
            parts.erase(next);
    }
    return rows;
}

bool contains(std::span<const std::byte> range, std::span<const std::byte> part)
{
    const std::less_equal<const std::byte *> isBefore;
    return !part.empty() && isBefore(range.data(), part.data())
        && isBefore(part.data() + part.size(), range.data() + range.size());
}

void addPiece(BatchMemory &memory, const PayloadStore::Piece &piece)
{
    memory.add(piece.get(), {piece, piece.get()});
}

/// Hands what is full over and copies what the last chunk of \a store holds, so that few bytes do
/// not keep a whole chunk and the lane can fill it again. \a rows are those of the lane.
void takePayload(PayloadStore &store, std::span<TrafficRow> rows, BatchMemory &memory)
{
    for (const auto &piece : store.takeFull())
        addPiece(memory, piece);
    const auto rest = store.rest();
    if (rest.empty())
        return;
    const auto copy = std::make_shared_for_overwrite<std::byte[]>(rest.size());
    std::ranges::copy(rest, copy.get());
    const auto moveTo = [&](std::span<const std::byte> &view) {
        if (contains(rest, view))
            view = {copy.get() + (view.data() - rest.data()), view.size()};
    };
    for (auto &row : rows) {
        moveTo(row.content);
        moveTo(row.frame);
    }
    addPiece(memory, copy);
}

} // namespace

TrafficQueue::TrafficQueue(const TrafficQueueLimits &limits)
    : m_limits(limits)
{
    // For a full batch: as much comes back when the watcher makes room for it.
    const auto pool =
        std::make_shared<ChunkPool>(limits.bytes / PayloadStore::leastFilled + laneCount);
    m_lanes.reserve(laneCount);
    m_taken.reserve(laneCount);
    for (std::size_t i = 0; i < laneCount; ++i) {
        m_lanes.push_back(std::make_unique<TrafficLane>(limits.news, pool));
        m_taken.emplace_back(limits.news, pool);
    }
}

TrafficQueue::~TrafficQueue() = default;

TrafficBatch TrafficQueue::take()
{
    m_used.store(0, std::memory_order_relaxed);
    m_longBytes.store(0, std::memory_order_relaxed);
    m_events.store(0, std::memory_order_relaxed);
    m_isFull.store(false, std::memory_order_relaxed);
    m_streamsUsed.store(0, std::memory_order_relaxed);
    m_areStreamsFull.store(false, std::memory_order_relaxed);
    m_hasBeenTaken.store(true, std::memory_order_relaxed);
    for (std::size_t i = 0; i < laneCount; ++i)
        m_lanes[i]->swap(m_taken[i]);

    TrafficBatch batch;
    for (auto &lane : m_taken) {
        takePayload(lane.messages, lane.rows, batch.memory);
        takePayload(lane.words, lane.rows, batch.memory);
    }
    batch.rows = merged(m_taken);
    number(batch.rows);
    for (auto &lane : m_taken) {
        lane.news.moveTo(batch);
        lane.streams.moveTo(batch);
        lane.clear();
    }
    return batch;
}

void TrafficQueue::number(std::vector<TrafficRow> &rows)
{
    for (auto &row : rows) {
        row.number = m_nextNumber;
        m_nextNumber += row.kind == TrafficRow::Kind::Gap ? row.missing : 1;
    }
}

void TrafficQueue::addEvent(EventKind event, EventLevel level, const std::string &text)
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = event;
    row.level = level;
    row.content = std::as_bytes(std::span(text));
    addRow(row);
}

// While it is full, messages are counted.
TapInterest TrafficQueue::interest() const noexcept
{
    if (isFull())
        return TapInterest::Numbers;
    return m_limits.wantsFrames ? TapInterest::Frames : TapInterest::Messages;
}

bool TrafficQueue::isFull() const noexcept
{
    return m_isFull.load(std::memory_order_relaxed);
}

void TrafficQueue::happened(WireEvent event)
{
    if (const auto *message = event.as<MessageSeen>())
        return addMessage(*message);
    if (const auto *frame = event.as<FrameSealed>())
        return addFrame(*frame);
    if (const auto *data = event.as<StreamDataSeen>())
        return addStreamData(*data);
    if (const auto *unseen = event.as<MessagesUnseen>())
        return drop(unseen->count);
    event.visit([this](const auto &record) { addNews(record); });
    if (const WireRow made(event); made.row())
        addRow(*made.row());
}

void TrafficQueue::addMessage(const MessageSeen &message)
{
    if (isFull())
        return drop(1);
    auto row = rowOf(message);
    if (!m_limits.wantsFrames) { // another tap may have asked for it
        row.frame = {};
        row.awaitsFrame = false;
    }
    if (!hasRoomForMessage(row.content.size() + row.frame.size()))
        return drop(1);
    lane().add(row);
}

// The rows are there, whether there is room for what is on the wire of them or not.
void TrafficQueue::addFrame(const FrameSealed &frame)
{
    if (!m_limits.wantsFrames)
        return;
    const auto bytes = frame.frame.size();
    const bool isLong = bytes >= TrafficQueueLimits::longMessage;
    auto &counted = isLong ? m_longBytes : m_used;
    const auto used = (counted.fetch_add(bytes, std::memory_order_relaxed) + bytes) % oneMessage;
    lane().addFrame(frame, used <= (isLong ? m_limits.longBytes : m_limits.bytes));
}

void TrafficQueue::addStreamData(const StreamDataSeen &data)
{
    if (!wantsStreams())
        return;
    const auto isRow = m_limits.streamBytes > 0;
    const auto isKept = isRow && hasRoomForStream(data.bytes.size());
    lane().add(data, isKept);
    if (isRow && !isKept)
        drop(1);
}

bool TrafficQueue::hasRoomForStream(std::size_t bytes)
{
    if (m_areStreamsFull.load(std::memory_order_relaxed))
        return false;
    const auto more = oneMessage + bytes;
    const auto used = m_streamsUsed.fetch_add(more, std::memory_order_relaxed) + more;
    if (used / oneMessage <= m_limits.streamPieces && used % oneMessage <= m_limits.streamBytes)
        return true;
    m_areStreamsFull.store(true, std::memory_order_relaxed);
    return false;
}

void TrafficQueue::addRow(const TrafficRow &event)
{
    if (m_events.fetch_add(1, std::memory_order_relaxed) < m_limits.events)
        lane().add(event);
    else
        drop(1);
}

void TrafficQueue::addNews(const HandshakePacketSeen &packet)
{
    auto bytes = withoutSecrets(packet.protocol, packet.bytes);
    if (!bytes.empty())
        lane().add(HandshakePacketKept{
            packet.connection, packet.direction, std::move(bytes), packet.protocol});
}

// Which streams stand is asked for others too: the watcher is told of them once.
template <typename Record> void TrafficQueue::addNews(const Record &record)
{
    if constexpr (std::is_same_v<Record, StandingTold>
        || std::is_constructible_v<decltype(ConnectionNews::what), const Record &>) {
        lane().add(record);
    } else if constexpr (std::is_same_v<Record, StreamStands>) {
        if (wantsStreams() && !m_hasBeenTaken.load(std::memory_order_relaxed))
            lane().add(record);
    } else if constexpr (std::is_same_v<Record, StreamOpened>
        || std::is_same_v<Record, StreamClosed>) {
        if (wantsStreams())
            lane().add(record);
    }
}

TrafficLane &TrafficQueue::lane() const
{
    return *m_lanes[threadNumber() % laneCount];
}

void TrafficQueue::drop(quint64 count)
{
    lane().drop(threadNumber(), count);
}

bool TrafficQueue::hasRoomForMessage(std::size_t bytes)
{
    if (bytes >= TrafficQueueLimits::longMessage)
        return hasRoomForLong(bytes);
    if (bytes > m_limits.bytes) // would never fit, and nothing else has to stand back for it
        return false;
    const auto more = oneMessage + bytes;
    const auto used = m_used.fetch_add(more, std::memory_order_relaxed) + more;
    if (used / oneMessage <= m_limits.messages && used % oneMessage <= m_limits.bytes)
        return true;
    m_isFull.store(true, std::memory_order_relaxed);
    return false;
}

bool TrafficQueue::hasRoomForLong(std::size_t bytes)
{
    if (bytes > m_limits.longBytes) // as above
        return false;
    if (m_longBytes.fetch_add(bytes, std::memory_order_relaxed) + bytes <= m_limits.longBytes)
        return true;
    m_isFull.store(true, std::memory_order_relaxed);
    return false;
}

} // namespace sealcord
