// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/values.h"

#include <QHostAddress>
#include <QString>

namespace sealcord {

/// A host and a TCP port.
struct HostPort {
    QString host; ///< a name or an address, IPv6 without brackets
    quint16 port = 0;

    friend bool operator==(const HostPort &, const HostPort &) = default;
};

/// Used where a port is not given.
constexpr quint16 defaultPort = 1337;

/// Where to connect to: "127.0.0.1:1337", "[::1]:1337", "name:1337", each also without its port.
[[nodiscard]] Value<HostPort> parseHostPort(QStringView text);

/// Where to listen: an IP address, no name, and a port that may be 0.
struct ListenAddress {
    QHostAddress address;
    quint16 port = 0;

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

[[nodiscard]] Value<ListenAddress> parseListenAddress(QStringView text);

} // namespace sealcord
