// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficqueue.h"

#include "core/protocol/dissection.h"
#include "core/traffic/queue/trafficlane.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace sealcord {

namespace {

constexpr std::size_t laneCount = 16;

/// Of this thread: 1, 2, 3, ... Never used twice.
std::size_t threadNumber()
{
    static std::atomic<std::size_t> threads = 0;
    thread_local const auto number = threads.fetch_add(1, std::memory_order_relaxed) + 1;
    return number;
}

std::string_view inWords(MessageNotSent::Reason reason)
{
    using enum MessageNotSent::Reason;
    switch (reason) {
    case NotEstablished:
        return "the connection is not established";
    case TooLong:
        return "the message is over the limit";
    case TooMuchOwed:
        return "the peer reads too slowly, and too much waits for it already";
    case Failed:
        break;
    }
    return "the connection failed";
}

TrafficRow eventOf(EventKind kind, EventLevel level, const ConnectionName &connection)
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = kind;
    row.level = level;
    row.connection = connection;
    return row;
}

EventLevel levelOf(EndReason reason)
{
    if (reason == EndReason::InternalError)
        return EventLevel::Error;
    return isFault(reason) ? EventLevel::Warning : EventLevel::Info;
}

/// \a bytes without the secret ones, which are 0 in their place; empty for what is no packet.
std::vector<std::byte> withoutSecrets(std::span<const std::byte> bytes)
{
    const auto fields = dissectHandshake("classic", bytes);
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

/// What the rows of a batch view.
using Chunks = std::vector<PayloadStore::Chunk>;

/// Hands full chunks over and copies what a lane's last chunk holds, so that few bytes do not keep
/// a whole chunk and the lane can fill it again.
void takePayload(LaneContents &lane, Chunks &chunks)
{
    std::ranges::move(lane.payload.takeFullChunks(), std::back_inserter(chunks));
    const auto rest = lane.payload.rest();
    if (rest.empty())
        return;
    auto copy = std::make_unique_for_overwrite<std::byte[]>(rest.size());
    std::ranges::copy(rest, copy.get());
    const auto moveTo = [&](std::span<const std::byte> &view) {
        if (contains(rest, view))
            view = {copy.get() + (view.data() - rest.data()), view.size()};
    };
    for (auto &row : lane.rows) {
        moveTo(row.content);
        moveTo(row.frame);
    }
    chunks.push_back(std::move(copy));
}

} // namespace

TrafficQueue::TrafficQueue(const TrafficQueueLimits &limits)
    : m_limits(limits)
{
    m_lanes.reserve(laneCount);
    m_taken.reserve(laneCount);
    for (std::size_t i = 0; i < laneCount; ++i) {
        m_lanes.push_back(std::make_unique<TrafficLane>(limits.news));
        m_taken.emplace_back(limits.news);
    }
}

TrafficQueue::~TrafficQueue() = default;

TrafficBatch TrafficQueue::take()
{
    m_messages.store(0, std::memory_order_relaxed);
    m_bytes.store(0, std::memory_order_relaxed);
    m_events.store(0, std::memory_order_relaxed);
    m_isFull.store(false, std::memory_order_relaxed);
    for (std::size_t i = 0; i < laneCount; ++i)
        m_lanes[i]->swap(m_taken[i]);

    TrafficBatch batch;
    Chunks chunks;
    for (auto &lane : m_taken)
        takePayload(lane, chunks);
    batch.rows = merged(m_taken);
    number(batch.rows);
    if (!chunks.empty())
        batch.memory = std::make_shared<const Chunks>(std::move(chunks));
    for (auto &lane : m_taken) {
        lane.news.moveTo(batch);
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
    addEvent(eventOf(event, level, {}), text);
}

// While it is full, messages are counted.
TapInterest TrafficQueue::interest() const noexcept
{
    return isFull() ? TapInterest::Numbers : TapInterest::Frames;
}

bool TrafficQueue::isFull() const noexcept
{
    return m_isFull.load(std::memory_order_relaxed);
}

void TrafficQueue::happened(WireEvent event)
{
    event.visit([this](const auto &record) { keep(record); });
}

void TrafficQueue::keep(const ConnectionOpened &opened)
{
    addNews(opened);
    addEvent(eventOf(EventKind::ConnectionOpened, EventLevel::Info, opened.connection), {});
}

void TrafficQueue::keep(const HandshakePacketSeen &packet)
{
    auto bytes = withoutSecrets(packet.bytes);
    if (!bytes.empty())
        addNews(HandshakePacketKept{packet.connection, packet.direction, std::move(bytes)});
}

void TrafficQueue::keep(const ConnectionEstablished &established)
{
    addNews(established);
    auto event =
        eventOf(EventKind::ConnectionEstablished, EventLevel::Info, established.connection);
    event.isPeerAuthenticated = established.isPeerAuthenticated;
    addEvent(event,
        std::string(established.protocol) + ", fingerprint " + established.fingerprint.toString());
}

void TrafficQueue::keep(const MessageSeen &message)
{
    if (isFull() || !hasRoomForMessage(message.plaintext.size() + message.frame.size())) {
        drop(1);
        return;
    }
    TrafficRow row;
    row.direction = message.direction;
    row.connection = message.connection;
    row.content = message.plaintext;
    row.frame = message.frame;
    row.ordinal = message.ordinal;
    row.wireEnd = message.wireEnd;
    lane().add(row);
}

void TrafficQueue::keep(const MessagesUnseen &unseen)
{
    drop(unseen.count);
}

void TrafficQueue::keep(const MessageNotSent &message)
{
    addEvent(eventOf(EventKind::NotSent, EventLevel::Warning, message.connection),
        std::string(inWords(message.reason)) + " (" + std::to_string(message.length) + " bytes)");
}

void TrafficQueue::keep(const SendProgressed &progress)
{
    addNews(progress);
}

void TrafficQueue::keep(const ConnectionCounted &counted)
{
    addNews(counted);
}

void TrafficQueue::keep(const ConnectionMeasured &measured)
{
    addNews(measured);
}

void TrafficQueue::keep(const ConnectionEnded &ended)
{
    addNews(ended);
    auto event = eventOf(EventKind::ConnectionEnded, levelOf(ended.reason), ended.connection);
    event.endReason = ended.reason;
    addEvent(event, ended.text);
}

void TrafficQueue::keep(const ConnectionRefused &refused)
{
    const auto limit = "the limit of " + std::to_string(refused.limit) + " connections";
    addEvent(eventOf(EventKind::ConnectionRefused, EventLevel::Warning, {0, refused.peer}),
        refused.reason == ConnectionRefused::Reason::TooManyFromAddress
            ? limit + " from one address is reached"
            : limit + " is reached");
}

void TrafficQueue::keep(const AcceptingPaused &paused)
{
    addEvent(EventKind::AcceptingPaused, EventLevel::Warning, paused.text);
}

TrafficLane &TrafficQueue::lane() const
{
    return *m_lanes[threadNumber() % laneCount];
}

void TrafficQueue::drop(quint64 count)
{
    lane().drop(threadNumber(), count);
}

void TrafficQueue::addEvent(TrafficRow event, std::string_view text)
{
    if (m_events.fetch_add(1, std::memory_order_relaxed) >= m_limits.events) {
        drop(1);
        return;
    }
    event.content = std::as_bytes(std::span(text));
    lane().add(event);
}

void TrafficQueue::addNews(decltype(ConnectionNews::what) what)
{
    lane().add(std::move(what));
}

bool TrafficQueue::hasRoomForMessage(std::size_t bytes)
{
    if (bytes > m_limits.bytes) // would never fit, and nothing else has to stand back for it
        return false;
    if (m_messages.fetch_add(1, std::memory_order_relaxed) < m_limits.messages
        && m_bytes.fetch_add(bytes, std::memory_order_relaxed) + bytes <= m_limits.bytes)
        return true;
    m_isFull.store(true, std::memory_order_relaxed);
    return false;
}

} // namespace sealcord
