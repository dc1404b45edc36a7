// SPDX-License-Identifier: MIT
#include "core/recording/recorditem.h"

#include "core/traffic/wirerow.h"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace sealcord {

namespace {

template <typename T> bool is(const ConnectionNews &news)
{
    return std::holds_alternative<T>(news.what);
}

// Of other news a recording has no line.
bool hasLine(const ConnectionNews &news)
{
    return is<ConnectionOpened>(news) || is<HandshakePacketKept>(news)
        || is<ConnectionEstablished>(news) || is<ConnectionEnded>(news);
}

bool isOfKind(const ConnectionNews &news, EventKind kind)
{
    switch (kind) {
    case EventKind::ConnectionOpened:
        return is<ConnectionOpened>(news);
    case EventKind::ConnectionEstablished:
        return is<ConnectionEstablished>(news);
    case EventKind::ConnectionEnded:
        return is<ConnectionEnded>(news);
    default:
        return false;
    }
}

ConnectionId connectionOf(const ConnectionNews &news)
{
    return std::visit([](const auto &of) { return of.connection.id; }, news.what);
}

/// The news of a batch that no line is there of yet.
class NewsLeft
{
public:
    explicit NewsLeft(std::span<const ConnectionNews> news)
        : m_all(news)
    {
        for (auto rest = news; !rest.empty();) {
            const auto id = connectionOf(rest.front());
            const auto end = std::ranges::find_if(
                rest, [id](const ConnectionNews &next) { return connectionOf(next) != id; });
            const auto count = static_cast<std::size_t>(end - rest.begin());
            m_left.emplace(id, rest.first(count));
            rest = rest.subspan(count);
        }
    }

    /// Takes what became of \a id up to the piece of that \a kind; nothing where there is none.
    void takeUntil(ConnectionId id, EventKind kind, std::vector<RecordItem> &items)
    {
        const auto found = m_left.find(id);
        if (found == m_left.end())
            return;
        auto &left = found->second;
        const auto last = std::ranges::find_if(
            left, [kind](const ConnectionNews &news) { return isOfKind(news, kind); });
        if (last == left.end())
            return;
        const auto count = static_cast<std::size_t>(last - left.begin()) + 1;
        add(left.first(count), items);
        left = left.subspan(count);
    }

    void takeRest(std::vector<RecordItem> &items)
    {
        for (const auto &news : m_all) {
            const auto found = m_left.find(connectionOf(news));
            if (found == m_left.end())
                continue;
            add(found->second, items);
            m_left.erase(found);
        }
    }

private:
    static void add(std::span<const ConnectionNews> news, std::vector<RecordItem> &items)
    {
        for (const auto &piece : news) {
            if (hasLine(piece))
                items.emplace_back(&piece);
        }
    }

    std::span<const ConnectionNews> m_all;
    std::unordered_map<ConnectionId, std::span<const ConnectionNews>> m_left;
};

// That many events there were of each connection at least: it came, and it went.
constexpr quint64 eventsOfOne = 2;

bool passesAs(const Filter &filter, const WireEvent &event, RecordTime time)
{
    const WireRow made(event);
    auto row = *made.row();
    row.time = time;
    return filter.matches(row);
}

struct Passes {
    const Filter &filter;

    bool operator()(const RecordGap & /*gap*/) const { return true; }
    bool operator()(const TrafficRow *row) const
    {
        return row->kind == TrafficRow::Kind::Gap || filter.matches(*row);
    }
    bool operator()(const ConnectionNews *news) const
    {
        return std::visit([&](const auto &what) { return judge(what, news->time); }, news->what);
    }

    bool judge(const ConnectionOpened &opened, RecordTime time) const
    {
        return passesAs(filter, opened, time);
    }
    bool judge(const ConnectionEstablished &established, RecordTime time) const
    {
        return passesAs(filter, established, time);
    }
    bool judge(const ConnectionEnded &ended, RecordTime time) const
    {
        return passesAs(filter, ended, time);
    }
    bool judge(const HandshakePacketKept &packet, RecordTime time) const
    {
        return passesAs(filter, ConnectionOpened{packet.connection}, time);
    }
    template <typename Other> bool judge(const Other & /*what*/, RecordTime /*time*/) const
    {
        return false;
    }
};

} // namespace

std::vector<RecordItem> recordItems(const TrafficBatch &batch)
{
    std::vector<RecordItem> items;
    items.reserve(batch.rows.size() + batch.news.size());
    NewsLeft news(batch.news);
    for (const auto &row : batch.rows) {
        if (row.kind == TrafficRow::Kind::Notice && row.event <= EventKind::ConnectionEnded)
            news.takeUntil(row.connection.id, row.event, items);
        else
            items.emplace_back(&row);
    }
    news.takeRest(items);
    if (const auto unseen = batch.unseen.connections; unseen > 0)
        items.emplace_back(RecordGap{RecordTime::clock::now(), unseen * eventsOfOne, "too-fast",
            "connections came and went faster than they could be written down"});
    return items;
}

bool passes(const Filter &filter, const RecordItem &item)
{
    return filter.isEmpty() || std::visit(Passes{filter}, item);
}

RecordTime timeOf(const RecordItem &item)
{
    if (const auto *gap = std::get_if<RecordGap>(&item))
        return gap->time;
    if (const auto *row = std::get_if<const TrafficRow *>(&item))
        return (*row)->time;
    return std::get<const ConnectionNews *>(item)->time;
}

quint64 countOf(const RecordItem &item)
{
    if (const auto *gap = std::get_if<RecordGap>(&item))
        return gap->missing;
    if (const auto *row = std::get_if<const TrafficRow *>(&item))
        return countOf(**row);
    return 1;
}

void addLine(std::string &out, const RecordingLines &lines, const RecordItem &item)
{
    if (const auto *gap = std::get_if<RecordGap>(&item))
        lines.addGap(out, gap->time, gap->missing, gap->reason, gap->text);
    else if (const auto *row = std::get_if<const TrafficRow *>(&item))
        lines.add(out, **row);
    else
        lines.add(out, *std::get<const ConnectionNews *>(item));
}

} // namespace sealcord
