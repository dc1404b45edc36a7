// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QtGlobal>

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace sealcord {

/// How long an agent's messages are on their way to a server that echoes, and back.
///
/// Only an echo is an answer: the same content. The n-th message that came over a connection
/// answers the (n + k)-th that was sent, with k as it was found last: 0 at first, more when the
/// server left messages unanswered, less when it spoke by itself. Where the contents disagree, the
/// first message of that content which is not answered tells a new k. After a gap nothing that was
/// sent before it is paired.
///
/// Where contents do not tell messages apart, time does. What was sent before a pause longer than
/// replies take on this connection, or has waited for a second in which none came at all, is
/// answered only by what nothing later could have asked for.
///
/// Belongs to one thread. Keeps the last 1,000 round trips, and the last 100,000 messages sent that
/// are not answered; the cost of a message does not grow with these.
class RoundTrips
{
public:
    using Duration = std::chrono::nanoseconds;

    static constexpr std::size_t kept = 1000;
    static constexpr std::size_t keptUnanswered = 100'000;

    void append(const TrafficBatch &batch);

    /// Nothing was answered on the last connection.
    [[nodiscard]] bool isEmpty() const;
    /// The last one of the last connection. Zero, as what follows, when there is none.
    [[nodiscard]] Duration last() const;
    /// Of those of the last connection that are kept.
    [[nodiscard]] Duration median() const { return quantile(0.5); }
    [[nodiscard]] Duration p99() const { return quantile(0.99); }
    /// Those of the last connection that are kept, the oldest first.
    [[nodiscard]] std::vector<Duration> trips() const;

    /// How long after \a row, a message sent, its answer came, or after which time \a row, a
    /// message that came, answered. None where that is not known (any more). Of any connection.
    [[nodiscard]] std::optional<Duration> answeredIn(const TrafficRow &row) const;

private:
    using Time = TrafficRow::Clock::time_point;

    struct Sent {
        quint64 ordinal;
        Time time;
        std::size_t content; // a hash of it
    };
    using Queue = std::deque<Sent>;
    struct Trip {
        ConnectionId connection;
        quint64 sent; // ordinals
        quint64 came;
        Duration duration;
    };

    void begin(const TrafficRow &first);
    void sent(const TrafficRow &row);
    void came(const TrafficRow &row);
    [[nodiscard]] bool isAfterPause(Time time);
    [[nodiscard]] Duration usual();
    [[nodiscard]] Queue::iterator answeredBy(const TrafficRow &row);
    [[nodiscard]] Queue::iterator alike(std::size_t content);
    [[nodiscard]] Duration quantile(double share) const;

    // Of the last connection:
    ConnectionId m_connection = 0;
    Time m_opened;
    Duration m_handshake{};
    std::optional<Duration> m_usual; // none: to be found anew
    qint64 m_offset = 0; // of the ordinal that is answered to that of the answer
    quint64 m_lastSent = 0; // 0: not known
    quint64 m_lastBeforePause = 0;
    Time m_lastTime; // of a message, either way
    Time m_silentSince; // since then replies are owed and none has come
    Queue m_unanswered; // ordinals rise

    std::deque<Trip> m_trips; // the oldest first; of one connection both ordinals rise
};

} // namespace sealcord
