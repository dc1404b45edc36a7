// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <cstddef>
#include <deque>
#include <map>
#include <utility>

namespace sealcord {

/// What became of streams since it was last emptied, for a reader who may come late: of each stream
/// all in one piece.
///
/// Memory is bounded by the streams that are open now and those that were when the reader came
/// last: of streams that have come and gone meanwhile, or were refused, the last ones are kept, the
/// others counted.
class StreamBook
{
public:
    static constexpr std::size_t mostCameAndWent = 1000;

    void add(const StreamOpened &opened, StreamNews::TimePoint now);
    /// Of a stream that the reader does not know.
    void add(const StreamStands &stands, StreamNews::TimePoint now);
    void add(const StreamDataSeen &data);
    void add(const StreamClosed &closed, StreamNews::TimePoint now);

    /// Appends it all to \a batch, streams of a connection in the order of their numbers, and
    /// forgets it.
    void moveTo(TrafficBatch &batch);

private:
    using Key = std::pair<ConnectionId, StreamNumber>;
    using Pieces = std::multimap<Key, StreamNews>; // those without a number share a key

    [[nodiscard]] Pieces::iterator piece(const StreamSeen &stream);

    Pieces m_pieces;
    std::deque<Pieces::iterator> m_cameAndWent; // in the order in which they ended
    quint64 m_unseen = 0;
};

} // namespace sealcord
