// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <cstddef>
#include <deque>
#include <map>
#include <vector>

namespace sealcord {

/// What became of connections since it was last emptied, for a reader who may come late.
///
/// That one has opened, is established, or has ended is never left out: the reader would take the
/// dead for living. Memory is bounded all the same, by the connections that live now and those that
/// lived when the reader came last: of all but the packets of a handshake a connection's last one
/// stands for those before it, and connections that have come and gone meanwhile are counted where
/// they are many.
class NewsBook
{
public:
    struct Limits {
        std::size_t cameAndWent = 1000; ///< connections; older ones are counted
        /// Connections about which the first piece is no change of state.
        std::size_t strays = 100'000;
    };

    explicit NewsBook(const Limits &limits)
        : m_limits(limits)
    { }

    void add(ConnectionNews news);
    void add(const StandingTold &answer) { m_answers.push_back(answer); }

    /// Appends it all to \a batch, connections in the order of their numbers, and forgets it.
    void moveTo(TrafficBatch &batch);

private:
    using Pieces = std::vector<ConnectionNews>;

    void noteEnd(ConnectionId id, const Pieces &pieces);

    Limits m_limits;
    std::map<ConnectionId, Pieces> m_pieces; // each connection's in order
    std::deque<ConnectionId> m_cameAndWent; // in the order in which they ended
    ConnectionsUnseen m_unseen;
    std::vector<StandingTold> m_answers;
};

} // namespace sealcord
