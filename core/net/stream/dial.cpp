// SPDX-License-Identifier: MIT
#include "core/net/stream/dial.h"

#include "core/net/connection/socketdescriptor.h"
#include "core/net/unixsocket.h"

#include <cstring>
#include <utility>

namespace sealcord {

Dial::Dial(const ServiceAddress &service, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
{
    connect(&m_connector, &Connector::connected, this, [this] {
        const auto socket = m_connector.takeSocket();
        if (!socket)
            return fail(
                StreamReset::Unreachable, QString::fromLocal8Bit(std::strerror(socket.error())));
        m_outcome = socket->descriptor;
        Q_EMIT finished();
    });
    connect(&m_connector, &Connector::failed, this, [this](const QString &why) {
        fail(m_connector.isRefused() ? StreamReset::Refused : StreamReset::Unreachable, why);
    });
    if (service.isUnix())
        connectUnix(service.path);
    else
        m_connector.start(service.tcp.host, service.tcp.port, timeout);
}

Dial::~Dial()
{
    if (m_outcome)
        closeDescriptor(*m_outcome);
}

std::expected<qintptr, Dial::Failure> Dial::take()
{
    return std::exchange(m_outcome, -1);
}

void Dial::fail(StreamReset reason, const QString &why)
{
    m_outcome = std::unexpected(Failure{reason, why});
    Q_EMIT finished();
}

void Dial::connectUnix(const QString &path)
{
    const auto socket = connectToPath(path);
    if (socket)
        m_outcome = *socket;
    else
        m_outcome = std::unexpected(Failure{
            isNobodyThere(socket.error()) ? StreamReset::Refused : StreamReset::Unreachable,
            path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(socket.error()))});
    QMetaObject::invokeMethod(this, &Dial::finished, Qt::QueuedConnection); // carries no data
}

} // namespace sealcord
