// SPDX-License-Identifier: MIT
#include "console/bench/benchloop.h"

#include <array>
#include <cerrno>
#include <tuple>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace sealcord {

BenchLoop::BenchLoop()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
    if (m_epoll < 0 || m_wakeUp < 0 || epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) != 0)
        m_error = errno;
}

BenchLoop::~BenchLoop()
{
    close(m_wakeUp);
    close(m_epoll);
}

int BenchLoop::add(int descriptor, std::uint32_t events, BenchWatcher &watcher)
{
    epoll_event event{.events = events, .data = {.ptr = &watcher}};
    return epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 ? 0 : errno;
}

void BenchLoop::change(int descriptor, std::uint32_t events, BenchWatcher &watcher)
{
    epoll_event event{.events = events, .data = {.ptr = &watcher}};
    std::ignore = epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event); // cannot fail once added
}

std::size_t BenchLoop::turn()
{
    constexpr int atMost = 50; // milliseconds
    std::array<epoll_event, 128> events;
    const int count = epoll_wait(m_epoll, events.data(), int{events.size()}, atMost);
    for (int i = 0; i < count; ++i) {
        const auto &event = events[static_cast<std::size_t>(i)];
        if (auto *watcher = static_cast<BenchWatcher *>(event.data.ptr)) {
            watcher->wake(event.events);
        } else {
            std::uint64_t times = 0;
            std::ignore = read(m_wakeUp, &times, sizeof times);
        }
    }
    return count < 0 ? 0 : static_cast<std::size_t>(count);
}

void BenchLoop::wakeUp() const
{
    const std::uint64_t once = 1;
    std::ignore = write(m_wakeUp, &once, sizeof once);
}

} // namespace sealcord
