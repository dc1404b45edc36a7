// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// What a second brings each way.
struct TopRates {
    double messagesIn = 0;
    double bytesIn = 0;
    double messagesOut = 0;
    double bytesOut = 0;

    TopRates &operator+=(const TopRates &other);
};

/// A connection of a server, as that told of it last.
struct TopAgent {
    ConnectionId connection = 0;
    QString name; ///< printable; what an agent claims stands escaped between quotes; empty: none
    QString address; ///< printable
    QString protection; ///< short; "handshake" until that is done
    bool isAnonymous = false; ///< it has shown no key: anybody may be there, or in between
    std::chrono::milliseconds age{};
    quint64 owed = 0; ///< bytes that it is sent and has not taken
    TrafficCount count;
    quint64 streams = 0; ///< that it carries
    TopRates rates;
    /// Since something was seen to come or go; nothing: that has not been seen.
    std::optional<std::chrono::milliseconds> idle;
};

/// Who is connected to a server, from its answers to `clients`, one after another.
class TopAgents
{
public:
    using Clock = std::chrono::steady_clock;

    /// Rates are those of the last so many answers.
    static constexpr std::size_t ratedAnswers = 4;

    /// \a clients is such an answer, which came at \a now. What is none of its members counts as
    /// missing.
    void take(const QByteArray &clients, Clock::time_point now);
    void clear(); ///< another server's numbers mean others

    /// In the order in which they came to the server.
    [[nodiscard]] const std::vector<TopAgent> &all() const { return m_agents; }
    [[nodiscard]] const TopAgent *find(ConnectionId connection) const;
    [[nodiscard]] const TopRates &rates() const { return m_rates; } ///< of all
    [[nodiscard]] std::size_t established() const { return m_established; }
    [[nodiscard]] quint64 streams() const { return m_streams; } ///< of all

private:
    struct Sample {
        Clock::time_point time;
        TrafficCount count;
    };
    struct Past {
        std::deque<Sample> samples; // the oldest first
        std::optional<Clock::time_point> active;
    };
    using Pasts = std::unordered_map<ConnectionId, Past>;

    void add(const QJsonObject &client, Pasts &pasts, Clock::time_point now);

    std::vector<TopAgent> m_agents;
    TopRates m_rates;
    std::size_t m_established = 0;
    quint64 m_streams = 0;
    Pasts m_pasts; // of those above
};

} // namespace sealcord
