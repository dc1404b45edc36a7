// SPDX-License-Identifier: MIT
#include "tests/benchmarks/forward/clientsocket.h"

#include "tests/benchmarks/floor/socket.h"

#include <algorithm>
#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace sealcord::forward {

namespace {

// The bytes that a call has moved; there is no way on without any.
std::size_t moved(ssize_t result, const char *what)
{
    if (result == 0)
        errno = ECONNRESET; // closed in good order, but too early
    if (result <= 0)
        floor::die(what);
    return static_cast<std::size_t>(result);
}

} // namespace

ClientSocket::ClientSocket(std::uint16_t port)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (m_descriptor < 0)
        floor::die("socket");
    const int yes = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    constexpr timeval patience{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        floor::die("connect");
}

ClientSocket::~ClientSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void ClientSocket::send(std::span<const char> bytes) const
{
    while (!bytes.empty())
        bytes = bytes.subspan(
            moved(::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL), "send"));
}

void ClientSocket::receive(std::span<char> bytes) const
{
    while (!bytes.empty())
        bytes =
            bytes.subspan(moved(::recv(m_descriptor, bytes.data(), bytes.size(), 0), "receive"));
}

std::uint64_t ClientSocket::discard(std::uint64_t most) const
{
    return moved(::recv(m_descriptor, nullptr, most, MSG_TRUNC), "receive"); // tcp(7)
}

void ClientSocket::echo() const
{
    Ping ping{};
    send(ping);
    receive(ping);
}

void ClientSocket::firstEcho() const
{
    constexpr Request request{.work = Work::Echo};
    std::array<char, std::tuple_size_v<RequestBytes> + std::tuple_size_v<Ping>> both{};
    std::ranges::copy(bytesOf(request), both.begin());
    send(both);
    Ping ping;
    receive(ping);
}

} // namespace sealcord::forward
