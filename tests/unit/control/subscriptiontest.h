// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/streamcensus.h"
#include "core/control/trafficsubscription.h"
#include "core/net/tap/tapset.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/lognews.h"

#include <QCoreApplication>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sealcord::test {

inline constexpr std::size_t allOfIt = std::size_t{64} * 1024 * 1024;

inline std::vector<Record> parsed(const std::string &lines)
{
    std::vector<Record> records;
    for (std::size_t at = 0; at < lines.size();) {
        const auto end = lines.find('\n', at);
        if (auto record = parseRecord(std::string_view(lines).substr(at, end - at)))
            records.push_back(*std::move(record));
        at = end + 1;
    }
    return records;
}

inline std::vector<std::string> events(const std::vector<Record> &records)
{
    std::vector<std::string> events;
    for (const auto &record : records)
        events.emplace_back(record.text("event"));
    return events;
}

inline SubscriptionWishes wishes(std::string_view request)
{
    return subscriptionWishes(parseRecord(request).value()).value();
}

/// A subscription to what a test tells in the place of a server: what tests of it begin with.
class SubscriptionTest
{
protected:
    /// Nobody stands, and nobody has subscribed.
    void begin()
    {
        m_taps = std::make_unique<TapSet>();
        m_census = std::make_unique<Census>();
        m_streams = std::make_unique<StreamCensus>();
        m_stand.clear();
        m_streamsStand.clear();
        m_census->setSource([this](quint64 question) { tell(question); });
        m_streams->setSource([this](quint64 question, auto) { tellStreams(question); });
    }
    /// A subscription that has taken who stands.
    [[nodiscard]] std::unique_ptr<TrafficSubscription> subscribe(std::string_view request)
    {
        auto subscription = std::make_unique<TrafficSubscription>(
            *m_taps, counting(), RecordingHead(), wishes(request));
        QCoreApplication::processEvents(); // the census
        return subscription;
    }
    [[nodiscard]] static std::vector<Record> take(TrafficSubscription &subscription)
    {
        std::string lines;
        subscription.take(lines, allOfIt);
        return parsed(lines);
    }
    void say(std::string_view text)
    {
        m_taps->happened(MessageSeen{connection, Direction::In, bytesOf(text)});
    }
    /// Which connections stand, as a server does.
    void tell(quint64 question)
    {
        for (const auto &one : m_stand) {
            m_census->happened(one);
            m_taps->happened(one);
        }
        m_census->happened(StandingTold{question, 1});
    }
    void tellStreams(quint64 question)
    {
        for (const auto &one : m_streamsStand) {
            m_streams->happened(one);
            m_taps->happened(one);
        }
        m_streams->happened(StreamsTold{question, 1});
    }
    [[nodiscard]] TrafficSubscription::Counting counting() const { return {*m_census, *m_streams}; }

    std::unique_ptr<TapSet> m_taps;
    std::unique_ptr<Census> m_census;
    std::unique_ptr<StreamCensus> m_streams;
    std::vector<ConnectionStands> m_stand;
    std::vector<StreamStands> m_streamsStand;
};

} // namespace sealcord::test
