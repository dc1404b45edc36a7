// SPDX-License-Identifier: MIT
#include "core/net/listenerror.h"

#include "core/net/addresstext.h"

#include <QAbstractSocket>
#include <QTcpServer>

namespace sealcord {

QHostAddress bothFamilies(const QHostAddress &address)
{
    return address == QHostAddress::AnyIPv6 ? QHostAddress(QHostAddress::Any) : address;
}

QString listenError(const QTcpServer &server, const ListenAddress &where)
{
    const auto why = [&] {
        if (auto fault = interfaceFault(where.address); !fault.isEmpty())
            return fault;
        switch (server.serverError()) {
        case QAbstractSocket::AddressInUseError:
            return QStringLiteral("the port is in use by another program");
        case QAbstractSocket::SocketAccessError:
            return QStringLiteral("the system keeps this port for privileged programs");
        case QAbstractSocket::SocketAddressNotAvailableError:
            return QStringLiteral("this machine has no such address");
        default:
            return server.errorString();
        }
    }();
    return QStringLiteral("cannot listen on ") + hostPortText(where.address.toString(), where.port)
        + QStringLiteral(": ") + why;
}

} // namespace sealcord
