// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/loop/alarm.h"
#include "core/net/loop/notifierset.h"
#include "core/net/loop/timerlist.h"
#include "core/net/loop/wakeup.h"

#include <QAbstractEventDispatcher>
#include <QSocketNotifier>

#include <atomic>

namespace sealcord {

// Qt 6.8 counts the time of timers in nanoseconds, and has a type of its own for their numbers.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using EventDispatcherInterface = QAbstractEventDispatcherV2;
#else
using EventDispatcherInterface = QAbstractEventDispatcher;
#endif

/// An event dispatcher for threads that watch thousands of descriptors: Linux only, on epoll. It
/// keeps the contract of Qt's own, whose wait costs more with every descriptor.
///
/// Give it to a thread before that starts: QThread::setEventDispatcher(), which takes ownership.
/// Lives on that thread; wakeUp() and interrupt() may be called from any.
///
/// It differs from Qt's where poll() and epoll differ: a descriptor that is closed under its
/// notifier is not reported as invalid, it just never becomes ready. One that is invalid when its
/// notifier is enabled disables the notifier at once, not at the next turn.
class EpollEventDispatcher final : public EventDispatcherInterface
{
    Q_OBJECT

public:
    explicit EpollEventDispatcher(QObject *parent = nullptr);

    /// Whether the system had the three descriptors that it needs. No thread may run without them.
    [[nodiscard]] bool isOpen() const
    {
        return m_wakeup.isOpen() && m_alarm.isOpen() && m_notifiers.isOpen();
    }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    bool unregisterTimers(QObject *object) override;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    void registerTimer(
        Qt::TimerId id, Duration interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(Qt::TimerId id) override;
    [[nodiscard]] QList<TimerInfoV2> timersForObject(QObject *object) const override;
    /// 0 if the timer is late, negative if it is unknown.
    [[nodiscard]] Duration remainingTime(Qt::TimerId id) const override;
#else
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    /// In ms; 0 if the timer is late, -1 if it is unknown.
    int remainingTime(int id) override;
#endif

    void wakeUp() override;
    void interrupt() override;

private:
    bool waitForNotifiers(QEventLoop::ProcessEventsFlags flags);
    bool waitForWakeUp(QEventLoop::ProcessEventsFlags flags);
    [[nodiscard]] int beginWait(QEventLoop::ProcessEventsFlags flags);
    [[nodiscard]] bool isOnItsThread() const;

    Wakeup m_wakeup;
    Alarm m_alarm;
    NotifierSet m_notifiers;
    TimerList m_timers;
    std::atomic<bool> m_isInterrupted{false};
};

} // namespace sealcord
