// SPDX-License-Identifier: MIT
#include "core/trust/place.h"

#include "core/text/ipaddress.h"
#include "core/text/visibletext.h"

#include <QList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// An IPv6 address, with or without its interface. The zone of RFC 4007, 11 keeps its capitals.
bool isIPv6(QStringView host)
{
    const auto percent = host.indexOf(u'%');
    const auto address = host.first(percent < 0 ? host.size() : percent);
    return address.contains(u':') && IpAddress::parse(address) && percent != host.size() - 1;
}

QString inLowerCase(const QString &host)
{
    const auto percent = host.indexOf(u'%');
    return percent < 0 ? host.toLower() : host.first(percent).toLower() + host.sliced(percent);
}

// Whether `host` can stand in a line: what a name is, is the name system's affair.
bool isWritable(QStringView host)
{
    const auto isAllowed = [](char32_t character) {
        return isVisible(character) && !QChar::isSpace(character)
            && (character >= 0x80 || !QStringView(u"#[]/\"'").contains(QChar(char16_t(character))));
    };
    return !host.isEmpty() && host.isValidUtf16() && std::ranges::all_of(host.toUcs4(), isAllowed);
}

std::optional<quint16> parsePort(QStringView text)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    bool isPort = false;
    const auto port = text.toUShort(&isPort);
    const bool isPlain = std::ranges::all_of(text, isDigit) && !text.startsWith(u'0');
    return isPort && isPlain ? std::optional(port) : std::nullopt;
}

} // namespace

QString Place::toString() const
{
    const auto number = QString::number(port);
    return host.contains(u':') ? u'[' + host + u"]:"_s + number : host + u':' + number;
}

Place Place::of(const QString &host, quint16 port)
{
    return {inLowerCase(host), port};
}

std::optional<Place> Place::parse(QStringView text)
{
    const auto colon = text.lastIndexOf(u':');
    if (colon < 0)
        return {};
    const auto port = parsePort(text.sliced(colon + 1));
    auto host = text.first(colon);
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']') && host.size() > 2;
    if (isBracketed)
        host = host.sliced(1, host.size() - 2);
    const auto name = host.toString();
    if (!port || !isWritable(host) || name != inLowerCase(name)
        || (isBracketed ? !isIPv6(host) : host.contains(u':')))
        return {};
    return Place{name, *port};
}

} // namespace sealcord
