// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace sealcord {

/// Who is told that a descriptor is ready.
class BenchWatcher
{
public:
    virtual ~BenchWatcher() = default;
    virtual void wake(std::uint32_t events) = 0;
};

/// A thread's descriptors and who watches them, over epoll. wakeUp() is for any thread, everything
/// else for one.
class BenchLoop
{
public:
    BenchLoop();
    ~BenchLoop();
    BenchLoop(const BenchLoop &) = delete;
    BenchLoop &operator=(const BenchLoop &) = delete;

    /// Why it cannot be used, errno's number; 0 when it can.
    [[nodiscard]] int error() const { return m_error; }

    /// Tells \a watcher of \a events (EPOLLIN, EPOLLOUT) of \a descriptor, until that is closed.
    /// Errno's number where the system refuses.
    [[nodiscard]] int add(int descriptor, std::uint32_t events, BenchWatcher &watcher);
    void change(int descriptor, std::uint32_t events, BenchWatcher &watcher);

    /// Waits for events, for 50 ms at most, and tells of them. How many there were.
    std::size_t turn();

    /// Ends the waiting of the turn that is under way, or of the next one.
    void wakeUp() const;

private:
    int m_epoll;
    int m_wakeUp; ///< an eventfd
    int m_error = 0;
};

} // namespace sealcord
