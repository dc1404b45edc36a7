// SPDX-License-Identifier: MIT
#include "core/net/agent/connector.h"

#include "core/net/endpoint.h"

#include <QHostInfo>
#include <QNetworkProxy>

#include <cerrno>

namespace sealcord {

using namespace std::chrono_literals;

Connector::Connector(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Connector::timedOut);
}

Connector::~Connector()
{
    cancel();
}

void Connector::start(const QString &host, quint16 port, std::chrono::milliseconds timeout)
{
    cancel();
    m_port = port;
    m_timeout = timeout;
    m_failures.clear();
    const QHostAddress literal(host);
    if (literal.isNull()) {
        m_lookup = QHostInfo::lookupHost(host, this, &Connector::tryAddresses);
        return;
    }
    m_addresses = {literal};
    tryFirst();
}

void Connector::cancel()
{
    if (m_lookup)
        QHostInfo::abortHostLookup(*std::exchange(m_lookup, std::nullopt));
    m_addresses.clear();
    dropSocket();
}

std::expected<ConnectedSocket, int> Connector::takeSocket()
{
    if (!m_socket)
        return std::unexpected(ENOTCONN);
    const Endpoint peer(m_socket->peerAddress(), m_socket->peerPort());
    const auto descriptor = duplicate(m_socket->socketDescriptor());
    dropSocket(); // which closes its own
    if (!descriptor)
        return std::unexpected(descriptor.error());
    return ConnectedSocket{*descriptor, peer};
}

void Connector::tryAddresses(const QHostInfo &info)
{
    m_lookup.reset();
    m_addresses = info.addresses();
    if (m_addresses.isEmpty()) {
        Q_EMIT failed(QStringLiteral("unknown host ") + info.hostName());
        return;
    }
    tryFirst();
}

void Connector::tryFirst()
{
    Q_EMIT resolved();
    if (!m_addresses.isEmpty()) // whoever heard it may have cancelled
        tryNext();
}

void Connector::tryNext()
{
    if (m_addresses.isEmpty()) {
        Q_EMIT failed(m_failures.join(QStringLiteral("; ")));
        return;
    }
    m_address = m_addresses.takeFirst();
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &Connector::socketFailed);
    connect(m_socket.get(), &QAbstractSocket::connected, this, [this] {
        m_timer.stop();
        m_socket->disconnect(this);
        Q_EMIT connected();
    });
    m_timer.start(m_timeout);
    m_socket->connectToHost(m_address, m_port, QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void Connector::socketFailed()
{
    const bool isRefused = m_socket->error() == QAbstractSocket::ConnectionRefusedError;
    addressFailed(isRefused ? QStringLiteral("connection refused") : m_socket->errorString());
}

void Connector::timedOut()
{
    addressFailed(
        QStringLiteral("no answer in %1 s").arg(std::chrono::duration<double>(m_timeout).count()));
}

void Connector::addressFailed(const QString &why)
{
    m_failures += Endpoint(m_address, m_port).toString() + QStringLiteral(": ") + why;
    dropSocket();
    tryNext();
}

// Later, not now: this may be the socket's own call.
void Connector::dropSocket()
{
    m_timer.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

} // namespace sealcord
