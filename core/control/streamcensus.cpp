// SPDX-License-Identifier: MIT
#include "core/control/streamcensus.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sealcord {

// A stream that goes on in another one is two: it counts where it leads to a service.
static std::string serviceOf(const StreamSeen &stream)
{
    if (stream.isPeers)
        return stream.target.contains('@') ? std::string() : std::string(stream.target);
    return std::string(stream.target) + '@' + std::string(stream.connection.known.name());
}

StreamCensus::StreamCensus()
    : m_inbox(this, &StreamCensus::readInbox)
{ }

void StreamCensus::count(std::optional<ConnectionId> connection, Taker taker)
{
    m_questions.push_back({connection, std::move(taker)});
    if (m_questions.size() == 1)
        ask();
}

void StreamCensus::ask()
{
    m_isOpen.store(true);
    m_ask(++m_question, m_questions.front().connection);
}

void StreamCensus::happened(WireEvent event)
{
    if (!m_isOpen.load(std::memory_order_relaxed))
        return;
    if (const auto *stands = event.as<StreamStands>()) {
        const std::scoped_lock lock(m_mutex);
        add(*stands);
    } else if (const auto *told = event.as<StreamsTold>()) {
        const std::scoped_lock lock(m_mutex);
        if (++m_answers < told->threads)
            return;
        m_answers = 0;
        m_isOpen.store(false);
        m_inbox.leave(std::exchange(m_found, {}));
    }
}

void StreamCensus::add(const StreamStands &stands)
{
    if (auto service = serviceOf(stands.stream); !service.empty())
        ++m_found.counts[std::move(service)];
    ++m_found.ofConnections[stands.stream.connection.id];
    if (m_found.listed.size() < StandingStreams::mostListed)
        m_found.listed.push_back({stands, std::string(stands.stream.target)});
    else
        ++m_found.unlisted;
}

void StreamCensus::readInbox()
{
    for (auto &found : m_inbox.take()) {
        std::ranges::sort(found.listed, {}, [](const CountedStream &counted) {
            const auto &stream = counted.stands.stream;
            return std::pair(stream.connection.id, stream.number);
        });
        const auto answered = std::move(m_questions.front());
        m_questions.pop_front();
        if (!m_questions.empty())
            ask();
        answered.taker(found);
    }
}

} // namespace sealcord
