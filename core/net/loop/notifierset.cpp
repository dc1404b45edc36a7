// SPDX-License-Identifier: MIT
#include "core/net/loop/notifierset.h"

#include <QCoreApplication>
#include <QEvent>

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <tuple>
#include <utility>

namespace sealcord {

namespace {

// By QSocketNotifier::Type. A hang-up or an error is for everybody, as with Qt's own dispatcher.
constexpr std::array<std::uint32_t, 3> interest{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr std::uint32_t forEverybody = EPOLLHUP | EPOLLERR;

constexpr std::uint8_t bit(std::size_t type)
{
    return static_cast<std::uint8_t>(1U << type);
}

std::size_t typeOf(const QSocketNotifier &notifier)
{
    return static_cast<std::size_t>(notifier.type());
}

int descriptorOf(const QSocketNotifier &notifier)
{
    return static_cast<int>(notifier.socket());
}

constexpr std::uint64_t tag(int descriptor, std::uint32_t serial)
{
    return (std::uint64_t{serial} << 32U) | static_cast<std::uint32_t>(descriptor);
}

// No descriptor is negative.
constexpr auto wakeTag = ~std::uint64_t{0};
constexpr auto alarmTag = wakeTag - 1;

bool belongsToLoop(const epoll_event &event)
{
    return event.data.u64 >= alarmTag;
}

bool listen(int epoll, int descriptor, std::uint64_t tag)
{
    epoll_event event{.events = EPOLLIN, .data = {.u64 = tag}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

int descriptorIn(const epoll_event &event)
{
    return static_cast<int>(static_cast<std::uint32_t>(event.data.u64));
}

const char *nameOf(QSocketNotifier::Type type)
{
    switch (type) {
    case QSocketNotifier::Read:
        return "Read";
    case QSocketNotifier::Write:
        return "Write";
    case QSocketNotifier::Exception:
        return "Exception";
    }
    return "";
}

void warnOfTwo(const QSocketNotifier &notifier)
{
    qWarning("QSocketNotifier: Multiple socket notifiers for same socket %d and type %s",
        descriptorOf(notifier), nameOf(notifier.type()));
}

} // namespace

NotifierSet::NotifierSet(int wakeDescriptor, int alarmDescriptor)
    : m_wakeDescriptor(wakeDescriptor)
    , m_alarmDescriptor(alarmDescriptor)
{
    std::ignore = openEpoll(); // isOpen() tells
}

NotifierSet::~NotifierSet()
{
    if (isOpen())
        close(m_epoll);
}

bool NotifierSet::openEpoll()
{
    const int fresh = epoll_create1(EPOLL_CLOEXEC);
    if (fresh < 0)
        return false;
    if (!listen(fresh, m_wakeDescriptor, wakeTag) || !listen(fresh, m_alarmDescriptor, alarmTag)) {
        close(fresh);
        return false;
    }
    if (m_epoll >= 0)
        close(m_epoll);
    m_epoll = fresh;
    return true;
}

void NotifierSet::add(QSocketNotifier &notifier)
{
    const int descriptor = descriptorOf(notifier);
    const auto [found, isNew] = m_watches.try_emplace(descriptor);
    auto &watch = found->second;
    const auto type = typeOf(notifier);
    if (std::exchange(watch.notifiers[type], &notifier))
        warnOfTwo(notifier);

    // Even if nothing seems to change: the descriptor may have been closed under its old notifier.
    if (control(isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, watch))
        std::erase(m_alwaysReady, descriptor);
    else
        refused(descriptor, notifier);
}

void NotifierSet::remove(QSocketNotifier &notifier)
{
    const int descriptor = descriptorOf(notifier);
    const auto found = m_watches.find(descriptor);
    if (found == m_watches.end())
        return;
    auto &watch = found->second;
    const auto type = typeOf(notifier);
    if (!watch.notifiers[type])
        return;
    if (watch.notifiers[type] != &notifier)
        return warnOfTwo(notifier);

    watch.notifiers[type] = nullptr;
    watch.pending &= static_cast<std::uint8_t>(~bit(type));
    if (std::ranges::all_of(watch.notifiers, [](const auto *other) { return !other; }))
        return forget(found);
    if (!isAlwaysReady(descriptor))
        std::ignore = control(EPOLL_CTL_MOD, descriptor, watch);
}

void NotifierSet::forget(Watches::iterator found)
{
    const int descriptor = found->first;
    epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); // fails if it is closed or refused
    std::erase(m_alwaysReady, descriptor);
    m_watches.erase(found);
}

// Adds or modifies the kernel's entry. A descriptor that was closed under its notifier is not there
// to be modified; one that came back by dup2() is there though we add it.
bool NotifierSet::control(int operation, int descriptor, Watch &watch)
{
    watch.serial = ++m_lastSerial;
    epoll_event event{.events = 0, .data = {.u64 = tag(descriptor, watch.serial)}};
    for (std::size_t type = 0; type < interest.size(); ++type) {
        if (watch.notifiers[type])
            event.events |= interest[type];
    }
    if (epoll_ctl(m_epoll, operation, descriptor, &event) == 0)
        return true;
    if (errno != ENOENT && errno != EEXIST)
        return false;
    operation = operation == EPOLL_CTL_ADD ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    return epoll_ctl(m_epoll, operation, descriptor, &event) == 0;
}

void NotifierSet::refused(int descriptor, QSocketNotifier &notifier)
{
    if (errno == EPERM) {
        if (!isAlwaysReady(descriptor))
            m_alwaysReady.push_back(descriptor);
        return;
    }
    qWarning("QSocketNotifier: Invalid socket %d with type %s, disabling...", descriptor,
        nameOf(notifier.type()));
    notifier.setEnabled(false); // which calls remove()
}

bool NotifierSet::isAlwaysReady(int descriptor) const
{
    return std::ranges::find(m_alwaysReady, descriptor) != m_alwaysReady.end();
}

bool NotifierSet::hasAlwaysReady() const
{
    return std::ranges::any_of(m_alwaysReady, [this](int descriptor) {
        const auto &notifiers = m_watches.at(descriptor).notifiers;
        return notifiers[QSocketNotifier::Read] || notifiers[QSocketNotifier::Write];
    });
}

NotifierSet::Found NotifierSet::wait(Batch &batch, int timeout)
{
    const int count = epoll_wait(m_epoll, batch.data(), static_cast<int>(batch.size()), timeout);
    Found found{.events = {batch.data(), static_cast<std::size_t>(std::max(count, 0))},
        .isWoken = false,
        .isAlarmed = false,
        .isInterrupted = count < 0 && errno == EINTR};
    for (const auto &event : found.events) {
        if (event.data.u64 == wakeTag)
            found.isWoken = true;
        else if (event.data.u64 == alarmTag)
            found.isAlarmed = true;
        else
            mark(event);
    }
    markAlwaysReady();
    if (std::exchange(m_hasGhosts, false))
        startOver();
    return found;
}

void NotifierSet::mark(const epoll_event &event)
{
    const auto found = m_watches.find(descriptorIn(event));
    if (found == m_watches.end() || tag(found->first, found->second.serial) != event.data.u64) {
        m_hasGhosts = true;
        return;
    }
    auto &watch = found->second;
    for (std::size_t type = 0; type < interest.size(); ++type) {
        if (watch.notifiers[type] && (event.events & (interest[type] | forEverybody)))
            watch.pending |= bit(type);
    }
}

// The kernel reports an entry that we took out: its descriptor was closed before its notifier was
// disabled, and a duplicate keeps it alive. Nothing but a new list ends that.
void NotifierSet::startOver()
{
    if (!openEpoll())
        return; // and it is reported again
    for (auto &[descriptor, watch] : m_watches)
        std::ignore = control(EPOLL_CTL_ADD, descriptor, watch); // refused again, or closed
}

int NotifierSet::activate(std::span<const epoll_event> events)
{
    int count = 0;
    for (const auto &event : events) {
        if (!belongsToLoop(event))
            count += activateOne(descriptorIn(event));
    }
    if (!m_alwaysReady.empty()) {
        const auto descriptors = m_alwaysReady; // a copy: it changes in activations
        for (const int descriptor : descriptors)
            count += activateOne(descriptor);
    }
    return count;
}

void NotifierSet::markAlwaysReady()
{
    for (const int descriptor : m_alwaysReady) {
        auto &watch = m_watches.at(descriptor);
        for (const auto type : {QSocketNotifier::Read, QSocketNotifier::Write}) {
            if (watch.notifiers[type])
                watch.pending |= bit(type);
        }
    }
}

// Found anew for each activation: the one before may have removed anything.
int NotifierSet::activateOne(int descriptor)
{
    int count = 0;
    while (auto *notifier = takePending(descriptor)) {
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++count;
    }
    return count;
}

QSocketNotifier *NotifierSet::takePending(int descriptor)
{
    const auto found = m_watches.find(descriptor);
    if (found == m_watches.end() || found->second.pending == 0)
        return nullptr;
    auto &watch = found->second;
    const auto type = static_cast<std::size_t>(std::countr_zero(watch.pending));
    watch.pending &= static_cast<std::uint8_t>(~bit(type));
    return watch.notifiers[type];
}

} // namespace sealcord
