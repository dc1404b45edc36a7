// SPDX-License-Identifier: MIT
#include "core/control/streamtally.h"

#include <iterator>
#include <utility>

namespace sealcord {

void StreamTally::take(const std::vector<StreamNews> &news)
{
    for (const auto &piece : news)
        count(piece);
}

void StreamTally::count(const StreamNews &piece)
{
    if (piece.number == 0)
        return m_unnumbered.push_back(piece);
    auto &[news, isChanged] = m_streams[{piece.connection.id, piece.number}];
    isChanged = true;
    auto all = piece;
    if (!piece.isTotal) {
        all.bytesIn += news.bytesIn;
        all.bytesOut += news.bytesOut;
        all.isTotal = true;
    }
    if (!piece.opened)
        all.opened = news.opened;
    news = std::move(all);
}

std::vector<StreamNews> StreamTally::takeChanged()
{
    auto changed = std::exchange(m_unnumbered, {});
    for (auto at = m_streams.begin(); at != m_streams.end();) {
        auto &[news, isChanged] = at->second;
        const bool hasEnded = news.end.has_value();
        if (std::exchange(isChanged, false))
            changed.push_back(news);
        at = hasEnded ? m_streams.erase(at) : std::next(at);
    }
    return changed;
}

} // namespace sealcord
