// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QString>
#include <QStringView>

#include <expected>
#include <optional>

/// Hosts, addresses and ports as text: the one way in which they are read and written. Qt's own
/// reading is more generous: it takes "1" for 0.0.0.1 and "fe80::1%lo:9999" for an address on the
/// interface "lo:9999".
namespace sealcord {

/// An IP address in the forms of inet_pton(3), and nothing else. A link-local IPv6 address may have
/// its interface behind it, by its name or number, whether this machine has it or not:
/// "fe80::1%eth0".
[[nodiscard]] std::optional<QHostAddress> parseAddress(QStringView text);

/// A port, in decimal digits.
[[nodiscard]] std::optional<quint16> parsePort(QStringView text);

/// The ASCII form of a host's name, as the name system takes it (RFC 5891); none for what is no
/// name. A name whose last part is a number is a mistyped address, and a resolver would take it for
/// one.
[[nodiscard]] std::optional<QString> asciiName(QStringView text);

/// Whether \a text is an address or a name, to which a connection can be tried.
[[nodiscard]] bool isHost(QStringView text);

/// The parts of "HOST" or "HOST:PORT". What stands in brackets is an IPv6 address; the others are
/// not looked at.
struct HostPortParts {
    QStringView host; ///< without brackets
    std::optional<QStringView> port;
};

enum class Unsplit {
    Malformed,
    Ambiguous, ///< "::1:1337": an IPv6 address, or a shorter one and a port
};

[[nodiscard]] std::expected<HostPortParts, Unsplit> splitHostPort(QStringView text);

/// "127.0.0.1:1337", "[fe80::1%eth0]:1337", "example.org:1337": what splitHostPort() reads.
[[nodiscard]] QString hostPortText(const QString &host, quint16 port);

/// The number of the interface \a name, which may be a number itself. 0: none has that name here.
[[nodiscard]] quint32 interfaceIndex(const QString &name);
/// The name of the interface \a index, or the number where there is none any more.
[[nodiscard]] QString interfaceName(quint32 index);

/// Why no socket reaches \a address or listens on it: its interface is missing. Empty where nothing
/// speaks against it.
[[nodiscard]] QString interfaceFault(const QHostAddress &address);

} // namespace sealcord
