// SPDX-License-Identifier: MIT
#include "tests/support/peers/blockingsocket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sealcord::test {

namespace {

struct Address {
    union {
        sockaddr any;
        sockaddr_in v4;
        sockaddr_in6 v6;
    } of{};
    socklen_t length = sizeof of;

    [[nodiscard]] std::uint16_t port() const
    {
        return ntohs(of.any.sa_family == AF_INET6 ? of.v6.sin6_port : of.v4.sin_port);
    }
};

Address addressOf(const QByteArray &text, std::uint16_t port)
{
    Address address;
    if (inet_pton(AF_INET, text.constData(), &address.of.v4.sin_addr) == 1) {
        address.of.v4.sin_family = AF_INET;
        address.of.v4.sin_port = htons(port);
        address.length = sizeof address.of.v4;
    } else if (inet_pton(AF_INET6, text.constData(), &address.of.v6.sin6_addr) == 1) {
        address.of.v6.sin6_family = AF_INET6;
        address.of.v6.sin6_port = htons(port);
    } else {
        qFatal("not an address: %s", text.constData());
    }
    return address;
}

void setOption(int descriptor, int level, int name, int value)
{
    if (setsockopt(descriptor, level, name, &value, sizeof value) != 0)
        qFatal("setsockopt failed");
}

} // namespace

BlockingSocket BlockingSocket::connectTo(std::uint16_t port, const Options &options)
{
    const auto address = addressOf(options.address, port);
    BlockingSocket socket(::socket(address.of.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.isOpen())
        return socket;
    if (options.receiveBuffer)
        setOption(socket.descriptor(), SOL_SOCKET, SO_RCVBUF, options.receiveBuffer);
    if (!options.from.isEmpty()) {
        const auto from = addressOf(options.from, 0);
        if (bind(socket.descriptor(), &from.of.any, from.length) != 0)
            socket.close();
    }
    if (socket.isOpen() && connect(socket.descriptor(), &address.of.any, address.length) != 0) {
        if (errno == ECONNRESET) // the peer was quicker than this thread
            socket.m_end = End::Reset;
        socket.close();
    }
    return socket;
}

BlockingSocket BlockingSocket::connectTo(std::uint16_t port)
{
    return connectTo(port, Options{});
}

BlockingSocket::BlockingSocket(int descriptor)
    : m_descriptor(descriptor)
{
    if (!isOpen())
        return;
    const timeval wait{.tv_sec = patience / 1000, .tv_usec = 0};
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1); // a write is a segment
}

std::uint16_t BlockingSocket::localPort() const
{
    Address address;
    if (getsockname(m_descriptor.number(), &address.of.any, &address.length) != 0)
        qFatal("the socket has no address");
    return address.port();
}

bool BlockingSocket::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto count = ::send(m_descriptor.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

std::size_t BlockingSocket::writeSome(std::span<const std::byte> bytes, int milliseconds)
{
    pollfd wanted{.fd = m_descriptor.number(), .events = POLLOUT, .revents = 0};
    if (poll(&wanted, 1, milliseconds) <= 0)
        return 0;
    const auto count =
        ::send(m_descriptor.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return count < 0 ? 0 : static_cast<std::size_t>(count);
}

std::size_t BlockingSocket::push(std::span<const std::byte> bytes, std::size_t most)
{
    std::size_t pushed = 0;
    while (pushed < most) {
        const auto count = writeSome(bytes.subspan(pushed % bytes.size()), 1000);
        if (count == 0)
            break;
        pushed += count;
    }
    return pushed;
}

bool BlockingSocket::writeAndFinish(std::span<const std::byte> bytes)
{
    setOption(m_descriptor.number(), IPPROTO_TCP, TCP_NODELAY, 0);
    setOption(m_descriptor.number(), IPPROTO_TCP, TCP_CORK, 1); // FIN pulls the cork
    const bool isWritten = write(bytes);
    shutdownWriting();
    return isWritten;
}

Bytes BlockingSocket::read()
{
    Bytes bytes(64 * 1024);
    for (;;) {
        const auto count = ::recv(m_descriptor.number(), bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            m_end = End::Fin;
        else if (count < 0)
            m_end = errno == ECONNRESET || m_end == End::Reset ? End::Reset : End::TimedOut;
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }
}

Bytes BlockingSocket::read(std::size_t count)
{
    Bytes bytes(count);
    const auto got = ::recv(m_descriptor.number(), bytes.data(), bytes.size(), MSG_WAITALL);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

BlockingSocket::End BlockingSocket::readToEnd()
{
    while (!read().empty()) { }
    return m_end;
}

void BlockingSocket::shutdownWriting()
{
    ::shutdown(m_descriptor.number(), SHUT_WR);
}

void BlockingSocket::reset()
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(m_descriptor.number(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

bool hasIPv6()
{
    const Descriptor socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = addressOf("::1", 0);
    return bind(socket.number(), &address.of.any, address.length) == 0;
}

BlockingListener::BlockingListener(int backlog)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const auto address = addressOf("127.0.0.1", 0);
    if (bind(m_socket.descriptor(), &address.of.any, address.length) != 0
        || listen(m_socket.descriptor(), backlog) != 0)
        qFatal("cannot listen");
}

QString BlockingListener::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(port());
}

BlockingSocket BlockingListener::accept()
{
    return BlockingSocket(::accept4(m_socket.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
}

} // namespace sealcord::test
