// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/agreement.h"
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

/// The least that an echo server of the classic protocol can do: one thread, epoll, one recv() and
/// one send() for each wake-up, frames opened where they were received and sealed where they are
/// sent from. No deadline, no limit but that of a message, no log.
///
/// \a Engine is AES-256-GCM as a library has it:
///     explicit Engine(const Byte *key);
///     void seal(const Byte *nonce, const Byte *plain, std::size_t length, Byte *cipher, Byte
///     *tag); bool open(const Byte *nonce, Byte *inOut, std::size_t length, const Byte *tag);
template <typename Engine> class FloorServer
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
        std::unique_ptr<Engine> engine; ///< none before the handshake
        Buffer front; ///< of a frame that is not complete
        std::size_t needed = 0; ///< bytes of that frame
        Buffer owed; ///< what the kernel did not take, from `taken` on; nothing is read meanwhile
        std::size_t taken = 0;
    };

    enum class State { Open, Over };

    static constexpr std::size_t receiveLength = 256 * 1024;
    static constexpr std::size_t copiedFront = 16 * 1024; ///< longer ones are completed in place
    static constexpr std::size_t frameHead = 4 + nonceLength;
    static constexpr std::size_t maxMessage = 16 * 1024 * 1024;

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
        if (answer(peer, begin, end) == State::Over || !send(peer))
            drop(peer);
    }

    [[nodiscard]] static bool completesInPlace(const Peer &peer)
    {
        return peer.front.size() > copiedFront || peer.needed > receiveLength;
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

    // Answers all that is complete; keeps the rest.
    State answer(Peer &peer, Byte *begin, Byte *end)
    {
        if (!peer.engine) {
            if (end - begin < std::ptrdiff_t{requestLength}) {
                keep(peer, begin, end, requestLength);
                return State::Open;
            }
            if (!answerRequest(peer, begin))
                return State::Over;
            begin += requestLength;
        }
        for (;;) {
            const auto available = static_cast<std::size_t>(end - begin);
            const std::size_t length = available < 4 ? tagLength : lengthOf(begin);
            if (length < tagLength || length > maxMessage + tagLength)
                return State::Over;
            const auto total = frameHead + length;
            if (available < total) {
                keep(peer, begin, end, total);
                return State::Open;
            }
            if (!echo(peer, begin, length - tagLength))
                return State::Over;
            begin += total;
        }
    }

    bool answerRequest(Peer &peer, const Byte *request)
    {
        Agreement agreement;
        if (!agree(request, m_random, agreement))
            return false;
        peer.engine = std::make_unique<Engine>(agreement.secret.data());
        auto *response = m_send.extend(responseLength);
        *response++ = 0x02;
        response = std::ranges::copy(agreement.publicKey, response).out;
        const auto *nonce = m_random.take(nonceLength);
        response = std::copy_n(nonce, nonceLength, response);
        peer.engine->seal(
            nonce, agreement.token.data(), tokenLength, response, response + tokenLength);
        return true;
    }

    static std::size_t lengthOf(const Byte *frame)
    {
        return std::size_t{frame[0]} << 24 | std::size_t{frame[1]} << 16
            | std::size_t{frame[2]} << 8 | frame[3];
    }

    // False: the frame is forged or a goodbye.
    bool echo(Peer &peer, Byte *frame, std::size_t length)
    {
        auto *message = frame + frameHead;
        if (!peer.engine->open(frame + 4, message, length, message + length) || length == 0) {
            send(peer);
            return false;
        }
        auto *out = m_send.extend(frameHead + length + tagLength);
        const auto *nonce = m_random.take(nonceLength);
        std::memcpy(out, frame, 4);
        std::memcpy(out + 4, nonce, nonceLength);
        peer.engine->seal(nonce, message, length, out + frameHead, out + frameHead + length);
        return true;
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
    Random m_random;
    std::unique_ptr<Byte[]> m_received = std::make_unique_for_overwrite<Byte[]>(receiveLength);
    Buffer m_send;
};

} // namespace sealcord::floor
