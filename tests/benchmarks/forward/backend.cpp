// SPDX-License-Identifier: MIT
#include "tests/benchmarks/forward/backend.h"

#include "tests/benchmarks/floor/socket.h"
#include "tests/benchmarks/forward/request.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <thread>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord::forward {

namespace {

constexpr std::size_t turnLength = std::size_t{256} * 1024; // bytes of bulk at each wake-up

struct Peer {
    explicit Peer(int accepted)
        : descriptor(accepted)
    { }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;
    ~Peer() { ::close(descriptor); }

    int descriptor;
    RequestBytes head{};
    std::size_t headLength = 0; ///< bytes of `head` that have come
    Request request;
};

/// Descriptors of one thread.
class Poll
{
public:
    void change(int operation, int descriptor, std::uint32_t what, Peer *peer) const
    {
        epoll_event event{.events = what, .data = {.ptr = peer}};
        if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0)
            floor::die("epoll_ctl");
    }

    /// Calls \a wake with each peer that has something, nullptr for a descriptor without one. Where
    /// that says false the peer is over.
    template <typename Wake> [[noreturn]] void run(const Wake &wake) const
    {
        std::array<epoll_event, 256> events;
        for (;;) {
            const int count = ::epoll_wait(m_epoll, events.data(), int{events.size()}, -1);
            if (count < 0 && errno != EINTR)
                floor::die("epoll_wait");
            for (int i = 0; i < count; ++i) {
                auto *peer = static_cast<Peer *>(events[static_cast<std::size_t>(i)].data.ptr);
                if (!wake(peer))
                    delete peer;
            }
        }
    }

private:
    int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
};

// Whether a connection lives on after a system call that returned this.
bool isAlive(ssize_t result)
{
    return result > 0 || (result < 0 && errno == EAGAIN);
}

// A ping is answered whole: there is always room for one.
bool echo(const Peer &peer)
{
    std::array<char, std::size_t{64} * 1024> bytes;
    const auto count = ::recv(peer.descriptor, bytes.data(), bytes.size(), 0);
    if (count <= 0)
        return isAlive(count);
    return ::send(peer.descriptor, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL)
        == count;
}

bool supply(Peer &peer)
{
    static const std::array<char, turnLength> bytes{};
    const auto wanted = std::min<std::uint64_t>(bytes.size(), peer.request.length);
    const auto count = ::send(peer.descriptor, bytes.data(), wanted, MSG_NOSIGNAL);
    if (count > 0)
        peer.request.length -= static_cast<std::uint64_t>(count);
    return isAlive(count);
}

bool swallow(Peer &peer)
{
    // Nobody looks at them: with MSG_TRUNC TCP copies nothing (tcp(7)).
    const auto wanted = std::min<std::uint64_t>(turnLength, peer.request.length);
    const auto count = ::recv(peer.descriptor, nullptr, wanted, MSG_TRUNC);
    if (count > 0)
        peer.request.length -= static_cast<std::uint64_t>(count);
    if (count > 0 && peer.request.length == 0)
        return ::send(peer.descriptor, "", 1, MSG_NOSIGNAL) == 1;
    return isAlive(count);
}

class Backend
{
public:
    explicit Backend(std::uint16_t port)
        : m_listener(floor::listenOn(port))
    {
        m_bulk.change(EPOLL_CTL_ADD, m_listener, EPOLLIN, nullptr);
    }

    [[noreturn]] void run() const
    {
        const std::jthread echoes([this] { m_echoes.run([](Peer *peer) { return echo(*peer); }); });
        m_bulk.run([this](Peer *peer) { return wake(peer); });
    }

private:
    bool wake(Peer *peer) const
    {
        if (!peer)
            return accept();
        if (peer->headLength < peer->head.size())
            return readHead(*peer);
        return peer->request.work == Work::Source ? supply(*peer) : swallow(*peer);
    }

    bool accept() const
    {
        const int descriptor =
            ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0)
            return true;
        auto peer = std::make_unique<Peer>(descriptor);
        m_bulk.change(EPOLL_CTL_ADD, descriptor, EPOLLIN, peer.release()); // deleted when over
        return true;
    }

    bool readHead(Peer &peer) const
    {
        const auto count = ::recv(peer.descriptor, peer.head.data() + peer.headLength,
            peer.head.size() - peer.headLength, 0);
        if (count <= 0)
            return isAlive(count);
        peer.headLength += static_cast<std::size_t>(count);
        if (peer.headLength == peer.head.size())
            begin(peer);
        return true;
    }

    void begin(Peer &peer) const
    {
        peer.request = requestFrom(peer.head);
        if (peer.request.work == Work::Source)
            m_bulk.change(EPOLL_CTL_MOD, peer.descriptor, EPOLLOUT, &peer);
        if (peer.request.work != Work::Echo)
            return;
        m_bulk.change(EPOLL_CTL_DEL, peer.descriptor, 0, nullptr);
        m_echoes.change(EPOLL_CTL_ADD, peer.descriptor, EPOLLIN, &peer); // its thread's from here
    }

    int m_listener;
    Poll m_bulk;
    Poll m_echoes;
};

} // namespace

void runBackend(std::uint16_t port)
{
    Backend(port).run();
}

} // namespace sealcord::forward
