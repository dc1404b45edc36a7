// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace sealcord {

/// How long an agent's messages are on their way to the server and back.
///
/// It takes the n-th message that came over a connection for the answer to the n-th that was sent
/// over it, which holds for a server that echoes, and that answers in order, once each. What came
/// before, or without, anything was sent answers nothing. A message that a gap has swallowed takes
/// part in no pair, and disturbs no other: pairs go by the number that a message has on its
/// connection.
///
/// Belongs to one thread. Keeps the last 1,000 round trips, and the last 100,000 messages sent that
/// are not answered.
class RoundTrips
{
public:
    using Duration = std::chrono::nanoseconds;

    static constexpr std::size_t kept = 1000;
    static constexpr std::size_t keptUnanswered = 100'000;

    void append(const TrafficBatch &batch);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_trips.empty(); }
    /// The last one. Zero, as what follows, when there is none.
    [[nodiscard]] Duration last() const;
    /// Of those that are kept.
    [[nodiscard]] Duration median() const { return quantile(0.5); }
    [[nodiscard]] Duration p99() const { return quantile(0.99); }
    /// Those that are kept, the oldest first.
    [[nodiscard]] std::vector<Duration> trips() const;

    /// How long after \a row, a message sent, its answer came, or after which time \a row, a
    /// message that came, answered. None where that is not known (any more).
    [[nodiscard]] std::optional<Duration> answeredIn(const TrafficRow &row) const;

private:
    using Time = TrafficRow::Clock::time_point;

    struct Sent {
        quint64 ordinal;
        Time time;
    };
    struct Trip {
        ConnectionId connection;
        quint64 ordinal;
        Duration duration;
    };

    void sent(const TrafficRow &row);
    void came(const TrafficRow &row);
    [[nodiscard]] Duration quantile(double share) const;

    ConnectionId m_connection = 0; // that of m_unanswered
    std::deque<Sent> m_unanswered; // ordinals rise
    std::deque<Trip> m_trips; // the oldest first; of one connection ordinals rise
};

} // namespace sealcord
