// SPDX-License-Identifier: MIT
#include "core/traffic/models/roundtrips.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sealcord {

void RoundTrips::append(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        if (row.kind != TrafficRow::Kind::Message)
            continue;
        if (row.connection.id != m_connection) {
            m_connection = row.connection.id; // an agent has one at a time
            m_unanswered.clear();
        }
        if (row.direction == Direction::Out)
            sent(row);
        else
            came(row);
    }
}

void RoundTrips::clear()
{
    m_unanswered.clear();
    m_trips.clear();
}

void RoundTrips::sent(const TrafficRow &row)
{
    m_unanswered.push_back({row.ordinal, row.time});
    if (m_unanswered.size() > keptUnanswered)
        m_unanswered.pop_front();
}

// What was sent before the one that is answered has been answered too, and a gap has swallowed it.
void RoundTrips::came(const TrafficRow &row)
{
    while (!m_unanswered.empty() && m_unanswered.front().ordinal < row.ordinal)
        m_unanswered.pop_front();
    if (m_unanswered.empty() || m_unanswered.front().ordinal != row.ordinal)
        return;
    // The clock may have been set back meanwhile.
    const auto duration = std::max(Duration{}, Duration(row.time - m_unanswered.front().time));
    m_unanswered.pop_front();
    m_trips.push_back({row.connection.id, row.ordinal, duration});
    if (m_trips.size() > kept)
        m_trips.pop_front();
}

RoundTrips::Duration RoundTrips::last() const
{
    return m_trips.empty() ? Duration{} : m_trips.back().duration;
}

// The nearest rank: a round trip that there was.
RoundTrips::Duration RoundTrips::quantile(double share) const
{
    if (m_trips.empty())
        return {};
    auto sorted = trips();
    const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
    const auto at = sorted.begin() + (static_cast<std::ptrdiff_t>(rank) - 1);
    std::ranges::nth_element(sorted, at);
    return *at;
}

std::vector<RoundTrips::Duration> RoundTrips::trips() const
{
    std::vector<Duration> durations;
    durations.reserve(m_trips.size());
    for (const auto &trip : m_trips)
        durations.push_back(trip.duration);
    return durations;
}

std::optional<RoundTrips::Duration> RoundTrips::answeredIn(const TrafficRow &row) const
{
    if (row.kind != TrafficRow::Kind::Message)
        return std::nullopt;
    const auto key = std::tuple(row.connection.id, row.ordinal);
    const auto trip = std::ranges::lower_bound(m_trips, key, {},
        [](const Trip &each) { return std::tuple(each.connection, each.ordinal); });
    if (trip == m_trips.end() || std::tuple(trip->connection, trip->ordinal) != key)
        return std::nullopt;
    return trip->duration;
}

} // namespace sealcord
