// SPDX-License-Identifier: MIT
#include "core/control/census.h"

#include <algorithm>
#include <utility>

namespace sealcord {

Census::Census()
    : m_inbox(this, &Census::readInbox)
{ }

// A question that is under way may have passed what the asker has done just now.
void Census::count(Taker taker)
{
    m_waiting.push_back(std::move(taker));
    if (m_asking.empty())
        ask();
}

void Census::ask()
{
    m_asking = std::exchange(m_waiting, {});
    m_isOpen.store(true);
    m_ask(++m_question);
}

TapInterest Census::interest() const noexcept
{
    return m_isOpen.load(std::memory_order_relaxed) ? TapInterest::Numbers : TapInterest::Lives;
}

void Census::happened(WireEvent event)
{
    if (!m_isOpen.load(std::memory_order_relaxed))
        return;
    const std::scoped_lock lock(m_mutex);
    if (const auto *stands = event.as<ConnectionStands>()) {
        m_found.insert_or_assign(stands->connection.id, CountedConnection{*stands, {}});
    } else if (const auto *counted = event.as<ConnectionCounted>()) {
        if (const auto found = m_found.find(counted->connection.id); found != m_found.end())
            found->second.count = counted->count;
    } else if (const auto *ended = event.as<ConnectionEnded>()) {
        m_found.erase(ended->connection.id);
    } else if (const auto *told = event.as<StandingTold>()) {
        if (++m_answers < told->threads)
            return;
        m_answers = 0;
        m_isOpen.store(false);
        m_inbox.leave(std::exchange(m_found, {}));
    }
}

void Census::readInbox()
{
    for (const auto &found : m_inbox.take()) {
        Connections connections;
        connections.reserve(found.size());
        for (const auto &[id, connection] : found)
            connections.push_back(connection);
        for (const auto &taker : std::exchange(m_asking, {}))
            taker(connections);
    }
    if (!m_waiting.empty() && m_asking.empty())
        ask();
}

std::size_t countEstablished(const Census::Connections &connections)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(connections, [](const CountedConnection &connection) {
            return connection.stands.established.has_value();
        }));
}

} // namespace sealcord
