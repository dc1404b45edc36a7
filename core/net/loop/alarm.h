// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace sealcord {

/// Ends an event loop's sleep at a time, through a timerfd.
///
/// A timeout of the sleep itself would be set up and taken down in the kernel each time that
/// something else ends the sleep; this one is set once, and stands until it has rung.
class Alarm
{
public:
    using Clock = std::chrono::steady_clock;

    Alarm();
    ~Alarm();
    Alarm(const Alarm &) = delete;
    Alarm &operator=(const Alarm &) = delete;

    /// Whether the system had a descriptor for it. Without one nothing else may be called.
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

    /// Lets it ring at \a time, or earlier if it was set so: who is woken too early sets it anew.
    void ringBy(Clock::time_point time);
    /// Makes the descriptor unreadable, and lets it ring no more.
    void stop();

    /// Readable when it rings.
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    void set(Clock::duration sinceEpoch);

    const int m_descriptor;
    std::optional<Clock::time_point> m_time; // set, and not stopped since
};

} // namespace sealcord
