// SPDX-License-Identifier: MIT
#include "core/app/log/logqueue.h"

#include <utility>

namespace sealcord {

LogQueue::LogQueue(std::size_t capacity)
    : m_capacity(capacity)
{
    m_filling.reserve(capacity);
}

void LogQueue::add(LogRecord &&record, Room room)
{
    const auto capacity = room == Room::All ? m_capacity : m_capacity - m_capacity / 4;
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        if (m_filling.size() >= capacity) {
            ++m_dropped;
            return;
        }
        wasEmpty = m_filling.empty();
        m_filling.push_back(std::move(record));
    }
    if (wasEmpty)
        m_changed.notify_one();
}

LogQueue::Batch LogQueue::take(std::vector<LogRecord> &records, std::optional<Time> until)
{
    records.clear();
    records.reserve(m_capacity); // it is the next one that fills, and that must not allocate

    std::unique_lock lock(m_mutex);
    const auto isDue = [this] { return !m_filling.empty() || m_closed; };
    if (until)
        m_changed.wait_until(lock, *until, isDue);
    else
        m_changed.wait(lock, isDue);
    m_filling.swap(records);
    return {std::exchange(m_dropped, 0), m_closed};
}

void LogQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_one();
}

} // namespace sealcord
