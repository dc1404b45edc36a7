// SPDX-License-Identifier: MIT
#include "console/bench/benchconnection.h"

#include "core/net/connection/socketdescriptor.h"

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord {

namespace {

// What one write may hold, and one message more: what the kernel takes at once, mostly.
constexpr std::size_t batchLength = 256 * 1024;

ExitCode codeOf(Failure::Reason reason)
{
    const bool isOurs =
        reason == Failure::Reason::Internal || reason == Failure::Reason::KeyExhausted;
    return isOurs ? ExitCode::NotConnected : ExitCode::NotAServer;
}

} // namespace

BenchConnection::BenchConnection(std::uint64_t number, BenchIo &io, BenchDriver &driver)
    : m_number(number)
    , m_io(io)
    , m_driver(driver)
{ }

BenchConnection::~BenchConnection()
{
    close();
}

void BenchConnection::close()
{
    if (isOpen())
        ::close(m_descriptor);
    m_descriptor = -1;
    m_pending.release();
    m_input.release();
}

void BenchConnection::open()
{
    m_isClosing = false;
    m_taken = 0;
    m_sent = m_echoed = 0;
    m_session.emplace(m_io.session, m_io.random);
    m_openedAt = Clock::now();
    m_descriptor =
        ::socket(m_io.address.any()->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (!isOpen())
        return lose(errno);
    const int yes = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(m_descriptor, m_io.address.any(), m_io.address.length) != 0
        && errno != EINPROGRESS)
        return lose(errno);
    if (const int error = m_io.loop.add(m_descriptor, EPOLLIN, *this))
        return lose(error);
    m_session->start(m_io.send);
    write(); // on loopback the connection is there already; elsewhere this waits for it
}

// A number for every message of the run: 2^40 of them on each connection.
std::uint64_t BenchConnection::messageNumber(std::uint64_t index) const
{
    return m_number << 40 | index;
}

void BenchConnection::fill(std::size_t depth)
{
    m_sentAt.resize(depth);
    while (isOpen() && inFlight() < depth && !hasPending())
        seal(depth);
}

void BenchConnection::seal(std::size_t depth)
{
    const auto first = m_sent;
    while (inFlight() < depth && m_io.send.size() < batchLength) {
        const auto message = m_io.payload.message(messageNumber(m_sent));
        if (m_session->send(message, m_io.send) != SendResult::Sent) {
            m_io.send.clear();
            return fail(ExitCode::NotConnected, "one key has sealed all the messages that it may");
        }
        ++m_sent;
    }
    const auto now = Clock::now(); // sealing is our own time, not the server's
    for (auto index = first; index < m_sent; ++index)
        m_sentAt[index % depth] = now;
    write();
}

void BenchConnection::sayGoodbye()
{
    m_isClosing = true;
    m_session->close(m_io.send);
    if (hasPending()) { // behind what the server has not taken yet
        m_pending.append(m_io.send.bytes());
        m_io.send.clear();
    } else {
        write();
    }
}

void BenchConnection::wake(std::uint32_t events)
{
    if (hasPending() && (events & (EPOLLOUT | EPOLLERR)) != 0)
        writePending();
    if (isOpen() && (events & ~std::uint32_t{EPOLLOUT}) != 0)
        readOnce();
}

void BenchConnection::readOnce()
{
    const std::span shared(m_io.received.get(), BenchIo::receiveLength);
    const auto space = m_input.space(shared);
    const auto count = ::recv(m_descriptor, space.data(), space.size(), 0);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR ? void() : lose(errno);
    if (count == 0)
        return streamEnded();
    m_io.now = Clock::now();
    ++m_io.reads;
    if (!m_session->isEstablished() && isConnectedToItself(m_descriptor))
        return lose(ECONNREFUSED); // nobody else was there
    process(m_input.filled(static_cast<std::size_t>(count), shared));
    if (isOpen())
        m_driver.rested(*this);
}

void BenchConnection::process(std::span<std::byte> in)
{
    while (isOpen()) {
        const auto event = m_session->next(in, m_io.send);
        if (const auto *needed = std::get_if<NeedBytes>(&event))
            return m_input.keep(in, needed->total);
        handle(event);
    }
}

void BenchConnection::handle(const Event &event)
{
    if (const auto *message = std::get_if<MessageReceived>(&event)) {
        take(message->plaintext);
    } else if (std::holds_alternative<PeerOffered>(event)) {
        m_session->decide({.verdict = PeerDecision::Verdict::Accepted}, m_io.send);
        write();
    } else if (std::holds_alternative<Established>(event)) {
        m_driver.established(*this);
    } else if (std::holds_alternative<PeerClosed>(event)) {
        if (!m_isClosing)
            return fail(ExitCode::NotConnected, "the server said goodbye");
        close();
        m_driver.closed(*this);
    } else {
        fail(codeOf(m_session->failure().reason), m_session->failure().text);
    }
}

void BenchConnection::take(std::span<const std::byte> echo)
{
    if (inFlight() == 0)
        return fail(ExitCode::WrongReply, "an echo came that nothing was sent for");
    if (const auto difference = m_io.payload.difference(messageNumber(m_echoed), echo))
        return fail(ExitCode::WrongReply,
            "echo " + std::to_string(m_echoed + 1) + " of connection "
                + std::to_string(m_number + 1) + ' ' + *difference);
    const auto sentAt = m_sentAt[m_echoed % m_sentAt.size()];
    ++m_echoed;
    m_driver.echoed(*this, m_io.now - sentAt);
}

// Writes what the thread's send buffer holds, and keeps what the kernel does not take.
void BenchConnection::write()
{
    auto &out = m_io.send;
    if (!m_session->flush(out))
        return fail(ExitCode::NotConnected, "sealing a message failed");
    const auto count = ::send(m_descriptor, out.bytes().data(), out.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN) {
        out.clear();
        return lose(errno);
    }
    const auto taken = count < 0 ? 0 : static_cast<std::size_t>(count);
    if (taken < out.size()) {
        std::swap(m_pending, out); // no copy of what may be long
        m_taken = taken;
        m_io.loop.change(m_descriptor, EPOLLIN | EPOLLOUT, *this);
    }
    out.clear();
}

void BenchConnection::writePending()
{
    const auto rest = m_pending.bytes().subspan(m_taken);
    const auto count = ::send(m_descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR ? void() : lose(errno);
    m_taken += static_cast<std::size_t>(count);
    if (m_taken < m_pending.size())
        return;
    m_pending.clear();
    m_taken = 0;
    m_io.loop.change(m_descriptor, EPOLLIN, *this);
    if (m_session->isEstablished() && !m_isClosing)
        m_driver.rested(*this);
}

void BenchConnection::streamEnded()
{
    const auto where = m_session->peerClosed(m_input.bytes());
    if (m_isClosing
        && (where == StreamEnd::BetweenMessages || where == StreamEnd::WithoutGoodbye)) {
        close();
        return m_driver.closed(*this);
    }
    fail(ExitCode::NotConnected,
        where == StreamEnd::InHandshake     ? "the server closed the connection in the handshake"
            : where == StreamEnd::InMessage ? "the server closed the connection in a message"
                                            : "the server closed the connection");
}

void BenchConnection::lose(int error)
{
    if (m_isClosing) { // how a server gets rid of a connection that is over is its own affair
        close();
        return m_driver.closed(*this);
    }
    fail(ExitCode::NotConnected, std::strerror(error));
}

void BenchConnection::fail(ExitCode code, std::string text)
{
    close();
    m_driver.failed(*this, {code, std::move(text)});
}

} // namespace sealcord
