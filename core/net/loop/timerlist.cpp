// SPDX-License-Identifier: MIT
#include "core/net/loop/timerlist.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>

namespace sealcord {

using std::chrono::nanoseconds;

void TimerList::add(int id, nanoseconds interval, Qt::TimerType type, QObject &receiver)
{
    Q_ASSERT(!m_byId.contains(id));
    const TimerSchedule schedule(interval, type, Clock::now());
    m_byId[id] = m_queue.emplace(schedule.due(), Timer{id, schedule, &receiver, m_lastPass});
}

bool TimerList::remove(int id)
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return false;
    m_queue.erase(found->second);
    m_byId.erase(found);
    return true;
}

bool TimerList::removeAll(const QObject &receiver)
{
    return std::erase_if(m_byId, [&](const auto &entry) {
        const auto timer = entry.second;
        if (timer->second.receiver != &receiver)
            return false;
        m_queue.erase(timer);
        return true;
    }) > 0;
}

std::vector<TimerList::Running> TimerList::timersOf(const QObject &receiver) const
{
    std::vector<Running> timers;
    for (const auto &[due, timer] : m_queue) {
        if (timer.receiver == &receiver)
            timers.push_back({timer.id, timer.schedule.interval(), timer.schedule.type()});
    }
    return timers;
}

std::optional<nanoseconds> TimerList::remaining(int id) const
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        return std::nullopt;
    return std::max<nanoseconds>(found->second->first - Clock::now(), nanoseconds::zero());
}

std::optional<TimerList::Clock::time_point> TimerList::nextDue() const
{
    const auto next = std::ranges::find_if(
        m_queue, [](const auto &entry) { return !entry.second.isBeingHandled; });
    if (next == m_queue.end())
        return std::nullopt;
    return next->first;
}

int TimerList::fire()
{
    if (m_queue.empty())
        return 0;
    const auto now = Clock::now();
    const auto pass = ++m_lastPass;
    int count = 0;
    while (!m_queue.empty()) {
        const auto &[due, timer] = *m_queue.begin();
        // What this pass has sent is due at `now` or later, so nothing that waits is behind it.
        if (due > now || timer.lastPass >= pass)
            break;
        if (timer.schedule.interval() > nanoseconds::zero())
            ++count;
        sendFirst(now, pass);
    }
    return count;
}

void TimerList::sendFirst(Clock::time_point now, std::uint64_t pass)
{
    auto node = m_queue.extract(m_queue.begin());
    auto &timer = node.mapped();
    timer.lastPass = pass;
    timer.schedule.advance(now);
    node.key() = timer.schedule.due();
    m_byId[timer.id] = m_queue.insert(std::move(node));
    if (timer.isBeingHandled)
        return;

    timer.isBeingHandled = true;
    const auto id = timer.id;
    QTimerEvent event(id);
    QCoreApplication::sendEvent(timer.receiver, &event);

    // It may be gone, and another one have its id. That one is not being handled either: whatever
    // began inside the event has ended.
    const auto found = m_byId.find(id);
    if (found != m_byId.end())
        found->second->second.isBeingHandled = false;
}

} // namespace sealcord
