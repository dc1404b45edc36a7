// SPDX-License-Identifier: MIT
#pragma once

#include <QSocketNotifier>

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The enabled socket notifiers of one thread, and the kernel's list of their descriptors (epoll).
///
/// A change goes to the kernel at once: were it put off until the next wait, a descriptor that is
/// closed and whose number is given out again in between would be taken for the old one.
///
/// Waiting costs the same however many descriptors are watched. Nothing is allocated but in add().
class NotifierSet
{
public:
    /// How many descriptors are looked at between two looks at timers and posted events.
    static constexpr std::size_t batchSize = 128;
    using Batch = std::array<epoll_event, batchSize>;

    /// \a wakeDescriptor and \a alarmDescriptor end a wait when they become readable. They outlive
    /// the set.
    NotifierSet(int wakeDescriptor, int alarmDescriptor);
    ~NotifierSet();
    NotifierSet(const NotifierSet &) = delete;
    NotifierSet &operator=(const NotifierSet &) = delete;

    /// Whether the system had a descriptor for it. Without one nothing else may be called.
    [[nodiscard]] bool isOpen() const { return m_epoll >= 0; }

    void add(QSocketNotifier &notifier);
    void remove(QSocketNotifier &notifier);

    /// What one wait found.
    struct Found {
        std::span<const epoll_event> events; ///< in the caller's batch
        bool isWoken; ///< the wake descriptor is readable
        bool isAlarmed; ///< the alarm's is
        bool isInterrupted; ///< by a signal, and nothing else was found
    };
    /// Waits for \a timeout ms, or without end if that is -1. The events lie in \a batch.
    [[nodiscard]] Found wait(Batch &batch, int timeout);
    /// Activates the notifiers that the last wait found ready, \a events being its events. Returns
    /// how many. One that is removed before its turn is not activated, nor one that is added.
    int activate(std::span<const epoll_event> events);

    /// Whether there is a notifier whose descriptor epoll refuses, and which poll() would always
    /// call ready: a regular file, /dev/null. Then there is nothing to wait for.
    [[nodiscard]] bool hasAlwaysReady() const;

private:
    struct Watch {
        std::array<QSocketNotifier *, 3> notifiers{}; // by QSocketNotifier::Type
        std::uint32_t serial = 0; // tells the kernel's entry for it from forgotten ones
        std::uint8_t pending = 0; // a bit per type: found ready, and not activated yet
    };
    using Watches = std::unordered_map<int, Watch>;

    [[nodiscard]] bool control(int operation, int descriptor, Watch &watch);
    void refused(int descriptor, QSocketNotifier &notifier);
    [[nodiscard]] bool isAlwaysReady(int descriptor) const;
    void forget(Watches::iterator found);
    void mark(const epoll_event &event);
    void markAlwaysReady();
    [[nodiscard]] QSocketNotifier *takePending(int descriptor);
    int activateOne(int descriptor);
    void startOver();
    [[nodiscard]] bool openEpoll();

    const int m_wakeDescriptor;
    const int m_alarmDescriptor;
    int m_epoll = -1;
    Watches m_watches; // by descriptor
    std::vector<int> m_alwaysReady; // descriptors that epoll refuses
    std::uint32_t m_lastSerial = 0;
    bool m_hasGhosts = false; // the kernel reported an entry that we took out
};

} // namespace sealcord
