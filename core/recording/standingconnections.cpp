// SPDX-License-Identifier: MIT
#include "core/recording/standingconnections.h"

namespace sealcord {

void StandingConnections::note(const RecordItem &item)
{
    const auto *const told = std::get_if<const ConnectionNews *>(&item);
    if (!told)
        return;
    const auto &news = **told;
    if (const auto *ended = std::get_if<ConnectionEnded>(&news.what))
        m_news.erase(ended->connection.id);
    else if (const auto *opened = std::get_if<ConnectionOpened>(&news.what))
        m_news[opened->connection.id] = {news};
    else if (const auto *established = std::get_if<ConnectionEstablished>(&news.what))
        m_news[established->connection.id].push_back(news);
}

std::vector<RecordItem> StandingConnections::items() const
{
    std::vector<RecordItem> items;
    for (const auto &[id, news] : m_news) {
        for (const auto &piece : news)
            items.emplace_back(&piece);
    }
    return items;
}

std::vector<ConnectionNews> StandingConnections::news() const
{
    std::vector<ConnectionNews> all;
    for (const auto &[id, news] : m_news)
        all.insert(all.end(), news.begin(), news.end());
    return all;
}

} // namespace sealcord
