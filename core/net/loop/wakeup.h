// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace sealcord {

/// Ends an event loop's sleep from another thread, through an eventfd.
///
/// Nothing is written while the loop is at work: it looks here before it sleeps. So a call that a
/// thread posts to itself costs no system call. All but wake() belongs to the sleeping thread.
class Wakeup
{
public:
    Wakeup();
    ~Wakeup();
    Wakeup(const Wakeup &) = delete;
    Wakeup &operator=(const Wakeup &) = delete;

    /// Whether the system had a descriptor for it. Without one nothing else may be called.
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    /// Ends the present sleep, or forbids the next one. From any thread.
    void wake();

    /// Says that a sleep begins, or goes on. False, and nothing is said, if wake() was called since
    /// take().
    [[nodiscard]] bool beginSleep();
    /// Whether wake() was called since the last take(). Ends the sleep, if one was begun.
    [[nodiscard]] bool take();
    /// Whether take() would be true.
    [[nodiscard]] bool isPending() const;

    /// Readable when a sleep is to end.
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// Makes the descriptor unreadable again.
    void drain() const;

private:
    enum class State {
        Working, ///< the loop looks here again before it sleeps
        Asleep, ///< who wakes must write
        Woken, ///< and the loop does not know it yet
    };

    const int m_descriptor;
    std::atomic<State> m_state{State::Working};
};

} // namespace sealcord
