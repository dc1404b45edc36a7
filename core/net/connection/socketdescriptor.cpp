// SPDX-License-Identifier: MIT
#include "core/net/connection/socketdescriptor.h"

#include "core/net/limits.h"

#include <QHostAddress>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#include <linux/tcp.h> // its tcp_info has more than the C library's
#else
#include <netinet/tcp.h>
#endif

namespace sealcord {

static void setOption(qintptr descriptor, int level, int name, int value)
{
    std::ignore = setsockopt(static_cast<int>(descriptor), level, name, &value, sizeof value);
}

namespace {

union SocketAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

} // namespace

std::expected<ConnectedSocket, int> acceptFrom(qintptr descriptor)
{
    SocketAddress address{};
    socklen_t length = sizeof address;
    const int accepted =
        accept4(static_cast<int>(descriptor), &address.any, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted < 0)
        return std::unexpected(errno);
    return ConnectedSocket{accepted, Endpoint(&address.any)};
}

// A connection within this machine is answered by the time that connect() returns, mostly.
std::expected<BegunSocket, int> beginConnecting(const Endpoint &peer)
{
    SocketAddress address{};
    const auto length = static_cast<socklen_t>(peer.store(&address.any));
    const int made = ::socket(address.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0)
        return std::unexpected(errno);
    if (::connect(made, &address.any, length) == 0)
        return BegunSocket{made, true};
    if (const int error = errno; error != EINPROGRESS) {
        closeDescriptor(made);
        return std::unexpected(error);
    }
    pollfd answered{made, POLLOUT, 0};
    return BegunSocket{made, ::poll(&answered, 1, 0) == 1};
}

int socketError(qintptr descriptor)
{
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_ERROR, &error, &length) != 0)
        return errno;
    return error;
}

void tuneForMessages(qintptr descriptor)
{
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, static_cast<int>(KeepAlive::idle.count()));
    setOption(
        descriptor, IPPROTO_TCP, TCP_KEEPINTVL, static_cast<int>(KeepAlive::interval.count()));
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPCNT, KeepAlive::probes);
}

void setUserTimeout(qintptr descriptor, std::chrono::milliseconds timeout)
{
    setOption(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(timeout.count()));
}

std::expected<std::size_t, int> receiveAtOnce(qintptr descriptor, std::span<std::byte> space)
{
    const auto received =
        recv(static_cast<int>(descriptor), space.data(), space.size(), MSG_DONTWAIT);
    if (received < 0)
        return std::unexpected(errno);
    return static_cast<std::size_t>(received);
}

std::expected<std::size_t, int> sendAtOnce(qintptr descriptor, std::span<const std::byte> bytes)
{
    const auto sent =
        send(static_cast<int>(descriptor), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0)
        return std::unexpected(errno);
    return static_cast<std::size_t>(sent);
}

bool isTryAgain(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

std::size_t bytesUnacknowledged(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    int count = 0;
    if (ioctl(static_cast<int>(descriptor), SIOCOUTQ, &count) == 0)
        return static_cast<std::size_t>(count);
#else
    Q_UNUSED(descriptor)
#endif
    return 0;
}

void limitUnsent(qintptr descriptor, int bytes)
{
    setOption(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, bytes);
}

void limitUnread(qintptr descriptor, int bytes)
{
    setOption(descriptor, SOL_SOCKET, SO_RCVBUF, bytes);
}

std::size_t bytesUnsent(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    int count = 0;
    if (ioctl(static_cast<int>(descriptor), SIOCOUTQNSD, &count) == 0)
        return static_cast<std::size_t>(count);
#else
    Q_UNUSED(descriptor)
#endif
    return 0;
}

std::size_t bytesWaiting(qintptr descriptor)
{
    int count = 0;
    if (ioctl(static_cast<int>(descriptor), FIONREAD, &count) != 0)
        return 0;
    return static_cast<std::size_t>(count);
}

std::expected<std::pair<qintptr, qintptr>, int> socketPair()
{
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return std::unexpected(errno);
    return std::pair<qintptr, qintptr>(pair[0], pair[1]);
}

void shutdownWriting(qintptr descriptor)
{
    std::ignore = shutdown(static_cast<int>(descriptor), SHUT_WR);
}

Endpoint localEndpoint(qintptr descriptor)
{
    SocketAddress address{};
    socklen_t length = sizeof address;
    if (getsockname(static_cast<int>(descriptor), &address.any, &length) != 0)
        return {};
    return Endpoint(&address.any);
}

bool isConnectedToItself(qintptr descriptor)
{
    SocketAddress address{};
    socklen_t length = sizeof address;
    return getpeername(static_cast<int>(descriptor), &address.any, &length) == 0
        && Endpoint(&address.any) == localEndpoint(descriptor);
}

#ifdef Q_OS_LINUX
// What a kernel does not know yet stays 0.
static std::optional<tcp_info> tcpInfo(qintptr descriptor)
{
    tcp_info info{};
    socklen_t length = sizeof info;
    if (getsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return std::nullopt;
    return info;
}
#endif

std::optional<TcpMeasure> measureTcp(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    if (const auto info = tcpInfo(descriptor))
        return TcpMeasure{std::chrono::microseconds(info->tcpi_rtt),
            std::chrono::microseconds(info->tcpi_rttvar), info->tcpi_total_retrans};
#else
    Q_UNUSED(descriptor)
#endif
    return std::nullopt;
}

std::optional<std::chrono::microseconds> shortestRoundTrip(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    if (const auto info = tcpInfo(descriptor); info && info->tcpi_min_rtt > 0)
        return std::chrono::microseconds(info->tcpi_min_rtt);
#else
    Q_UNUSED(descriptor)
#endif
    return std::nullopt;
}

void closeDescriptor(qintptr descriptor)
{
    if (descriptor >= 0)
        std::ignore = close(static_cast<int>(descriptor));
}

void resetDescriptor(qintptr descriptor)
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    std::ignore =
        setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    closeDescriptor(descriptor);
}

} // namespace sealcord
