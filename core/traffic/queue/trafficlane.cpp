// SPDX-License-Identifier: MIT
#include "core/traffic/queue/trafficlane.h"

#include "core/traffic/wirerow.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace sealcord {

using Clock = TrafficRow::Clock;

void LaneContents::clear()
{
    rows.clear();
    messages.reset();
    words.reset();
}

void SharedFrame::take(TrafficRow &row)
{
    if (row.kind != TrafficRow::Kind::Message || row.inFrame == 1)
        return;
    if (row.index == 0) {
        m_connection = row.connection.id;
        m_frame = row.frame;
        m_before = 0;
    } else if (row.connection.id == m_connection && row.ordinal == m_ordinal + 1) {
        row.frame = m_frame;
        row.before = static_cast<quint16>(m_before);
    } else {
        return;
    }
    m_ordinal = row.ordinal;
    m_before += row.content.size();
    m_hasMore = row.index + 1 < row.inFrame;
}

void SharedFrame::moveTo(PayloadStore &payload)
{
    if (m_hasMore)
        m_frame = payload.keep(m_frame);
    else
        *this = {};
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
    keep(row);
}

void TrafficLane::keep(const TrafficRow &row)
{
    closeGap();
    auto &kept = m_contents.rows.emplace_back(row);
    if (kept.time == Clock::time_point{})
        kept.time = Clock::now();
    // A read that began before what came in between.
    if (m_contents.rows.size() > 1)
        kept.time = std::max(kept.time, m_contents.rows[m_contents.rows.size() - 2].time);
    auto &store = isPlaintext(kept) ? m_contents.messages : m_contents.words;
    store.keep(kept);
    m_shared.take(kept);
}

// Where the first of them was dropped the others stay without.
void TrafficLane::addFrame(const FrameSealed &sealed, bool isKept)
{
    const std::scoped_lock lock(m_mutex);
    auto &rows = m_contents.rows;
    const auto isOfIt = [&](const TrafficRow &row) {
        return row.awaitsFrame && row.connection.id == sealed.connection.id;
    };
    const auto first = std::find_if(rows.rbegin(), rows.rend(),
        [&](const TrafficRow &row) { return isOfIt(row) && row.ordinal == sealed.first; });
    if (first == rows.rend())
        return;
    const auto frame =
        isKept ? m_contents.messages.keep(sealed.frame) : std::span<const std::byte>();
    std::size_t before = 0;
    for (auto row = std::prev(first.base()); row != rows.end(); ++row) {
        if (!isOfIt(*row) || row->ordinal >= sealed.first + sealed.count)
            continue;
        row->awaitsFrame = false;
        row->frame = frame;
        row->index = static_cast<quint16>(row->ordinal - sealed.first);
        row->inFrame = static_cast<quint16>(sealed.count);
        row->before = static_cast<quint16>(before);
        before += row->content.size();
    }
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

void TrafficLane::add(const StreamOpened &opened)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.streams.add(opened, Clock::now());
}

void TrafficLane::add(const StreamStands &stands)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.streams.add(stands, Clock::now());
}

void TrafficLane::add(const StreamClosed &closed)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.streams.add(closed, Clock::now());
}

void TrafficLane::add(const StreamDataSeen &data, bool isKept)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.streams.add(data);
    if (isKept)
        keep(rowOf(data));
}

void TrafficLane::swap(LaneContents &contents)
{
    const std::scoped_lock lock(m_mutex);
    closeGap();
    std::swap(m_contents, contents);
    m_shared.moveTo(m_contents.messages);
    holdBack(contents);
}

// Once: what could not be sealed has no frame, and would stay for ever.
void TrafficLane::holdBack(LaneContents &taken)
{
    auto &rows = taken.rows;
    const auto fresh = rows.begin() + static_cast<std::ptrdiff_t>(std::exchange(m_heldBack, 0));
    const auto first =
        std::ranges::find_if(fresh, rows.end(), std::identity(), &TrafficRow::awaitsFrame);
    std::map<const std::byte *, std::span<const std::byte>> frames; // several rows view one
    for (const auto &row : std::ranges::subrange(first, rows.end())) {
        auto &kept = m_contents.rows.emplace_back(row);
        if (!isPlaintext(row)) {
            m_contents.words.keep(kept);
            continue;
        }
        kept.content = m_contents.messages.keep(row.content);
        auto &frame = frames[row.frame.data()];
        if (frame.empty())
            frame = m_contents.messages.keep(row.frame);
        kept.frame = frame;
    }
    m_heldBack = static_cast<std::size_t>(rows.end() - first);
    rows.erase(first, rows.end());
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
