// SPDX-License-Identifier: MIT
#include "core/app/process/signals.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace sealcord {

namespace {

// What the handler touches; lock-free atomics are safe there (C++, [support.signal]).
std::atomic<int> writeEnd{-1};
std::atomic<bool> isAsked{false}; // to end
std::atomic<bool> hangupReloads{false};
std::atomic<bool> isReloadAsked{false}; // and not told yet
std::atomic<bool> isDumpAsked{false}; // likewise
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::atomic<bool> &flagFor(int signal)
{
    if (signal == SIGUSR1)
        return isDumpAsked;
    return signal == SIGHUP && hangupReloads ? isReloadAsked : isAsked;
}

extern "C" void handleSignal(int signal)
{
    if (flagFor(signal).exchange(true)) {
        if (signal == SIGHUP || signal == SIGUSR1)
            return;
        _exit(128 + signal);
    }
    const auto savedErrno = errno;
    const auto number = static_cast<unsigned char>(signal);
    // The pipe has room: each of the three flags lets one byte into it.
    [[maybe_unused]] const auto written = ::write(writeEnd, &number, 1);
    errno = savedErrno;
}

// Whether a terminal controls this process. One that has closed does not any more. Where the system
// does not tell, nothing has changed.
bool isControlledByTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (terminal < 0)
        return errno != ENXIO && errno != EIO;
    ::close(terminal);
    return true;
}

} // namespace

Signals::Signals(Hangup hangup, QObject *parent)
    : QObject(parent)
    , m_hadTerminal(isControlledByTerminal())
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_pipe = ends[0];
    writeEnd = ends[1];
    isAsked = false;
    isReloadAsked = false;
    isDumpAsked = false;
    hangupReloads = hangup == Hangup::Reloads;
    auto *notifier = new QSocketNotifier(m_pipe, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Signals::readPipe);
    install();
}

Signals::~Signals()
{
    if (m_pipe < 0)
        return;
    for (std::size_t i = 0; i < handled.size(); ++i)
        ::sigaction(handled[i], &m_previous[i], nullptr);
    ::close(writeEnd.exchange(-1));
    ::close(m_pipe);
}

void Signals::install()
{
    struct sigaction action{};
    action.sa_handler = handleSignal;
    // Calls that other threads are in go on as if nothing had been; the main thread's poll() ends
    // all the same (signal(7)).
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (const auto signal : handled)
        sigaddset(&action.sa_mask, signal);
    // Asked before anything is set: a SIGHUP that is ignored is not handled for a moment either.
    for (std::size_t i = 0; i < handled.size(); ++i) {
        ::sigaction(handled[i], nullptr, &m_previous[i]);
        if (handled[i] != SIGHUP || m_previous[i].sa_handler != SIG_IGN)
            ::sigaction(handled[i], &action, nullptr);
    }
}

void Signals::readPipe()
{
    unsigned char number = 0;
    if (::read(m_pipe, &number, 1) != 1)
        return;
    if (number == SIGUSR1) {
        isDumpAsked = false; // first: another one may come while this is acted on
        Q_EMIT dumpRequested();
        return;
    }
    if (number == SIGHUP && hangupReloads) {
        isReloadAsked = false; // first: another one may come while this is acted on
        if (!m_hadTerminal || isControlledByTerminal()) {
            Q_EMIT reloadRequested();
            return;
        }
        if (isAsked.exchange(true))
            return;
    }
    Q_EMIT stopRequested(number);
}

} // namespace sealcord
