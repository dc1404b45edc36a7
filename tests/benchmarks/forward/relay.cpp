// SPDX-License-Identifier: MIT
#include "tests/benchmarks/forward/relay.h"

#include "tests/benchmarks/floor/socket.h"
#include "tests/benchmarks/forward/clientsocket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord::forward {

namespace {

constexpr std::size_t receiveLength = std::size_t{256} * 1024;

/// One side of a connection that is carried.
struct End {
    int descriptor;
    End *other = nullptr;
    std::vector<char> owed{}; ///< what the kernel did not take; the other end is not read meanwhile
    bool isGone = false;
};

class Relay
{
public:
    Relay(std::uint16_t port, std::uint16_t target)
        : m_listener(floor::listenOn(port))
        , m_target(target)
    {
        watch(EPOLL_CTL_ADD, m_listener, EPOLLIN, nullptr);
    }

    [[noreturn]] void run()
    {
        std::array<epoll_event, 256> events;
        for (;;) {
            const int count = ::epoll_wait(m_epoll, events.data(), int{events.size()}, -1);
            if (count < 0 && errno != EINTR)
                floor::die("epoll_wait");
            for (int i = 0; i < count; ++i) {
                const auto &event = events[static_cast<std::size_t>(i)];
                auto *end = static_cast<End *>(event.data.ptr);
                if (!end)
                    accept();
                else if (!end->isGone && !wake(*end, event.events))
                    drop(*end);
            }
            m_gone.clear(); // an event of this round may have named them
        }
    }

private:
    void watch(int operation, int descriptor, std::uint32_t what, End *end) const
    {
        epoll_event event{.events = what, .data = {.ptr = end}};
        if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0)
            floor::die("epoll_ctl");
    }

    void accept()
    {
        const int accepted = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (accepted < 0)
            return;
        auto near = std::make_unique<End>(accepted);
        auto far = std::make_unique<End>(ClientSocket(m_target).release());
        ::fcntl(far->descriptor, F_SETFL, O_NONBLOCK);
        near->other = far.get();
        far->other = near.get();
        for (auto *end : {near.release(), far.release()}) // dropped when it is over
            watch(EPOLL_CTL_ADD, end->descriptor, EPOLLIN, end);
    }

    void drop(End &end)
    {
        for (auto *one : {&end, end.other}) {
            ::close(one->descriptor);
            one->isGone = true;
            m_gone.emplace_back(one);
        }
    }

    // False: the connection is over.
    bool wake(End &end, std::uint32_t what)
    {
        if (!end.owed.empty())
            return (what & EPOLLOUT) != 0 && sendOwed(end);
        const auto count = ::recv(end.descriptor, m_received.data(), m_received.size(), 0);
        if (count <= 0)
            return count < 0 && errno == EAGAIN;
        const std::span bytes(m_received.data(), static_cast<std::size_t>(count));
        const auto sent = ::send(end.other->descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN)
            return false;
        keep(*end.other, bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(sent, 0))));
        return true;
    }

    void keep(End &end, std::span<const char> rest) const
    {
        if (rest.empty())
            return;
        end.owed.assign(rest.begin(), rest.end());
        follow(end);
        follow(*end.other);
    }

    bool sendOwed(End &end) const
    {
        const auto sent = ::send(end.descriptor, end.owed.data(), end.owed.size(), MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN;
        end.owed.erase(end.owed.begin(), end.owed.begin() + sent);
        if (end.owed.empty()) {
            follow(end);
            follow(*end.other);
        }
        return true;
    }

    // What `end` waits for: its kernel's room, or else bytes, unless the other end is owed some.
    void follow(End &end) const
    {
        const std::uint32_t what = !end.owed.empty() ? EPOLLOUT
            : end.other->owed.empty()                ? EPOLLIN
                                                     : 0U;
        watch(EPOLL_CTL_MOD, end.descriptor, what, &end);
    }

    int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int m_listener;
    std::uint16_t m_target;
    std::vector<char> m_received = std::vector<char>(receiveLength);
    std::vector<std::unique_ptr<End>> m_gone;
};

} // namespace

void runRelay(std::uint16_t port, std::uint16_t target)
{
    Relay(port, target).run();
}

} // namespace sealcord::forward
