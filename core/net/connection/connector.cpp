// SPDX-License-Identifier: MIT
#include "core/net/connection/connector.h"

#include "core/net/addresstext.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/endpoint.h"
#include "core/net/startthread.h"

#include <QHostInfo>
#include <QNetworkProxy>

#include <cerrno>

namespace sealcord {

using namespace std::chrono_literals;

Connector::Connector(QObject *parent)
    : QObject(parent)
{
    for (auto *timer : {&m_timeLimit, &m_begin, &m_settle})
        timer->setSingleShot(true);
    connect(&m_timeLimit, &QTimer::timeout, this, &Connector::timedOut);
    connect(&m_begin, &QTimer::timeout, this, &Connector::tryFirst);
    connect(&m_settle, &QTimer::timeout, this, &Connector::settle);
}

Connector::~Connector()
{
    cancel();
}

void Connector::start(const QString &host, quint16 port, std::chrono::milliseconds timeout)
{
    cancel();
    m_host = host;
    m_port = port;
    m_timeout = timeout;
    m_failures.clear();
    m_isRefused = false;
    const auto literal = parseAddress(host);
    const auto name = literal ? std::nullopt : asciiName(host);
    if (name && startThread([] { })) {
        m_lookup = QHostInfo::lookupHost(*name, this, &Connector::take);
        return;
    }
    // Qt would wait for ever, and at its end too, for a thread that the system does not start.
    if (name)
        m_failures += QStringLiteral("cannot look up ") + host
            + QStringLiteral(": the limit of threads or of memory is reached");
    if (literal)
        m_addresses = {*literal};
    m_begin.start(0);
}

void Connector::cancel()
{
    if (m_lookup)
        QHostInfo::abortHostLookup(*std::exchange(m_lookup, std::nullopt));
    m_begin.stop();
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

void Connector::take(const QHostInfo &info)
{
    if (m_lookup != info.lookupId())
        return; // cancelled: Qt tells what it has in its cache all the same
    m_lookup.reset();
    m_addresses = info.addresses();
    tryFirst();
}

void Connector::tryFirst()
{
    if (m_addresses.isEmpty()) {
        if (m_failures.isEmpty())
            m_failures += QStringLiteral("unknown host ") + m_host;
        return tryNext();
    }
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
    if (const auto fault = interfaceFault(m_address); !fault.isEmpty())
        return addressFailed(fault);
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    const auto settleSoon = [this] { m_settle.start(0); };
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, settleSoon);
    connect(m_socket.get(), &QAbstractSocket::connected, this, settleSoon);
    m_timeLimit.start(m_timeout);
    m_socket->connectToHost(m_address, m_port, QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void Connector::settle()
{
    const bool isConnected = m_socket->state() == QAbstractSocket::ConnectedState;
    const bool isRefused = isConnected
        ? isConnectedToItself(m_socket->socketDescriptor())
        : m_socket->error() == QAbstractSocket::ConnectionRefusedError;
    if (isRefused) {
        m_isRefused = m_isRefused || m_failures.isEmpty();
        return addressFailed(QStringLiteral("connection refused"));
    }
    m_isRefused = false;
    if (!isConnected)
        return addressFailed(m_socket->errorString());
    m_timeLimit.stop();
    m_socket->disconnect(this);
    Q_EMIT connected();
}

void Connector::timedOut()
{
    m_isRefused = false;
    addressFailed(
        QStringLiteral("no answer in %1 s").arg(std::chrono::duration<double>(m_timeout).count()));
}

void Connector::addressFailed(const QString &why)
{
    m_failures += hostPortText(m_address.toString(), m_port) + QStringLiteral(": ") + why;
    dropSocket();
    tryNext();
}

void Connector::dropSocket()
{
    m_timeLimit.stop();
    m_settle.stop();
    m_socket.reset();
}

} // namespace sealcord
