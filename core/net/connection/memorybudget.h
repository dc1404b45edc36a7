// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <limits>

namespace sealcord {

/// The memory of all messages that are under way on the connections of a server, in all its workers
/// together: what has arrived of messages that are not whole, and what is owed to peers. Thread
/// safe, without a lock.
///
/// Who would read looks whether it is spent before; so it is overdrawn by no more than one read of
/// each worker.
class MemoryBudget
{
public:
    explicit MemoryBudget(std::size_t limit = std::numeric_limits<std::size_t>::max())
        : m_limit(limit)
    { }

    /// Something that held \a before bytes holds \a now.
    void change(std::size_t before, std::size_t now)
    {
        m_held.fetch_add(now - before, std::memory_order_relaxed); // wraps when less is held now
    }
    [[nodiscard]] bool isSpent() const { return held() > m_limit; }
    [[nodiscard]] std::size_t held() const { return m_held.load(std::memory_order_relaxed); }
    [[nodiscard]] std::size_t limit() const { return m_limit; }

    /// How much must be given back so that reading goes on for a while; 0 unless it is spent.
    [[nodiscard]] std::size_t toFree() const
    {
        const auto now = held();
        return now > m_limit ? now - (m_limit - m_limit / 8) : 0;
    }
    /// Whether a message of \a length that nobody asked for, as one from a window, leaves half of
    /// the budget to those who talk.
    [[nodiscard]] bool hasRoomForOffer(std::size_t length) const
    {
        const auto now = held();
        return now <= m_limit / 2 && length <= m_limit / 2 - now;
    }

private:
    const std::size_t m_limit;
    std::atomic<std::size_t> m_held{0};
};

} // namespace sealcord
