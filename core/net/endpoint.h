// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/ipaddress.h"

#include <QHostAddress>
#include <QString>

#include <array>
#include <compare>
#include <cstddef>

struct sockaddr;

namespace sealcord {

/// An IP address and a TCP port as a plain value. QHostAddress shares its data between copies; this
/// does not, so that it may stand in a record which crosses threads.
///
/// IPv4 is held, counted and shown as IPv4, also where a socket for both families reports it as
/// ::ffff:127.0.0.1.
class Endpoint
{
public:
    Endpoint() = default;
    Endpoint(const QHostAddress &address, quint16 port);
    /// What the system's calls give, which is IPv4 or IPv6.
    explicit Endpoint(const sockaddr *address);

    /// Writes what the system's calls take to \a address, which has room for an IPv6 one. Its
    /// length.
    std::size_t store(sockaddr *address) const;

    [[nodiscard]] QHostAddress address() const;
    [[nodiscard]] quint16 port() const { return m_port; }
    /// The address, without its interface.
    [[nodiscard]] IpAddress ip() const { return {m_address}; }
    [[nodiscard]] bool isIPv4() const;
    [[nodiscard]] bool isLoopback() const;

    /// Whether it is that of \a other, apart from what \a other leaves open: a port of 0, and no
    /// interface with a link-local address.
    [[nodiscard]] bool isWithin(const Endpoint &other) const;

    /// "127.0.0.1:1337", "[fe80::1%eth0]:1337".
    [[nodiscard]] QString toString() const;

    /// What counts as one address where connections per address are counted: the whole IPv4
    /// address, or the /64 of an IPv6 one, since one subscriber commonly holds that much (RFC
    /// 6177).
    using Site = std::array<quint8, 16>;
    [[nodiscard]] Site site() const;

    friend auto operator<=>(const Endpoint &, const Endpoint &) = default;

private:
    std::array<quint8, 16> m_address{}; // network order; IPv4 mapped (RFC 4291, 2.5.5.2)
    quint32 m_scope = 0; // interface index of a link-local address, 0 for none
    quint16 m_port = 0;
};

} // namespace sealcord
