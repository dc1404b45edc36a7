// SPDX-License-Identifier: MIT
#include "core/control/trafficsubscription.h"

#include "core/control/streamcensus.h"
#include "core/net/tap/tapset.h"
#include "core/records/recordfields.h"
#include "core/traffic/wirerow.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace sealcord {

namespace {

constexpr auto streamInterval = std::chrono::milliseconds(250); // as connections are counted

// Twice of each is the most that is kept for one subscriber: what it is being told, and what waits.
TrafficQueueLimits queueLimits(const SubscriptionWishes &wishes)
{
    TrafficQueueLimits limits;
    limits.messages = 2500; // of 64 bytes: 1 MiB of records, what one is owed at a time
    limits.bytes = std::size_t{8} * 1024 * 1024;
    limits.longBytes = std::size_t{8} * 1024 * 1024;
    limits.events = 10'000;
    limits.wantsFrames = wishes.hasContents && wishes.hasFrames;
    limits.countsStreams = wishes.hasCounts;
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

// What a recording has not: it has the messages themselves.
bool areFigures(const ConnectionNews &news)
{
    return std::holds_alternative<ConnectionCounted>(news.what)
        || std::holds_alternative<ConnectionMeasured>(news.what);
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

/// Tells a queue of the messages that pass a filter, and of all else that happens: what nobody
/// wants takes no room from what somebody does.
class WantedMessages final : public Tap
{
public:
    WantedMessages(std::shared_ptr<TrafficQueue> queue, Filter filter)
        : m_queue(std::move(queue))
        , m_filter(std::move(filter))
    { }

    [[nodiscard]] TapInterest interest() const noexcept override { return m_queue->interest(); }
    void happened(WireEvent event) override
    {
        const auto *const message = event.as<MessageSeen>();
        if (!message || m_filter.matches(rowOf(*message)))
            m_queue->happened(event);
    }

private:
    const std::shared_ptr<TrafficQueue> m_queue;
    const Filter m_filter;
};

// A frame comes behind its messages, and belongs to all of them: with frames all have to be kept.
std::shared_ptr<Tap> tapTo(
    const std::shared_ptr<TrafficQueue> &queue, const SubscriptionWishes &wishes)
{
    if (wishes.filter.isEmpty() || wishes.hasFrames)
        return queue;
    return std::make_shared<WantedMessages>(queue, wishes.filter);
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
    TapSet &taps, const Counting &counting, RecordingHead head, SubscriptionWishes wishes)
    : m_taps(taps)
    , m_wishes(std::move(wishes))
    , m_lines(headFor(std::move(head), m_wishes))
    , m_linesOfLong(withoutContents(m_lines.head()))
    , m_queue(std::make_shared<TrafficQueue>(queueLimits(m_wishes)))
    , m_tap(tapTo(m_queue, m_wishes))
    , m_standing(std::make_shared<Standing>())
{
    m_taps.add(m_tap);
    counting.connections.count([standing = m_standing](const Census::Connections &connections) {
        standing->connections = connections;
    });
    if (m_wishes.hasCounts)
        counting.streams.count(
            {}, [standing = m_standing](const auto &) { standing->areStreamsTold = true; });
    else
        m_standing->areStreamsTold = true;
}

TrafficSubscription::~TrafficSubscription()
{
    m_taps.remove(m_tap.get());
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
    m_items.clear();
    if (m_wishes.hasCounts) {
        for (const auto &news : m_batch.news) {
            if (areFigures(news))
                m_items.emplace_back(&news);
        }
    }
    std::ranges::copy(recordItems(m_batch), std::back_inserter(m_items));
    m_next = 0;
    takeStreams();
}

void TrafficSubscription::takeStreams()
{
    m_tally.take(m_batch.streams);
    m_streams.clear();
    m_nextStream = 0;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_toldStreams < streamInterval)
        return;
    m_toldStreams = now;
    m_streams = m_tally.takeChanged();
}

void TrafficSubscription::take(std::string &records, std::size_t most)
{
    if (!m_hasBegun && !(m_standing->connections && m_standing->areStreamsTold))
        return; // nobody knows yet what comes first
    if (m_untold.empty() && m_next == m_items.size() && m_nextStream == m_streams.size())
        takeBatch();
    if (!std::exchange(m_hasBegun, true))
        takeStanding();
    for (; !m_untold.empty() && records.size() < most; m_untold.pop_back())
        add(records, m_untold.back());
    while (m_untold.empty() && m_next < m_items.size() && records.size() < most)
        add(records, m_items[m_next++]);
    const auto areItemsTold = m_untold.empty() && m_next == m_items.size();
    while (areItemsTold && m_nextStream < m_streams.size() && records.size() < most)
        addCounted(records, m_streams[m_nextStream++]);
}

// They were counted on each thread at another moment: one that came meanwhile may be in what
// happened as well, and one that has gone meanwhile is in that alone. One that came and went among
// many is not even there, nor is then that it stood, which the queue was told with everything else.
void TrafficSubscription::takeStanding()
{
    const auto opened = connectionsOf<ConnectionOpened>(m_batch);
    const auto stood = connectionsOf<ConnectionStands>(m_batch);
    m_untold = *std::exchange(m_standing->connections, {});
    std::erase_if(m_untold, [&](const CountedConnection &connection) {
        const auto id = connection.stands.connection.id;
        return opened.contains(id) || !stood.contains(id);
    });
    std::ranges::reverse(m_untold);
}

void TrafficSubscription::add(std::string &records, const CountedConnection &connection) const
{
    const auto &[stands, count] = connection;
    const ConnectionNews beginning{m_lines.head().started, ConnectionOpened{stands.connection}};
    if (!passes(m_wishes.filter, &beginning))
        return;
    JsonObject record(records);
    addBeginning(record, beginning.time, "info", m_lines.head().role);
    record.add("event", "connection-stands");
    addStanding(record, stands);
    addCount(record, count);
    record.add("text", stands.connection.peer.toString().toStdString() + " is connected");
    record.finish();
    records += '\n';
}

void TrafficSubscription::add(std::string &records, const RecordItem &item) const
{
    const auto *const *const news = std::get_if<const ConnectionNews *>(&item);
    if (news && areFigures(**news))
        return addFigures(records, **news);
    if (!passes(m_wishes.filter, item))
        return;
    const auto *const row = std::get_if<const TrafficRow *>(&item);
    addLine(
        records, row && (*row)->content.size() > longestContent ? m_linesOfLong : m_lines, item);
}

void TrafficSubscription::addFigures(std::string &records, const ConnectionNews &news) const
{
    JsonObject record(records);
    addBeginning(record, news.time, "info", m_lines.head().role);
    if (const auto *const counted = std::get_if<ConnectionCounted>(&news.what)) {
        addEvent(record, "connection-counted", counted->connection);
        addCount(record, counted->count);
    } else if (const auto *const measured = std::get_if<ConnectionMeasured>(&news.what)) {
        addEvent(record, "connection-measured", measured->connection);
        addMeasure(record, *measured);
    }
    record.finish();
    records += '\n';
}

void TrafficSubscription::addCounted(std::string &records, const StreamNews &news) const
{
    const auto time = news.end ? news.end->time : RecordTime::clock::now();
    JsonObject record(records);
    addBeginning(record, time, "info", m_lines.head().role);
    sealcord::addCounted(record, news, time);
    record.finish();
    records += '\n';
}

} // namespace sealcord
