// SPDX-License-Identifier: MIT
#include "tests/support/peers/relay.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace sealcord::test {

Relay::Relay(quint16 serverPort)
{
    QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener,
        [this, serverPort] { accept(serverPort); });
    m_listener.listen(QHostAddress::LocalHost);
}

QString Relay::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_listener.serverPort());
}

void Relay::accept(quint16 serverPort)
{
    auto *agent = m_listener.nextPendingConnection();
    auto *server = new QTcpSocket(&m_listener);
    server->connectToHost(QHostAddress::LocalHost, serverPort);
    passOn(*agent, *server);
    passOn(*server, *agent);
}

void Relay::passOn(QTcpSocket &from, QTcpSocket &to)
{
    QObject::connect(&from, &QTcpSocket::readyRead, &to, [this, &from, &to] {
        const auto bytes = from.readAll();
        if (m_isSwallowing)
            m_swallowed += bytes.size();
        else
            to.write(bytes);
    });
    QObject::connect(&from, &QTcpSocket::disconnected, &to, &QTcpSocket::disconnectFromHost);
}

} // namespace sealcord::test
