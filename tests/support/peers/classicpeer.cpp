// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicpeer.h"

#include <utility>

namespace sealcord::test {

ClassicPeer::ClassicPeer(std::uint16_t port, const BlockingSocket::Options &options)
    : m_socket(BlockingSocket::connectTo(port, options))
    , m_end({.role = Role::Agent}, m_random)
{ }

ClassicPeer::ClassicPeer(BlockingSocket accepted)
    : m_socket(std::move(accepted))
    , m_end({.role = Role::Server}, m_random)
{ }

bool ClassicPeer::shakeHands()
{
    if (!m_socket.isOpen() || !m_socket.write(request()) || next() != EventRecord::established())
        return false;
    return m_socket.write(m_end.takeOutput()); // a server's answer
}

Bytes ClassicPeer::request()
{
    m_end.start();
    return m_end.takeOutput();
}

Bytes ClassicPeer::response()
{
    m_end.start();
    if (next() != EventRecord::established())
        qFatal("no request came");
    return m_end.takeOutput();
}

Bytes ClassicPeer::frame(QByteArrayView message)
{
    if (m_end.send(message) != SendResult::Sent)
        qFatal("the message cannot be sealed");
    return m_end.takeOutput();
}

Bytes ClassicPeer::goodbye()
{
    m_end.close();
    return m_end.takeOutput();
}

bool ClassicPeer::send(QByteArrayView message)
{
    return m_socket.write(frame(message));
}

bool ClassicPeer::echo(QByteArrayView message)
{
    return send(message) && receive() == message.toByteArray();
}

bool ClassicPeer::isReadable(int milliseconds) const
{
    return !m_events.isEmpty() || m_socket.isReadable(milliseconds);
}

std::optional<EventRecord> ClassicPeer::next()
{
    while (m_events.isEmpty()) {
        const auto bytes = m_socket.read();
        if (bytes.empty())
            return std::nullopt;
        m_end.receive(bytes);
        m_events = m_end.takeEvents();
    }
    return m_events.takeFirst();
}

std::optional<QByteArray> ClassicPeer::receive()
{
    const auto event = next();
    if (event && event->kind == EventRecord::Kind::Message)
        return event->text;
    if (event)
        m_events.prepend(*event);
    return std::nullopt;
}

QList<QByteArray> ClassicPeer::messages(qsizetype count)
{
    QList<QByteArray> messages;
    while (messages.size() < count) {
        const auto message = receive();
        if (!message)
            break;
        messages += *message;
    }
    return messages;
}

ClassicPeer::End ClassicPeer::waitForEnd()
{
    while (receive()) { }
    const auto last = next();
    if (last && *last != EventRecord::closed())
        return End::Failed;
    switch (m_socket.readToEnd()) {
    case BlockingSocket::End::Fin:
        return last ? End::Goodbye : End::Fin;
    case BlockingSocket::End::Reset:
        return End::Reset;
    case BlockingSocket::End::TimedOut:
        return End::TimedOut;
    }
    Q_UNREACHABLE();
}

} // namespace sealcord::test
