// SPDX-License-Identifier: MIT
#include "core/net/addresstext.h"

#include <QUrl>

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <net/if.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isIPv6(QStringView text)
{
    const auto address = parseAddress(text);
    return address && address->protocol() == QAbstractSocket::IPv6Protocol;
}

// What Linux allows, less what the text around it has a meaning for.
bool isInterfaceName(QStringView text)
{
    const auto isAllowed = [](QChar c) {
        return c.isPrint() && !c.isSpace() && !QStringView(u"/:%[]").contains(c);
    };
    return !text.isEmpty() && text.toUtf8().size() < IFNAMSIZ
        && std::ranges::all_of(text, isAllowed);
}

std::optional<QHostAddress> withoutInterface(QStringView text)
{
    const auto isAllowed = [](QChar c) { return isHexDigit(c) || c == u':' || c == u'.'; };
    if (!std::ranges::all_of(text, isAllowed))
        return {};
    const auto ascii = text.toLatin1();
    if (in_addr v4{}; inet_pton(AF_INET, ascii.constData(), &v4) == 1)
        return QHostAddress(ntohl(v4.s_addr));
    if (in6_addr v6{}; inet_pton(AF_INET6, ascii.constData(), &v6) == 1)
        return QHostAddress(v6.s6_addr);
    return {};
}

bool isNumber(QStringView label)
{
    if (label.startsWith("0x"_L1, Qt::CaseInsensitive))
        return std::ranges::all_of(label.sliced(2), isHexDigit);
    return std::ranges::all_of(label, isDigit);
}

bool isLabel(QStringView label)
{
    constexpr qsizetype longest = 63; // RFC 1035, 2.3.4
    const auto isAllowed = [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-'
            || c == u'_';
    };
    return !label.isEmpty() && label.size() <= longest && std::ranges::all_of(label, isAllowed);
}

} // namespace

std::optional<QHostAddress> parseAddress(QStringView text)
{
    const auto percent = text.indexOf(u'%');
    if (percent < 0)
        return withoutInterface(text);
    auto address = withoutInterface(text.first(percent));
    const auto interface = text.sliced(percent + 1);
    const bool mayHaveOne =
        address && address->protocol() == QAbstractSocket::IPv6Protocol && address->isLinkLocal();
    if (!mayHaveOne || !isInterfaceName(interface))
        return {};
    address->setScopeId(interface.toString());
    return address;
}

std::optional<quint16> parsePort(QStringView text)
{
    bool isPort = false;
    const auto port = text.toUShort(&isPort);
    if (!isPort || !std::ranges::all_of(text, isDigit))
        return {};
    return port;
}

std::optional<QString> asciiName(QStringView text)
{
    constexpr qsizetype longest = 253; // RFC 1035, 2.3.4, without the lengths that stand in packets
    const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
    QString ascii = std::ranges::all_of(text, isAscii)
        ? text.toString()
        : QString::fromLatin1(QUrl::toAce(text.toString())); // composes what is decomposed
    const auto name = QStringView(ascii).endsWith(u'.') ? QStringView(ascii).chopped(1) : ascii;
    const auto labels = name.split(u'.');
    if (name.size() > longest || !std::ranges::all_of(labels, isLabel) || isNumber(labels.last()))
        return {};
    return ascii;
}

bool isHost(QStringView text)
{
    return parseAddress(text) || asciiName(text);
}

std::expected<HostPortParts, Unsplit> splitHostPort(QStringView text)
{
    const auto lastColon = text.lastIndexOf(u':');
    if (text.startsWith(u'[')) {
        const auto end = text.indexOf(u']');
        const bool hasPort = end + 1 == lastColon;
        if (end < 0 || !isIPv6(text.sliced(1, end - 1)) || (!hasPort && end + 1 != text.size()))
            return std::unexpected(Unsplit::Malformed);
        const auto host = text.sliced(1, end - 1);
        return hasPort ? HostPortParts{host, text.sliced(lastColon + 1)} : HostPortParts{host, {}};
    }
    if (lastColon < 0)
        return HostPortParts{text, {}};
    const auto before = text.first(lastColon);
    const auto behind = text.sliced(lastColon + 1);
    if (!before.contains(u':'))
        return HostPortParts{before, behind};
    if (!isIPv6(text))
        return std::unexpected(Unsplit::Malformed);
    if (isIPv6(before) && parsePort(behind))
        return std::unexpected(Unsplit::Ambiguous);
    return HostPortParts{text, {}};
}

QString hostPortText(const QString &host, quint16 port)
{
    const auto number = QString::number(port);
    return host.contains(u':') ? u"[%1]:%2"_s.arg(host, number) : host + u':' + number;
}

quint32 interfaceIndex(const QString &name)
{
    bool isNumber = false;
    const auto number = name.toUInt(&isNumber);
    return isNumber ? number : if_nametoindex(name.toUtf8().constData());
}

QString interfaceName(quint32 index)
{
    std::array<char, IFNAMSIZ> name;
    return if_indextoname(index, name.data()) ? QString::fromUtf8(name.data())
                                              : QString::number(index);
}

QString interfaceFault(const QHostAddress &address)
{
    const auto interface = address.scopeId();
    std::array<char, IFNAMSIZ> ignored;
    if (!interface.isEmpty() && !if_indextoname(interfaceIndex(interface), ignored.data()))
        return u"this machine has no interface "_s + interface;
    const bool needsOne =
        address.protocol() == QAbstractSocket::IPv6Protocol && address.isLinkLocal();
    if (needsOne && interface.isEmpty())
        return u"a link-local address needs its interface, such as "_s + address.toString()
            + u"%eth0"_s;
    return {};
}

} // namespace sealcord
