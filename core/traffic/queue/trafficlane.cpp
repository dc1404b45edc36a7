// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficlane.h"

#include <algorithm>
#include <utility>

namespace sealcord {

using Clock = TrafficRow::Clock;

void LaneContents::clear()
{
    rows.clear();
    messages.reset();
    words.reset();
}

/// How many had been dropped before.
quint64 TrafficLane::countDrop(std::size_t thread, quint64 count)
{
    auto owner = m_owner.load(std::memory_order_relaxed);
    if (owner == 0 && m_owner.compare_exchange_strong(owner, thread, std::memory_order_relaxed))
        owner = thread;
    const auto owners = m_ownersDrops.load(std::memory_order_relaxed);
    if (owner != thread)
        return owners + m_othersDrops.fetch_add(count, std::memory_order_relaxed);
    m_ownersDrops.store(owners + count, std::memory_order_relaxed);
    return owners + m_othersDrops.load(std::memory_order_relaxed);
}

void TrafficLane::drop(std::size_t thread, quint64 count)
{
    if (countDrop(thread, count) != m_toldDrops.load(std::memory_order_relaxed))
        return;
    const std::scoped_lock lock(m_mutex);
    m_gapTime = Clock::now();
}

void TrafficLane::add(const TrafficRow &row)
{
    const std::scoped_lock lock(m_mutex);
    closeGap();
    auto &kept = m_contents.rows.emplace_back(row);
    if (kept.time == Clock::time_point{})
        kept.time = Clock::now();
    // A read that began before what came in between.
    if (m_contents.rows.size() > 1)
        kept.time = std::max(kept.time, m_contents.rows[m_contents.rows.size() - 2].time);
    auto &store = kept.kind == TrafficRow::Kind::Message ? m_contents.messages : m_contents.words;
    store.keep(kept);
}

void TrafficLane::add(decltype(ConnectionNews::what) what)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.news.add({Clock::now(), std::move(what)});
}

void TrafficLane::add(const StandingTold &answer)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.news.add(answer);
}

void TrafficLane::swap(LaneContents &contents)
{
    const std::scoped_lock lock(m_mutex);
    closeGap();
    std::swap(m_contents, contents);
}

void TrafficLane::closeGap()
{
    const auto dropped = m_ownersDrops.load(std::memory_order_relaxed)
        + m_othersDrops.load(std::memory_order_relaxed);
    const auto missing = dropped - m_toldDrops.load(std::memory_order_relaxed);
    if (missing == 0)
        return;
    m_toldDrops.store(dropped, std::memory_order_relaxed);
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    gap.gap = GapReason::QueueFull;
    gap.missing = missing;
    gap.time = std::exchange(m_gapTime, {});
    if (gap.time == Clock::time_point{}) // whoever was first has not come to say when
        gap.time = Clock::now();
    m_contents.rows.push_back(gap);
}

} // namespace sealcord
