// SPDX-License-Identifier: MIT
#include "core/net/loop/epolleventdispatcher.h"

#include <QCoreApplication>
#include <QThread>

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <limits>
#include <optional>

namespace sealcord {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

// To epoll_wait and poll.
constexpr int notAtAll = 0;
constexpr int withoutEnd = -1;

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : EventDispatcherInterface(parent)
    , m_notifiers(m_wakeup.descriptor(), m_alarm.descriptor())
{ }

// The order is Qt's: posted events, sockets, timers, each at most once around, so that none of them
// keeps another waiting.
bool EpollEventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    Q_ASSERT(isOnItsThread());
    m_isInterrupted = false;
    // Taken before the events are sent: who posts one later calls wakeUp() again, and it is not
    // slept upon. It also orders what was posted before it, for a thread sanitizer that cannot see
    // Qt's own locks.
    bool hasHandled = m_wakeup.take();
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    if (hasHandled || m_wakeup.isPending() || m_isInterrupted)
        flags.setFlag(QEventLoop::WaitForMoreEvents, false);
    if (flags.testFlag(QEventLoop::WaitForMoreEvents))
        Q_EMIT aboutToBlock();
    if (m_isInterrupted)
        return false;

    hasHandled |= flags.testFlag(QEventLoop::ExcludeSocketNotifiers) ? waitForWakeUp(flags)
                                                                     : waitForNotifiers(flags);
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        hasHandled |= m_timers.fire() > 0;
    return hasHandled;
}

bool EpollEventDispatcher::waitForNotifiers(QEventLoop::ProcessEventsFlags flags)
{
    if (m_notifiers.hasAlwaysReady())
        flags.setFlag(QEventLoop::WaitForMoreEvents, false);
    NotifierSet::Batch batch; // left uninitialized: the kernel fills what is read
    NotifierSet::Found found;
    do
        found = m_notifiers.wait(batch, beginWait(flags));
    while (found.isInterrupted);

    // Before the activations: a wakeUp() from there is meant for the next turn.
    const bool isWoken = m_wakeup.take();
    if (found.isWoken)
        m_wakeup.drain();
    if (found.isAlarmed)
        m_alarm.stop();
    return m_notifiers.activate(found.events) > 0 || isWoken;
}

bool EpollEventDispatcher::waitForWakeUp(QEventLoop::ProcessEventsFlags flags)
{
    std::array<pollfd, 2> own{{{.fd = m_wakeup.descriptor(), .events = POLLIN, .revents = 0},
        {.fd = m_alarm.descriptor(), .events = POLLIN, .revents = 0}}};
    int count = 0;
    do
        count = poll(own.data(), own.size(), beginWait(flags));
    while (count < 0 && errno == EINTR);

    const bool isWoken = m_wakeup.take();
    if (own.front().revents)
        m_wakeup.drain();
    if (own.back().revents)
        m_alarm.stop();
    return isWoken;
}

// Returns whether to wait: for a timer the alarm ends it.
int EpollEventDispatcher::beginWait(QEventLoop::ProcessEventsFlags flags)
{
    if (!flags.testFlag(QEventLoop::WaitForMoreEvents) || !m_wakeup.beginSleep())
        return notAtAll;
    const auto next =
        flags.testFlag(QEventLoop::X11ExcludeTimers) ? std::nullopt : m_timers.nextDue();
    if (!next) {
        m_alarm.stop();
        return withoutEnd;
    }
    if (*next <= Alarm::Clock::now())
        return notAtAll;
    m_alarm.ringBy(*next);
    return withoutEnd;
}

void EpollEventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && isOnItsThread());
    m_notifiers.add(*notifier);
}

void EpollEventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && isOnItsThread());
    m_notifiers.remove(*notifier);
}

bool EpollEventDispatcher::unregisterTimers(QObject *object)
{
    Q_ASSERT(object && isOnItsThread());
    return m_timers.removeAll(*object);
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)

void EpollEventDispatcher::registerTimer(
    Qt::TimerId id, Duration interval, Qt::TimerType type, QObject *object)
{
    Q_ASSERT(id > Qt::TimerId::Invalid && interval >= Duration::zero());
    Q_ASSERT(object && isOnItsThread());
    m_timers.add(qToUnderlying(id), interval, type, *object);
}

bool EpollEventDispatcher::unregisterTimer(Qt::TimerId id)
{
    Q_ASSERT(isOnItsThread());
    return m_timers.remove(qToUnderlying(id));
}

QList<QAbstractEventDispatcher::TimerInfoV2> EpollEventDispatcher::timersForObject(
    QObject *object) const
{
    Q_ASSERT(object);
    QList<TimerInfoV2> timers;
    for (const auto &[id, interval, type] : m_timers.timersOf(*object))
        timers.append({interval, Qt::TimerId(id), type});
    return timers;
}

QAbstractEventDispatcher::Duration EpollEventDispatcher::remainingTime(Qt::TimerId id) const
{
    // As -1 to those who ask in milliseconds.
    return m_timers.remaining(qToUnderlying(id)).value_or(milliseconds(-1));
}

#else

// Rounded up, as Qt does.
static int inMilliseconds(nanoseconds time)
{
    const auto count = std::chrono::ceil<milliseconds>(time).count();
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

void EpollEventDispatcher::registerTimer(
    int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    Q_ASSERT(id > 0 && interval >= 0 && object && isOnItsThread());
    m_timers.add(id, milliseconds(interval), type, *object);
}

bool EpollEventDispatcher::unregisterTimer(int id)
{
    Q_ASSERT(isOnItsThread());
    return m_timers.remove(id);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollEventDispatcher::registeredTimers(
    QObject *object) const
{
    Q_ASSERT(object);
    QList<TimerInfo> timers;
    for (const auto &[id, interval, type] : m_timers.timersOf(*object))
        timers.emplaceBack(id, inMilliseconds(interval), type);
    return timers;
}

int EpollEventDispatcher::remainingTime(int id)
{
    const auto remaining = m_timers.remaining(id);
    return remaining ? inMilliseconds(*remaining) : -1;
}

#endif

void EpollEventDispatcher::wakeUp()
{
    m_wakeup.wake();
}

void EpollEventDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

bool EpollEventDispatcher::isOnItsThread() const
{
    return thread() == QThread::currentThread();
}

} // namespace sealcord
