// SPDX-License-Identifier: MIT
#include "core/net/loop/epolleventdispatcher.h"

#include <QCoreApplication>
#include <QThread>

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>

namespace sealcord {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

constexpr int withoutEnd = -1; // to epoll_wait and poll

// Rounded up: an event loop that sleeps too short would turn around for nothing.
int inMilliseconds(nanoseconds time)
{
    const auto count = std::chrono::ceil<milliseconds>(time).count();
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

EpollEventDispatcher::EpollEventDispatcher(QObject *parent)
    : EventDispatcherInterface(parent)
    , m_notifiers(m_wakeup.descriptor())
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
    return m_notifiers.activate(found.events) > 0 || isWoken;
}

bool EpollEventDispatcher::waitForWakeUp(QEventLoop::ProcessEventsFlags flags)
{
    pollfd wakeup{.fd = m_wakeup.descriptor(), .events = POLLIN, .revents = 0};
    int count = 0;
    do
        count = poll(&wakeup, 1, beginWait(flags));
    while (count < 0 && errno == EINTR);

    const bool isWoken = m_wakeup.take();
    if (count > 0)
        m_wakeup.drain();
    return isWoken;
}

// Returns how long to wait, in ms.
int EpollEventDispatcher::beginWait(QEventLoop::ProcessEventsFlags flags)
{
    if (!flags.testFlag(QEventLoop::WaitForMoreEvents) || !m_wakeup.beginSleep())
        return 0;
    if (flags.testFlag(QEventLoop::X11ExcludeTimers))
        return withoutEnd;
    const auto next = m_timers.untilNext();
    return next ? inMilliseconds(*next) : withoutEnd;
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
