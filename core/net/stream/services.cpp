// SPDX-License-Identifier: MIT
#include "core/net/stream/services.h"

#include "core/net/addresstext.h"
#include "core/net/unixsocket.h"
#include "core/text/names.h"

#include <QHostAddress>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto proxyPrefix = "proxy+"_L1;
constexpr auto unixPrefix = "unix:"_L1;

Value<QString> parseSocketPath(QStringView path)
{
    if (!path.startsWith(u'/') || path.contains(QChar(u'\0')))
        return std::unexpected(
            valueError(path, u"is no absolute path of a socket: unix:/run/db.sock"_s));
    if (const auto fits = fitsSocket(path); !fits)
        return std::unexpected(valueError(path, u"is too long: "_s + fits.error()));
    return path.toString();
}

bool hasPort(QStringView text)
{
    const auto parts = splitHostPort(text);
    return !parts || parts->port; // what cannot be split has its own error
}

Value<ListenAddress> parseLocalAddress(QStringView text)
{
    if (const auto port = parsePort(text))
        return ListenAddress{QHostAddress(QHostAddress::LocalHost), *port};
    if (!hasPort(text))
        return std::unexpected(valueError(
            text, u"is no port, and no address with one: 8080, 0.0.0.0:8080, [::1]:8080"_s));
    return parseListenAddress(text);
}

bool standsForAll(const QHostAddress &all, const QHostAddress &one)
{
    return all == QHostAddress::AnyIPv6 || all == QHostAddress::Any
        || (all == QHostAddress::AnyIPv4 && one.protocol() == QAbstractSocket::IPv4Protocol);
}

} // namespace

QString ServiceAddress::toString() const
{
    return (takesProxyHeader ? QString(proxyPrefix) : QString())
        + (isUnix() ? unixPrefix + path : hostPortText(tcp.host, tcp.port));
}

Value<ServiceAddress> parseServiceAddress(QStringView text)
{
    ServiceAddress address;
    text = text.trimmed();
    address.takesProxyHeader = text.startsWith(proxyPrefix);
    if (address.takesProxyHeader)
        text = text.sliced(proxyPrefix.size());
    if (text.startsWith(unixPrefix)) {
        auto path = parseSocketPath(text.sliced(unixPrefix.size()));
        if (!path)
            return std::unexpected(std::move(path.error()));
        address.path = *std::move(path);
        return address;
    }
    if (!hasPort(text))
        return std::unexpected(valueError(
            text, u"has no port: name:5432, 1.2.3.4:5432, [::1]:5432, or unix:/run/db.sock"_s));
    auto tcp = parseHostPort(text);
    if (!tcp)
        return std::unexpected(std::move(tcp.error()));
    address.tcp = *std::move(tcp);
    return address;
}

QString NamedService::toString() const
{
    return name + u'=' + address.toString();
}

Value<NamedService> parseNamedService(QStringView text)
{
    text = text.trimmed();
    const auto equals = text.indexOf(u'=');
    if (equals < 0)
        return std::unexpected(valueError(
            text, u"is no name with an address: db=127.0.0.1:5432, db=unix:/run/db.sock"_s));
    auto name = parseServiceName(text.first(equals));
    if (!name)
        return std::unexpected(std::move(name.error()));
    auto address = parseServiceAddress(text.sliced(equals + 1));
    if (!address)
        return std::unexpected(std::move(address.error()));
    return NamedService{*std::move(name), *std::move(address)};
}

QString LocalPort::toString() const
{
    return hostPortText(listen.address.toString(), listen.port) + u'=' + target;
}

Value<LocalPort> parseLocalPort(QStringView text)
{
    text = text.trimmed();
    const auto equals = text.indexOf(u'=');
    if (equals < 0)
        return std::unexpected(
            valueError(text, u"is no port with a service: 8080=web, 0.0.0.0:8080=web@pump-3"_s));
    const auto listen = parseLocalAddress(text.first(equals));
    if (!listen)
        return std::unexpected(listen.error());
    auto target = parseStreamTarget(text.sliced(equals + 1));
    if (!target)
        return std::unexpected(std::move(target.error()));
    return LocalPort{*listen, *std::move(target)};
}

bool doClash(const ListenAddress &one, const ListenAddress &other)
{
    return one.port != 0 && one.port == other.port
        && (one.address == other.address || standsForAll(one.address, other.address)
            || standsForAll(other.address, one.address));
}

TargetParts splitTarget(std::string_view target)
{
    const auto at = target.find('@');
    if (at == std::string_view::npos)
        return {target, {}};
    return {target.substr(0, at), target.substr(at + 1)};
}

} // namespace sealcord
