// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/streamnews.h"

#include <map>
#include <utility>
#include <vector>

namespace sealcord {

/// What each stream has carried in all, for a subscriber who is told of it now and then. Memory is
/// in proportion to the streams that are open, and to those that have ended since he was told.
class StreamTally
{
public:
    /// What became of streams since the call before, the first time with those that stand.
    void take(const std::vector<StreamNews> &news);

    /// Those of which there is news since the call before, with all of their bytes; streams of a
    /// connection in the order of their numbers.
    [[nodiscard]] std::vector<StreamNews> takeChanged();

private:
    struct Counted {
        StreamNews news;
        bool isChanged = false;
    };
    using Key = std::pair<ConnectionId, StreamNumber>;

    void count(const StreamNews &piece);

    std::map<Key, Counted> m_streams;
    std::vector<StreamNews> m_unnumbered; // refused before they had a number
};

} // namespace sealcord
