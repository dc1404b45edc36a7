// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/hostport.h"
#include "core/text/values.h"

#include <QString>
#include <QStringView>

#include <string>
#include <string_view>

/// The services that streams lead to, and the ports that lead to them, as people write them. Values
/// for any thread.
namespace sealcord {

/// Where a service listens, for whoever brings connections to it.
struct ServiceAddress {
    HostPort tcp; ///< where it has no path
    QString path; ///< of a Unix socket, absolute; empty: TCP
    bool takesProxyHeader = false; ///< a PROXY protocol v2 header goes first: core/net/proxy

    friend bool operator==(const ServiceAddress &, const ServiceAddress &) = default;

    [[nodiscard]] bool isUnix() const { return !path.isEmpty(); }
    /// "db.lab:5432", "unix:/run/db.sock", "proxy+[::1]:443": what parseServiceAddress() reads.
    [[nodiscard]] QString toString() const;
};

/// "HOST:PORT" or "unix:/PATH", which a socket's address has room for; "proxy+" before it asks for
/// a PROXY header.
[[nodiscard]] Value<ServiceAddress> parseServiceAddress(QStringView text);

/// A service, by the name that streams are opened to.
struct NamedService {
    QString name; ///< isServiceName()
    ServiceAddress address;

    friend bool operator==(const NamedService &, const NamedService &) = default;

    /// "db=127.0.0.1:5432".
    [[nodiscard]] QString toString() const;
};

[[nodiscard]] Value<NamedService> parseNamedService(QStringView text);

/// The two parts of a stream's target.
struct TargetParts {
    std::string_view service;
    std::string_view agent; ///< that publishes it; empty: the other end itself
};

/// "NAME" or "NAME@AGENT". The parts live as long as \a target.
[[nodiscard]] TargetParts splitTarget(std::string_view target);
TargetParts splitTarget(std::string &&target) = delete; // its parts would outlive it

/// A port of this machine whose connections become streams.
struct LocalPort {
    ListenAddress listen; ///< port 0: the system picks one
    QString target; ///< isStreamTarget()

    friend bool operator==(const LocalPort &, const LocalPort &) = default;

    /// "127.0.0.1:8080=web@pump-3".
    [[nodiscard]] QString toString() const;
};

/// "[ADDRESS:]PORT=TARGET", without an address on 127.0.0.1.
[[nodiscard]] Value<LocalPort> parseLocalPort(QStringView text);

/// Whether sockets cannot listen on both: the port is the same, and so is the address, or one of
/// them stands for all of its family. "::" takes IPv4 too, as a server's does.
[[nodiscard]] bool doClash(const ListenAddress &one, const ListenAddress &other);

} // namespace sealcord
