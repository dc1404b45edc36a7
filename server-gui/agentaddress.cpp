// SPDX-License-Identifier: MIT
#include "server-gui/agentaddress.h"

#include "core/net/endpoint.h"

#include <QAbstractSocket>
#include <QNetworkInterface>

#include <algorithm>

namespace sealcord {

QString agentAddress(const QHostAddress &address, quint16 port)
{
    const bool isEverywhere = address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6) || address == QHostAddress::Any;
    if (!isEverywhere)
        return Endpoint(address, port).toString();
    const auto addresses = QNetworkInterface::allAddresses();
    const auto reachable = std::ranges::find_if(addresses, [](const QHostAddress &candidate) {
        return candidate.protocol() == QAbstractSocket::IPv4Protocol && !candidate.isLoopback()
            && !candidate.isLinkLocal();
    });
    const auto chosen =
        reachable == addresses.end() ? QHostAddress(QHostAddress::LocalHost) : *reachable;
    return Endpoint(chosen, port).toString();
}

} // namespace sealcord
