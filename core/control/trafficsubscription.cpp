// SPDX-License-Identifier: MIT
#include "core/control/trafficsubscription.h"

#include "core/net/tap/tapset.h"
#include "core/records/recordfields.h"

#include <QString>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace sealcord {

namespace {

// Twice of each is the most that is kept for one subscriber: what it is being told, and what waits.
constexpr TrafficQueueLimits queueLimits(bool wantsFrames)
{
    TrafficQueueLimits limits;
    limits.bytes = std::size_t{8} * 1024 * 1024;
    limits.longBytes = std::size_t{8} * 1024 * 1024;
    limits.events = 10'000;
    limits.wantsFrames = wantsFrames;
    return limits;
}

RecordingHead headFor(RecordingHead head, const SubscriptionWishes &wishes)
{
    head.started = RecordTime::clock::now();
    head.hasContents = wishes.hasContents;
    head.hasFrames = wishes.hasContents && wishes.hasFrames;
    return head;
}

RecordingHead withoutContents(RecordingHead head)
{
    head.hasContents = false;
    head.hasFrames = false;
    return head;
}

std::expected<bool, std::string> wish(const Record &request, std::string_view name, bool unless)
{
    const auto *const member = request.find(name);
    if (!member)
        return unless;
    if (const auto *const value = std::get_if<bool>(member))
        return *value;
    return std::unexpected(std::string(name) + " is to be true or false");
}

template <typename What> std::unordered_set<ConnectionId> connectionsOf(const TrafficBatch &batch)
{
    std::unordered_set<ConnectionId> ids;
    for (const auto &news : batch.news) {
        if (const auto *const what = std::get_if<What>(&news.what))
            ids.insert(what->connection.id);
    }
    return ids;
}

} // namespace

std::expected<SubscriptionWishes, std::string> subscriptionWishes(const Record &request)
{
    SubscriptionWishes wishes;
    if (const auto *const member = request.find("if")) {
        const auto *const text = std::get_if<std::string>(member);
        if (!text)
            return std::unexpected("if is to be a filter: docs/filters.md");
        auto filter = Filter::parse(QString::fromStdString(*text));
        if (!filter)
            return std::unexpected("no filter: " + filter.error().text.toStdString() + " (column "
                + std::to_string(filter.error().offset + 1) + ')');
        wishes.filter = *std::move(filter);
    }
    for (const auto &[name, target] : {std::pair("contents", &wishes.hasContents),
             std::pair("frames", &wishes.hasFrames), std::pair("counts", &wishes.hasCounts)}) {
        const auto value = wish(request, name, *target);
        if (!value)
            return std::unexpected(value.error());
        *target = *value;
    }
    return wishes;
}

TrafficSubscription::TrafficSubscription(
    TapSet &taps, Census &census, RecordingHead head, SubscriptionWishes wishes)
    : m_taps(taps)
    , m_wishes(std::move(wishes))
    , m_lines(headFor(std::move(head), m_wishes))
    , m_linesOfLong(withoutContents(m_lines.head()))
    , m_queue(std::make_shared<TrafficQueue>(queueLimits(m_lines.head().hasFrames)))
    , m_standing(std::make_shared<std::optional<Census::Connections>>())
{
    m_taps.add(m_queue);
    census.count([standing = m_standing](
                     const Census::Connections &connections) { *standing = connections; });
}

TrafficSubscription::~TrafficSubscription()
{
    m_taps.remove(m_queue.get());
}

std::string TrafficSubscription::head() const
{
    std::string line;
    m_lines.addHead(line);
    line.pop_back(); // the newline
    return line;
}

void TrafficSubscription::takeBatch()
{
    m_batch = m_queue->take();
    m_items = recordItems(m_batch);
    m_next = 0;
}

void TrafficSubscription::take(std::string &records, std::size_t most)
{
    if (!m_hasBegun && !*m_standing)
        return; // nobody knows yet what comes first
    if (m_next == m_items.size()) {
        takeBatch();
        if (!std::exchange(m_hasBegun, true))
            tellStanding(records);
        if (m_wishes.hasCounts)
            addCounts(records);
    }
    while (m_next < m_items.size() && records.size() < most)
        add(records, m_items[m_next++]);
}

// They were counted on each thread at another moment: one that came meanwhile may be in what
// happened as well, and one that has gone meanwhile is in that alone. One that came and went among
// many is not even there, nor is then that it stood, which the queue was told with everything else.
void TrafficSubscription::tellStanding(std::string &records) const
{
    const auto opened = connectionsOf<ConnectionOpened>(m_batch);
    const auto stood = connectionsOf<ConnectionStands>(m_batch);
    for (const auto &[stands, count] : **m_standing) {
        const auto &connection = stands.connection;
        if (opened.contains(connection.id) || !stood.contains(connection.id))
            continue;
        const ConnectionNews beginning{m_lines.head().started, ConnectionOpened{connection}};
        if (!passes(m_wishes.filter, &beginning))
            continue;
        JsonObject record(records);
        addBeginning(record, beginning.time, "info", m_lines.head().role);
        record.add("event", "connection-stands");
        addStanding(record, stands);
        addCount(record, count);
        record.add("text", connection.peer.toString().toStdString() + " is connected");
        record.finish();
        records += '\n';
    }
}

void TrafficSubscription::add(std::string &records, const RecordItem &item) const
{
    if (!passes(m_wishes.filter, item))
        return;
    const auto *const row = std::get_if<const TrafficRow *>(&item);
    addLine(
        records, row && (*row)->content.size() > longestContent ? m_linesOfLong : m_lines, item);
}

void TrafficSubscription::addCounts(std::string &records) const
{
    for (const auto &news : m_batch.news) {
        const auto *const counted = std::get_if<ConnectionCounted>(&news.what);
        if (!counted)
            continue;
        JsonObject record(records);
        addBeginning(record, news.time, "info", m_lines.head().role);
        addEvent(record, "connection-counted", counted->connection);
        addCount(record, counted->count);
        record.finish();
        records += '\n';
    }
}

} // namespace sealcord
