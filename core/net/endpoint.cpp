// SPDX-License-Identifier: MIT
#include "core/net/endpoint.h"

#include <QNetworkInterface>

#include <algorithm>

namespace sealcord {

Endpoint::Endpoint(const QHostAddress &address, quint16 port)
    : m_port(port)
{
    const auto bytes = address.toIPv6Address(); // an IPv4 address comes mapped, but for 0.0.0.0
    std::ranges::copy(bytes.c, m_address.begin());
    if (address.protocol() == QHostAddress::IPv4Protocol)
        m_address[10] = m_address[11] = 0xff;
    if (!address.scopeId().isEmpty())
        m_scope =
            static_cast<quint32>(QNetworkInterface::interfaceIndexFromName(address.scopeId()));
}

QHostAddress Endpoint::address() const
{
    QHostAddress address(m_address.data());
    if (isIPv4())
        return QHostAddress(address.toIPv4Address());
    if (m_scope)
        address.setScopeId(QNetworkInterface::interfaceNameFromIndex(static_cast<int>(m_scope)));
    return address;
}

bool Endpoint::isIPv4() const
{
    static constexpr std::array<quint8, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(mapped.begin(), mapped.end(), m_address.begin());
}

bool Endpoint::isLoopback() const
{
    return address().isLoopback();
}

QString Endpoint::toString() const
{
    const auto text = address().toString();
    const auto port = QString::number(m_port);
    if (isIPv4())
        return text + u':' + port;
    return u'[' + text + u']' + u':' + port;
}

Endpoint::Site Endpoint::site() const
{
    auto site = m_address;
    if (!isIPv4())
        std::fill(site.begin() + 8, site.end(), quint8{0});
    return site;
}

} // namespace sealcord
