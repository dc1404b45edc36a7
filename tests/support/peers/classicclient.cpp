// SPDX-License-Identifier: MIT
#include "tests/support/peers/classicclient.h"

namespace sealcord::test {

ClassicClient::ClassicClient(std::uint16_t port)
    : ClassicClient(BlockingSocket::connectTo(port), Role::Agent)
{ }

ClassicClient::ClassicClient(std::uint16_t port, const BlockingSocket::Options &options)
    : ClassicClient(BlockingSocket::connectTo(port, options), Role::Agent)
{ }

ClassicClient::ClassicClient(BlockingSocket socket, Role role)
    : m_socket(std::move(socket))
    , m_end({.role = role}, m_random)
{ }

bool ClassicClient::shakeHands()
{
    if (!m_socket.isOpen() || !m_socket.write(request()) || next() != EventRecord::established())
        return false;
    return m_socket.write(m_end.takeOutput()); // a server's answer
}

Bytes ClassicClient::request()
{
    m_end.start();
    return m_end.takeOutput();
}

Bytes ClassicClient::response()
{
    m_end.start();
    if (next() != EventRecord::established())
        qFatal("no request came");
    return m_end.takeOutput();
}

Bytes ClassicClient::frame(QByteArrayView message)
{
    if (m_end.send(message) != SendResult::Sent)
        qFatal("the message cannot be sealed");
    return m_end.takeOutput();
}

Bytes ClassicClient::goodbye()
{
    m_end.close();
    return m_end.takeOutput();
}

bool ClassicClient::send(QByteArrayView message)
{
    return m_socket.write(frame(message));
}

bool ClassicClient::echo(QByteArrayView message)
{
    return send(message) && next() == EventRecord::message(message.toByteArray());
}

std::optional<EventRecord> ClassicClient::next()
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

QList<QByteArray> ClassicClient::messages(qsizetype count)
{
    QList<QByteArray> messages;
    while (messages.size() < count) {
        const auto event = next();
        if (!event || event->kind != EventRecord::Kind::Message) {
            if (event)
                m_events.prepend(*event);
            break;
        }
        messages += event->text;
    }
    return messages;
}

} // namespace sealcord::test
