// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/buffer.h"
#include "tests/benchmarks/floor/socket.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord::floor {

/// Bytes that a talk has not used: from `begin` on, part of an item of `needed` bytes.
struct Rest {
    Byte *begin;
    std::size_t needed;
    bool isOver = false; ///< the connection ends when what was answered is sent
};

/// The least that an echo server can do: one thread, epoll, one recv() and one send() for each
/// wake-up, items opened where they were received and sealed where they are sent from. No deadline,
/// no limit but that of a message, no log.
///
/// \a Talk is a connection's side of a protocol, \a Talk::Common what all connections share:
///     static constexpr std::size_t receiveLength; the most that one recv() takes
///     static constexpr std::size_t copiedFront; a longer unfinished item is completed in place
///     Rest answer(Byte *begin, Byte *end, Talk::Common &common, Buffer &out);
template <typename Talk> class FloorServer
{
public:
    explicit FloorServer(std::uint16_t port)
        : m_listener(listenOn(port))
    {
        watch(EPOLL_CTL_ADD, m_listener, EPOLLIN, nullptr);
    }

    /// Serves until a signal ends the process.
    [[noreturn]] void run()
    {
        std::printf("listening on 127.0.0.1:%d\n", int{portOf(m_listener)});
        std::fflush(stdout);
        std::array<epoll_event, 256> events;
        for (;;) {
            const int count = ::epoll_wait(m_epoll, events.data(), int{events.size()}, -1);
            if (count < 0 && errno != EINTR)
                die("epoll_wait");
            for (int i = 0; i < count; ++i) {
                const auto &event = events[static_cast<std::size_t>(i)];
                if (auto *peer = static_cast<Peer *>(event.data.ptr))
                    wake(*peer, event.events);
                else
                    accept();
            }
        }
    }

private:
    struct Peer {
        explicit Peer(int accepted)
            : descriptor(accepted)
        { }

        int descriptor;
        Talk talk;
        Buffer front; ///< of an item that is not complete
        std::size_t needed = 0; ///< bytes of that item
        Buffer owed; ///< what the kernel did not take, from `taken` on; nothing is read meanwhile
        std::size_t taken = 0;
    };

    static constexpr std::size_t receiveLength = Talk::receiveLength;

    void watch(int operation, int descriptor, std::uint32_t what, Peer *peer)
    {
        epoll_event event{.events = what, .data = {.ptr = peer}};
        if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0)
            die("epoll_ctl");
    }

    void accept()
    {
        const int descriptor =
            ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        auto peer = std::make_unique<Peer>(descriptor);
        watch(EPOLL_CTL_ADD, descriptor, EPOLLIN, peer.release()); // dropped when it is over
    }

    void drop(Peer &peer)
    {
        ::close(peer.descriptor);
        delete &peer;
    }

    void wake(Peer &peer, std::uint32_t what)
    {
        if (!peer.owed.isEmpty() && (what & EPOLLIN) == 0)
            return sendOwed(peer);
        const auto [at, room] = space(peer);
        const auto count = ::recv(peer.descriptor, at, room, 0);
        if (count < 0 && errno == EAGAIN)
            return;
        if (count <= 0)
            return drop(peer);
        auto [begin, end] = filled(peer, static_cast<std::size_t>(count));
        const Rest rest = peer.talk.answer(begin, end, m_common, m_send);
        if (!send(peer) || rest.isOver)
            return drop(peer);
        keep(peer, rest.begin, end, rest.needed);
    }

    [[nodiscard]] static bool completesInPlace(const Peer &peer)
    {
        return peer.front.size() > Talk::copiedFront || peer.needed > receiveLength;
    }

    struct Space {
        Byte *at;
        std::size_t size;
    };
    Space space(Peer &peer)
    {
        const auto front = peer.front.size();
        if (completesInPlace(peer))
            return {peer.front.data() + front, peer.needed - front};
        if (front > 0)
            std::memcpy(m_received.get(), peer.front.data(), front);
        return {m_received.get() + front, receiveLength - front};
    }

    struct Range {
        Byte *begin;
        Byte *end;
    };
    Range filled(Peer &peer, std::size_t count)
    {
        if (completesInPlace(peer)) {
            peer.front.extend(count);
            return {peer.front.data(), peer.front.data() + peer.front.size()};
        }
        return {m_received.get(), m_received.get() + peer.front.size() + count};
    }

    void keep(Peer &peer, Byte *begin, Byte *end, std::size_t needed)
    {
        peer.needed = needed;
        if (begin == peer.front.data())
            return;
        peer.front.clear();
        if (begin == end)
            return;
        peer.front.reserve(needed);
        peer.front.append(begin, static_cast<std::size_t>(end - begin));
    }

    // False: the peer is gone.
    bool send(Peer &peer)
    {
        if (m_send.isEmpty())
            return true;
        const auto count = ::send(peer.descriptor, m_send.data(), m_send.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) {
            m_send.clear();
            return false;
        }
        const auto taken = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        if (taken < m_send.size()) {
            peer.owed.swap(m_send);
            peer.taken = taken;
            watch(EPOLL_CTL_MOD, peer.descriptor, EPOLLOUT, &peer);
        }
        m_send.clear();
        return true;
    }

    void sendOwed(Peer &peer)
    {
        const auto count = ::send(peer.descriptor, peer.owed.data() + peer.taken,
            peer.owed.size() - peer.taken, MSG_NOSIGNAL);
        if (count < 0)
            return errno == EAGAIN ? void() : drop(peer);
        peer.taken += static_cast<std::size_t>(count);
        if (peer.taken < peer.owed.size())
            return;
        peer.owed.clear();
        watch(EPOLL_CTL_MOD, peer.descriptor, EPOLLIN, &peer);
    }

    const int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    const int m_listener;
    typename Talk::Common m_common;
    std::unique_ptr<Byte[]> m_received = std::make_unique_for_overwrite<Byte[]>(receiveLength);
    Buffer m_send;
};

/// The whole of a floor's main().
template <typename Talk> [[noreturn]] void runFloor(int argc, char *argv[])
{
    raiseDescriptorLimit();
    FloorServer<Talk>(portArgument(argc, argv)).run();
}

} // namespace sealcord::floor
