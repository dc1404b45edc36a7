// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace sealcord {

/// A thread that writes to an output which may hang. None of the program's signals comes to it.
///
/// Belongs to one thread at a time.
class WritingThread
{
public:
    /// Runs \a body, once. What that works with it shares: where it is stuck, it is left behind
    /// with that. An error: the system starts no thread.
    [[nodiscard]] std::error_code start(std::function<void()> body);

    [[nodiscard]] bool isRunning() const { return m_thread.joinable(); }

    /// Waits for the end of what runs, for \a patience and a moment more at most. Only while it is
    /// running.
    void finish(std::chrono::milliseconds patience);

private:
    /// Whether it has ended, as both threads see it.
    struct End {
        std::mutex mutex;
        std::condition_variable changed;
        bool isThere = false; // guarded by the mutex
    };

    std::shared_ptr<End> m_end;
    std::jthread m_thread;
};

} // namespace sealcord
