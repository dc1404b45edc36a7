// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicpeer.h"

#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace sealcord::test {

namespace {

SystemRandom &systemRandom()
{
    static SystemRandom random;
    return random;
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

bool isReady(int descriptor, short what, std::chrono::milliseconds atMost)
{
    pollfd polled{.fd = descriptor, .events = what, .revents = 0};
    return ::poll(&polled, 1, static_cast<int>(atMost.count())) > 0;
}

Descriptor connectedSocket(quint16 port)
{
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(port);
    const auto *plain = reinterpret_cast<const sockaddr *>(&address);
    if (::connect(socket.number(), plain, sizeof address) != 0)
        socket.close();
    return socket;
}

ClassicPeer::ClassicPeer(Descriptor socket, Role role)
    : m_socket(std::move(socket))
    , m_session({.role = role}, systemRandom())
{ }

std::unique_ptr<ClassicPeer> ClassicPeer::connectTo(quint16 port)
{
    auto socket = connectedSocket(port);
    return socket.isOpen() ? std::make_unique<ClassicPeer>(std::move(socket), Role::Agent)
                           : nullptr;
}

std::unique_ptr<ClassicPeer> ClassicPeer::establishedWith(quint16 port)
{
    auto peer = connectTo(port);
    return peer && peer->shakeHands() ? std::move(peer) : nullptr;
}

bool ClassicPeer::shakeHands()
{
    return startHandshake() && finishHandshake();
}

bool ClassicPeer::startHandshake()
{
    m_session.start(m_out);
    return flush();
}

bool ClassicPeer::finishHandshake()
{
    return std::holds_alternative<Established>(nextEvent()) && flush();
}

bool ClassicPeer::send(QByteArrayView message)
{
    const auto bytes = std::as_bytes(std::span(message.data(), std::size_t(message.size())));
    return m_session.send(bytes, m_out) == SendResult::Sent && flush();
}

bool ClassicPeer::echoes(QByteArrayView message)
{
    return send(message) && receive() == message.toByteArray();
}

bool ClassicPeer::sendBytes(QByteArrayView bytes)
{
    m_out.append(std::as_bytes(std::span(bytes.data(), std::size_t(bytes.size()))));
    return flush();
}

std::size_t ClassicPeer::push(std::size_t total, std::size_t length)
{
    const QByteArray message(static_cast<qsizetype>(length), 'p');
    std::size_t taken = 0;
    while (taken < total) {
        if (m_out.isEmpty()
            && m_session.send(std::as_bytes(std::span(message)), m_out) != SendResult::Sent)
            break;
        if (!test::isReady(m_socket.number(), POLLOUT, std::chrono::seconds(1)))
            break;
        const auto count = ::send(
            m_socket.number(), m_out.bytes().data(), m_out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0)
            break;
        taken += static_cast<std::size_t>(count);
        ByteBuffer rest;
        rest.append(m_out.bytes().subspan(static_cast<std::size_t>(count)));
        m_out = std::move(rest);
    }
    return taken;
}

std::optional<QByteArray> ClassicPeer::receive()
{
    const auto event = nextEvent();
    if (const auto *message = std::get_if<MessageReceived>(&event))
        return QByteArray(reinterpret_cast<const char *>(message->plaintext.data()),
            static_cast<qsizetype>(message->plaintext.size()));
    return std::nullopt;
}

ClassicPeer::End ClassicPeer::waitForEnd()
{
    for (;;) {
        const auto event = nextEvent();
        if (std::holds_alternative<SessionFailed>(event))
            return End::Failed;
        if (std::holds_alternative<PeerClosed>(event)) {
            while (!m_end && readMore()) { }
            return m_end == End::Fin ? End::Goodbye : m_end.value_or(End::None);
        }
        if (std::holds_alternative<NeedBytes>(event))
            return m_end.value_or(End::None);
    }
}

bool ClassicPeer::waitForBytes() const
{
    return test::isReady(m_socket.number(), POLLIN);
}

bool ClassicPeer::hasBytesSoon() const
{
    return m_in.size() > m_consumed
        || test::isReady(m_socket.number(), POLLIN, std::chrono::seconds(1));
}

bool ClassicPeer::sayGoodbye(QByteArrayView message)
{
    if (!message.isEmpty()
        && m_session.send(std::as_bytes(std::span(message)), m_out) != SendResult::Sent)
        return false;
    m_session.close(m_out);
    return flush();
}

void ClassicPeer::reset()
{
    const linger none{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(m_socket.number(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close();
}

bool ClassicPeer::flush()
{
    const auto all = std::exchange(m_out, {});
    auto rest = all.bytes();
    while (!rest.empty()) {
        if (!test::isReady(m_socket.number(), POLLOUT))
            return false;
        const auto count =
            ::send(m_socket.number(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0)
            return false;
        rest = rest.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

// The next event that is more than "not yet"; NeedBytes when no more bytes came.
Event ClassicPeer::nextEvent()
{
    for (;;) {
        auto unread = m_in.bytes().subspan(m_consumed);
        const auto before = unread.size();
        const auto event = m_session.next(unread, m_out);
        m_consumed += before - unread.size();
        if (!std::holds_alternative<NeedBytes>(event) || !readMore())
            return event;
    }
}

bool ClassicPeer::readMore()
{
    constexpr std::size_t chunk = 64 * 1024;
    if (m_end || !test::isReady(m_socket.number(), POLLIN))
        return false;
    ByteBuffer rest;
    rest.append(m_in.bytes().subspan(m_consumed));
    m_in = std::move(rest);
    m_consumed = 0;

    const auto size = m_in.size();
    const auto room = m_in.extend(chunk);
    const auto count = ::recv(m_socket.number(), room.data(), room.size(), 0);
    m_in.truncate(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count <= 0)
        m_end = count == 0 ? End::Fin : End::Reset;
    return count > 0;
}

PeerListener::PeerListener(int backlog)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    auto address = loopback(0);
    socklen_t length = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_socket.number(), plain, length) == 0 && ::listen(m_socket.number(), backlog) == 0
        && ::getsockname(m_socket.number(), plain, &length) == 0)
        m_port = ntohs(address.sin_port);
}

QString PeerListener::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

std::unique_ptr<ClassicPeer> PeerListener::accept()
{
    if (!isReady(m_socket.number(), POLLIN))
        return nullptr;
    Descriptor socket(::accept4(m_socket.number(), nullptr, nullptr, SOCK_CLOEXEC));
    return socket.isOpen() ? std::make_unique<ClassicPeer>(std::move(socket), Role::Server)
                           : nullptr;
}

std::unique_ptr<ClassicPeer> PeerListener::acceptEstablished()
{
    auto peer = accept();
    return peer && peer->shakeHands() ? std::move(peer) : nullptr;
}

bool PeerListener::hasPending() const
{
    return isReady(m_socket.number(), POLLIN, std::chrono::milliseconds(0));
}

} // namespace sealcord::test
