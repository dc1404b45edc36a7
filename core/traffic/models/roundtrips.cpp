// SPDX-License-Identifier: MIT
#include "core/traffic/models/roundtrips.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <span>
#include <string_view>
#include <tuple>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

// Messages that agree in so much, and in their length, count as the same.
constexpr std::size_t comparedLength = 4096;

// A search looks at no more messages than this, lest a server that does not echo makes each of its
// messages dear.
constexpr std::ptrdiff_t searched = 256;

// Below this what seems a pause may be a thread that had to wait for its turn.
constexpr auto shortestPause = 5ms;

// What TCP waits before it takes an answer for lost, too, as long as it knows nothing (RFC 6298,
// 2.1).
constexpr auto longestSilence = 1s;

std::size_t hashOf(std::span<const std::byte> content)
{
    const auto compared = content.first(std::min(content.size(), comparedLength));
    const std::string_view text(reinterpret_cast<const char *>(compared.data()), compared.size());
    return std::hash<std::string_view>()(text) ^ content.size();
}

} // namespace

void RoundTrips::append(const TrafficBatch &batch)
{
    for (const auto &row : batch.rows) {
        if (row.kind == TrafficRow::Kind::Gap) {
            m_unanswered.clear(); // what answered them may be in it
            m_lastSent = 0;
            continue;
        }
        if (row.connection.id > m_connection) // an agent has one at a time
            begin(row);
        if (row.connection.id != m_connection)
            continue;
        if (row.kind == TrafficRow::Kind::Notice && row.event == EventKind::ConnectionEstablished)
            m_handshake = row.time - m_opened;
        else if (row.kind == TrafficRow::Kind::Message && row.direction == Direction::Out)
            sent(row);
        else if (row.kind == TrafficRow::Kind::Message)
            came(row);
    }
}

void RoundTrips::begin(const TrafficRow &first)
{
    m_connection = first.connection.id;
    m_opened = first.time;
    m_handshake = {};
    m_usual.reset();
    m_offset = 0;
    m_lastSent = 0;
    m_lastBeforePause = 0;
    m_unanswered.clear();
}

void RoundTrips::sent(const TrafficRow &row)
{
    if (m_unanswered.empty())
        m_silentSince = row.time;
    else if (isAfterPause(row.time))
        m_lastBeforePause = m_unanswered.back().ordinal;
    m_unanswered.push_back({row.ordinal, row.time, hashOf(row.content)});
    if (m_unanswered.size() > keptUnanswered)
        m_unanswered.pop_front();
    m_lastSent = row.ordinal;
    m_lastTime = row.time;
}

bool RoundTrips::isAfterPause(Time time)
{
    const auto pause = time - m_lastTime;
    const auto silence = time - m_silentSince;
    if (pause <= shortestPause && silence <= longestSilence)
        return false;
    const auto patience = 2 * usual();
    return pause > std::max<Duration>(patience, shortestPause)
        || silence > std::max<Duration>(patience, longestSilence);
}

/// About what a reply takes here.
RoundTrips::Duration RoundTrips::usual()
{
    if (!m_usual)
        m_usual = std::max(m_handshake, median());
    return *m_usual;
}

void RoundTrips::came(const TrafficRow &row)
{
    m_lastTime = row.time;
    m_silentSince = row.time;
    const auto answered = answeredBy(row);
    if (answered == m_unanswered.end())
        return;
    m_offset = static_cast<qint64>(answered->ordinal) - static_cast<qint64>(row.ordinal);
    // The clock may have been set back meanwhile.
    const auto duration = std::max(Duration{}, Duration(row.time - answered->time));
    m_usual.reset();
    m_trips.push_back({m_connection, answered->ordinal, row.ordinal, duration});
    if (m_trips.size() > kept)
        m_trips.pop_front();
    m_unanswered.erase(m_unanswered.begin(), std::next(answered)); // a server answers in order
}

// None: end(), and what follows is expected to answer what this did not.
RoundTrips::Queue::iterator RoundTrips::answeredBy(const TrafficRow &row)
{
    const auto content = hashOf(row.content);
    const auto expected = static_cast<quint64>(static_cast<qint64>(row.ordinal) + m_offset);
    const auto at = std::ranges::lower_bound(m_unanswered, expected, {}, &Sent::ordinal);
    const bool isThere = at != m_unanswered.end() && at->ordinal == expected;
    if (isThere && expected > m_lastBeforePause && at->content == content)
        return at;
    if (!isThere && expected > m_lastBeforePause && expected <= m_lastSent)
        return m_unanswered.end(); // a gap has swallowed it, or too many have been sent since
    const auto found = alike(content);
    if (found == m_unanswered.end() && m_lastSent != 0)
        --m_offset;
    return found;
}

RoundTrips::Queue::iterator RoundTrips::alike(std::size_t content)
{
    const auto begin = m_unanswered.begin();
    const auto afterPause =
        std::ranges::upper_bound(m_unanswered, m_lastBeforePause, {}, &Sent::ordinal);
    const auto search = [content](const Queue::iterator &from, const Queue::iterator &to) {
        const auto last = std::next(from, std::min(searched, to - from));
        const auto found = std::ranges::find(from, last, content, &Sent::content);
        return found == last ? to : found;
    };
    const auto later = search(afterPause, m_unanswered.end());
    if (later != m_unanswered.end())
        return later;
    const auto earlier = search(begin, afterPause);
    return earlier == afterPause ? m_unanswered.end() : earlier;
}

bool RoundTrips::isEmpty() const
{
    return m_trips.empty() || m_trips.back().connection != m_connection;
}

RoundTrips::Duration RoundTrips::last() const
{
    return isEmpty() ? Duration{} : m_trips.back().duration;
}

// The nearest rank: a round trip that there was.
RoundTrips::Duration RoundTrips::quantile(double share) const
{
    auto sorted = trips();
    if (sorted.empty())
        return {};
    const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
    const auto at = sorted.begin() + (static_cast<std::ptrdiff_t>(rank) - 1);
    std::ranges::nth_element(sorted, at);
    return *at;
}

std::vector<RoundTrips::Duration> RoundTrips::trips() const
{
    const auto first = std::ranges::lower_bound(m_trips, m_connection, {}, &Trip::connection);
    std::vector<Duration> durations;
    durations.reserve(static_cast<std::size_t>(m_trips.end() - first));
    std::ranges::transform(first, m_trips.end(), std::back_inserter(durations), &Trip::duration);
    return durations;
}

std::optional<RoundTrips::Duration> RoundTrips::answeredIn(const TrafficRow &row) const
{
    if (row.kind != TrafficRow::Kind::Message)
        return std::nullopt;
    const auto key = std::tuple(row.connection.id, row.ordinal);
    const auto keyOf = [isSent = row.direction == Direction::Out](const Trip &trip) {
        return std::tuple(trip.connection, isSent ? trip.sent : trip.came);
    };
    const auto trip = std::ranges::lower_bound(m_trips, key, {}, keyOf);
    if (trip == m_trips.end() || keyOf(*trip) != key)
        return std::nullopt;
    return trip->duration;
}

} // namespace sealcord
