// SPDX-License-Identifier: MIT
#include "core/net/stream/dial.h"

#include "core/net/connection/socketdescriptor.h"
#include "core/text/systemtext.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>

namespace sealcord {

Dial::Dial(const ServiceAddress &service, std::chrono::milliseconds timeout)
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

// The kernel answers at once: there is a listener with room, or there is none.
void Dial::connectUnix(const QString &path)
{
    const auto bytes = toSystem(path); // which has room: services.h
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(bytes, address.sun_path);
    const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const auto *const any = reinterpret_cast<const sockaddr *>(&address);
    const bool isConnected = made >= 0 && ::connect(made, any, sizeof address) == 0;
    const int error = errno;
    if (isConnected)
        m_outcome = made;
    else
        m_outcome = std::unexpected(
            Failure{error == ECONNREFUSED || error == ENOENT ? StreamReset::Refused
                                                             : StreamReset::Unreachable,
                path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(error))});
    if (!isConnected)
        closeDescriptor(made);
    QMetaObject::invokeMethod(this, &Dial::finished, Qt::QueuedConnection); // carries no data
}

} // namespace sealcord
