// SPDX-License-Identifier: MIT
#include "core/traffic/queue/streambook.h"

#include <iterator>

namespace sealcord {

static StreamNews newsOf(const StreamSeen &stream)
{
    StreamNews news;
    news.connection = stream.connection;
    news.number = stream.number;
    news.isPeers = stream.isPeers;
    news.target = stream.target;
    news.from = stream.from;
    return news;
}

StreamBook::Pieces::iterator StreamBook::piece(const StreamSeen &stream)
{
    const Key key(stream.connection.id, stream.number);
    if (stream.number != 0) {
        if (const auto found = m_pieces.find(key); found != m_pieces.end())
            return found;
    }
    return m_pieces.emplace(key, newsOf(stream));
}

void StreamBook::add(const StreamOpened &opened, StreamNews::TimePoint now)
{
    piece(opened.stream)->second.opened = now;
}

void StreamBook::add(const StreamStands &stands, StreamNews::TimePoint now)
{
    if (stands.state == StreamState::Connecting) // its opening will be news
        return;
    auto &news = piece(stands.stream)->second;
    news.opened = now - stands.age;
    news.bytesIn = stands.bytesIn;
    news.bytesOut = stands.bytesOut;
    news.isTotal = true;
}

void StreamBook::add(const StreamDataSeen &data)
{
    auto &news = piece(data.stream)->second;
    (data.direction == Direction::In ? news.bytesIn : news.bytesOut) += data.bytes.size();
}

void StreamBook::add(const StreamClosed &closed, StreamNews::TimePoint now)
{
    const auto at = piece(closed.stream);
    auto &news = at->second;
    news.bytesIn = closed.bytesIn;
    news.bytesOut = closed.bytesOut;
    news.isTotal = true;
    news.end = StreamNews::End{
        now, closed.duration, closed.wasOpened, closed.reset, std::string(closed.why)};
    if (closed.wasOpened && !news.opened) // then the reader knows it
        return;
    m_cameAndWent.push_back(at);
    if (m_cameAndWent.size() <= mostCameAndWent)
        return;
    m_pieces.erase(m_cameAndWent.front());
    m_cameAndWent.pop_front();
    ++m_unseen;
}

void StreamBook::moveTo(TrafficBatch &batch)
{
    for (auto &[key, news] : m_pieces)
        batch.streams.push_back(std::move(news));
    m_pieces.clear();
    m_cameAndWent.clear();
    batch.streamsUnseen += std::exchange(m_unseen, 0);
}

} // namespace sealcord
