// SPDX-License-Identifier: MIT
#include "core/net/hostport.h"

#include <algorithm>
#include <optional>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Parts {
    QStringView host;
    std::optional<QStringView> port;
    bool hasBrackets = false;
};

// Takes "HOST", "HOST:PORT", "[HOST]", "[HOST]:PORT" and a bare IPv6 address apart.
std::optional<Parts> split(QStringView text)
{
    if (text.startsWith(u'[')) {
        const auto end = text.indexOf(u']');
        if (end < 0)
            return {};
        const auto rest = text.sliced(end + 1);
        if (rest.isEmpty())
            return Parts{text.sliced(1, end - 1), {}, true};
        if (!rest.startsWith(u':'))
            return {};
        return Parts{text.sliced(1, end - 1), rest.sliced(1), true};
    }
    if (text.count(u':') != 1)
        return Parts{text, {}};
    const auto colon = text.indexOf(u':');
    return Parts{text.first(colon), text.sliced(colon + 1)};
}

// Only the forms that are written today: QHostAddress takes "1337" for 0.0.5.57.
std::optional<QHostAddress> numericAddress(QStringView text)
{
    QHostAddress address;
    if (!address.setAddress(text.toString()))
        return {};
    if (address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() != text)
        return {};
    return address;
}

// A name whose last part is a number is a mistyped address, and a resolver would take it for one.
bool isName(QStringView text)
{
    constexpr qsizetype longest = 253; // RFC 1035, 2.3.4
    const auto isAllowed = [](QChar c) {
        return c.isLetterOrNumber() || c == u'-' || c == u'.' || c == u'_';
    };
    if (text.isEmpty() || text.size() > longest || !std::ranges::all_of(text, isAllowed))
        return false;
    if (text.startsWith(u'.') || text.contains(u".."_s))
        return false;
    const auto name = text.endsWith(u'.') ? text.chopped(1) : text;
    const auto last = name.sliced(name.lastIndexOf(u'.') + 1);
    return !std::ranges::all_of(last, [](QChar c) { return c.isDigit(); });
}

Value<quint16> parsePort(QStringView text, const std::optional<QStringView> &port, quint16 least)
{
    if (!port)
        return defaultPort;
    const auto value = parseCount(*port, least, 0xffff);
    if (!value || port->trimmed() != *port) {
        return std::unexpected(valueError(text,
            u"has no port from "_s + QString::number(least) + u" to 65535 after its colon"_s));
    }
    return static_cast<quint16>(*value);
}

} // namespace

Value<HostPort> parseHostPort(QStringView text)
{
    const auto parts = split(text.trimmed());
    const auto address = parts ? numericAddress(parts->host) : std::nullopt;
    const auto isIPv6 = address && address->protocol() == QAbstractSocket::IPv6Protocol;
    if (!parts || (parts->hasBrackets && !isIPv6) || (!address && !isName(parts->host))) {
        return std::unexpected(valueError(text,
            u"is neither a name nor an address with a port: name:1337, 1.2.3.4:1337, [::1]:1337"_s));
    }
    const auto port = parsePort(text, parts->port, 1);
    if (!port)
        return std::unexpected(port.error());
    return HostPort{parts->host.toString(), *port};
}

Value<ListenAddress> parseListenAddress(QStringView text)
{
    const auto parts = split(text.trimmed());
    const auto address = parts ? numericAddress(parts->host) : std::nullopt;
    const auto isIPv6 = address && address->protocol() == QAbstractSocket::IPv6Protocol;
    if (!address || (parts->hasBrackets && !isIPv6)) {
        return std::unexpected(
            valueError(text, u"is not an address with a port: 0.0.0.0:1337, [::]:1337"_s));
    }
    const auto port = parsePort(text, parts->port, 0);
    if (!port)
        return std::unexpected(port.error());
    return ListenAddress{*address, *port};
}

} // namespace sealcord
