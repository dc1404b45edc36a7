// SPDX-License-Identifier: MIT
#include "echoserver.h"

#include <QAbstractSocket>
#include <QNetworkProxy>

#include <array>

namespace dispatching {

EchoServer::EchoServer(QObject *parent)
    : QTcpServer(parent)
{
    setProxy(QNetworkProxy::NoProxy);
    setListenBacklogSize(1024);
}

void EchoServer::incomingConnection(qintptr descriptor)
{
    auto *const socket = new QAbstractSocket(QAbstractSocket::TcpSocket, this);
    socket->setProxy(QNetworkProxy::NoProxy);
    connect(socket, &QAbstractSocket::readyRead, this, [socket] { echo(*socket); });
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    if (!socket->setSocketDescriptor(descriptor, QAbstractSocket::ConnectedState,
            QIODevice::ReadWrite | QIODevice::Unbuffered))
        delete socket;
}

void EchoServer::echo(QAbstractSocket &socket)
{
    std::array<char, 64> bytes{};
    const auto count = socket.read(bytes.data(), bytes.size());
    if (count > 0)
        socket.write(bytes.data(), count);
    if (count < 0 || (count > 0 && bytes[0] == 'q')) {
        socket.abort(); // its descriptor is free now, in the middle of an activation
        socket.deleteLater();
    }
}

} // namespace dispatching
