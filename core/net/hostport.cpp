// SPDX-License-Identifier: MIT
#include "core/net/hostport.h"

#include "core/net/addresstext.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

ValueError unsplitError(QStringView text, Unsplit why, const QString &malformed)
{
    if (why == Unsplit::Malformed)
        return valueError(text, malformed);
    const QString port = text.sliced(text.lastIndexOf(u':') + 1).toString();
    const QString host = text.chopped(port.size() + 1).toString();
    return valueError(
        text, u"may be an address, or one with a port: [%1] or [%2]:%3"_s.arg(text, host, port));
}

Value<quint16> portOf(QStringView text, const HostPortParts &parts, quint16 least)
{
    const auto port = parts.port ? parsePort(*parts.port) : defaultPort;
    if (!port || *port < least) {
        return std::unexpected(valueError(text,
            u"has no port from "_s + QString::number(least) + u" to 65535 after its colon"_s));
    }
    return *port;
}

bool lacksInterface(const QHostAddress &address)
{
    return address.scopeId().isEmpty() && !interfaceFault(address).isEmpty();
}

} // namespace

Value<HostPort> parseHostPort(QStringView text)
{
    const auto what =
        u"is neither a name nor an address with a port: name:1337, 1.2.3.4:1337, [::1]:1337"_s;
    text = text.trimmed();
    const auto parts = splitHostPort(text);
    if (!parts)
        return std::unexpected(unsplitError(text, parts.error(), what));
    const auto address = parseAddress(parts->host);
    if (!address && !asciiName(parts->host))
        return std::unexpected(valueError(text, what));
    if (address && lacksInterface(*address))
        return std::unexpected(valueError(text, interfaceFault(*address)));
    const auto port = portOf(text, *parts, 1);
    if (!port)
        return std::unexpected(port.error());
    return HostPort{parts->host.toString(), *port};
}

Value<ListenAddress> parseListenAddress(QStringView text)
{
    const auto what = u"is not an address with a port: 0.0.0.0:1337, [::]:1337"_s;
    text = text.trimmed();
    const auto parts = splitHostPort(text);
    if (!parts)
        return std::unexpected(unsplitError(text, parts.error(), what));
    const auto address = parseAddress(parts->host);
    if (!address)
        return std::unexpected(valueError(text, what));
    if (lacksInterface(*address))
        return std::unexpected(valueError(text, interfaceFault(*address)));
    const auto port = portOf(text, *parts, 0);
    if (!port)
        return std::unexpected(port.error());
    return ListenAddress{*address, *port};
}

} // namespace sealcord
