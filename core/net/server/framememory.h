// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <unordered_map>
#include <vector>

namespace sealcord {

class Connection;

/// The memory that incomplete frames hold in all of a server's workers together. Thread safe,
/// without a lock.
class FrameMemory
{
public:
    explicit FrameMemory(std::size_t limit)
        : m_limit(limit)
    { }

    void change(std::size_t before, std::size_t now)
    {
        m_held.fetch_add(now - before, std::memory_order_relaxed); // wraps when less is held now
    }
    [[nodiscard]] bool isOverLimit() const
    {
        return m_held.load(std::memory_order_relaxed) > m_limit;
    }

private:
    const std::size_t m_limit;
    std::atomic<std::size_t> m_held{0};
};

/// Which connections of one worker hold an incomplete frame, the one longest without progress
/// first. Belongs to the worker's thread, but for stalestSince().
class IncompleteFrames
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a connection's incomplete frame made progress at \a now.
    void progressed(Connection &connection, Clock::time_point now);
    void remove(Connection &connection);

    /// The connection longest without progress, or null.
    [[nodiscard]] Connection *stalest() const;
    /// Since when that one makes none; the end of time where there is none. From any thread.
    [[nodiscard]] Clock::time_point stalestSince() const;

private:
    struct Progress {
        Connection *connection;
        Clock::time_point at;
    };

    using Places = std::unordered_map<Connection *, std::list<Progress>::iterator>;

    void add(Progress progress);
    void publish();

    std::list<Progress> m_order;
    Places m_places;
    // Of those that were removed, as many as there were at once: a frame in two reads allocates
    // nothing.
    std::list<Progress> m_spareOrder;
    std::vector<Places::node_type> m_spareNodes;
    std::atomic<Clock::rep> m_stalestSince{Clock::time_point::max().time_since_epoch().count()};
};

} // namespace sealcord
