// SPDX-License-Identifier: MIT
#include "core/net/endpoint.h"

#include "core/net/addresstext.h"

#include <algorithm>
#include <cstring>

#include <netinet/in.h>

namespace sealcord {

Endpoint::Endpoint(const QHostAddress &address, quint16 port)
    : m_port(port)
{
    const auto bytes = address.toIPv6Address(); // an IPv4 address comes mapped, but for 0.0.0.0
    std::ranges::copy(bytes.c, m_address.begin());
    if (address.protocol() == QHostAddress::IPv4Protocol)
        m_address[10] = m_address[11] = 0xff;
    if (!address.scopeId().isEmpty())
        m_scope = interfaceIndex(address.scopeId());
}

Endpoint::Endpoint(const sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const auto *const v4 = reinterpret_cast<const sockaddr_in *>(address);
        m_address[10] = m_address[11] = 0xff;
        std::memcpy(&m_address[12], &v4->sin_addr, sizeof v4->sin_addr);
        m_port = ntohs(v4->sin_port);
    } else {
        const auto *const v6 = reinterpret_cast<const sockaddr_in6 *>(address);
        std::ranges::copy(v6->sin6_addr.s6_addr, m_address.begin());
        m_scope = v6->sin6_scope_id;
        m_port = ntohs(v6->sin6_port);
    }
}

std::size_t Endpoint::store(sockaddr *address) const
{
    if (isIPv4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(m_port);
        std::memcpy(&v4.sin_addr, &m_address[12], sizeof v4.sin_addr);
        std::memcpy(address, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(m_port);
    v6.sin6_scope_id = m_scope;
    std::ranges::copy(m_address, v6.sin6_addr.s6_addr);
    std::memcpy(address, &v6, sizeof v6);
    return sizeof v6;
}

QHostAddress Endpoint::address() const
{
    QHostAddress address(m_address.data());
    if (isIPv4())
        return QHostAddress(address.toIPv4Address());
    if (m_scope)
        address.setScopeId(interfaceName(m_scope));
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

bool Endpoint::isWithin(const Endpoint &other) const
{
    return m_address == other.m_address && (m_scope == other.m_scope || other.m_scope == 0)
        && (m_port == other.m_port || other.m_port == 0);
}

QString Endpoint::toString() const
{
    return hostPortText(address().toString(), m_port);
}

Endpoint::Site Endpoint::site() const
{
    auto site = m_address;
    if (!isIPv4())
        std::fill(site.begin() + 8, site.end(), quint8{0});
    return site;
}

} // namespace sealcord
