// SPDX-License-Identifier: MIT
#include "core/text/ipaddress.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <utility>

#include <arpa/inet.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// RFC 4291, 2.5.5.2: what stands before an IPv4 address in IPv6.
constexpr std::array<std::uint8_t, 12> mappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int bitsOfAddress = 128;
constexpr int bitsBeforeIPv4 = 96;
constexpr int bitsOfNetwork = 64; // RFC 4291, 2.5.4: what one customer has at the least

// \a address with all bits behind \a prefix clear.
IpAddress masked(IpAddress address, int prefix)
{
    for (int bit = prefix; bit < bitsOfAddress; ++bit) {
        auto &byte = address.bytes[static_cast<std::size_t>(bit / 8)];
        byte = static_cast<std::uint8_t>(byte & ~(0x80U >> (bit % 8)));
    }
    return address;
}

std::optional<int> parsePrefix(QStringView text, int most)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (text.isEmpty() || text.size() > 3 || !std::ranges::all_of(text, isDigit)
        || (text.size() > 1 && text.front() == u'0'))
        return {};
    const int prefix = text.toInt();
    return prefix <= most ? std::optional(prefix) : std::nullopt;
}

} // namespace

bool IpAddress::isIPv4() const
{
    return std::equal(mappedPrefix.begin(), mappedPrefix.end(), bytes.begin());
}

IpAddress IpAddress::neighbourhood() const
{
    return isIPv4() ? *this : masked(*this, bitsOfNetwork);
}

QString IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (isIPv4())
        inet_ntop(AF_INET, bytes.data() + mappedPrefix.size(), text.data(), text.size());
    else
        inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return QString::fromLatin1(text.data());
}

std::optional<IpAddress> IpAddress::parse(QStringView text)
{
    const auto isAscii = [](QChar c) { return c.unicode() > 0 && c.unicode() < 0x80; };
    if (!std::ranges::all_of(text, isAscii))
        return {};
    const auto ascii = text.toLatin1();
    IpAddress address;
    if (inet_pton(AF_INET6, ascii.constData(), address.bytes.data()) == 1)
        return address;
    std::ranges::copy(mappedPrefix, address.bytes.begin());
    auto *const behind = address.bytes.data() + mappedPrefix.size();
    return inet_pton(AF_INET, ascii.constData(), behind) == 1 ? std::optional(address)
                                                              : std::nullopt;
}

bool AddressRange::contains(const IpAddress &address) const
{
    return masked(address, prefix) == first;
}

QString AddressRange::toString() const
{
    const auto bits = first.isIPv4() && prefix >= bitsBeforeIPv4 ? prefix - bitsBeforeIPv4 : prefix;
    const auto text = first.toString();
    return prefix == bitsOfAddress ? text : text + u'/' + QString::number(bits);
}

std::optional<AddressRange> AddressRange::parse(QStringView text)
{
    const auto slash = text.indexOf(u'/');
    const auto address = IpAddress::parse(slash < 0 ? text : text.first(slash));
    if (!address)
        return {};
    if (slash < 0)
        return AddressRange{*address, bitsOfAddress};
    const int before = text.first(slash).contains(u':') ? 0 : bitsBeforeIPv4;
    const auto bits = parsePrefix(text.sliced(slash + 1), bitsOfAddress - before);
    if (!bits || masked(*address, *bits + before) != *address)
        return {};
    return AddressRange{*address, *bits + before};
}

Value<AddressRange> parseAddressRange(QStringView text)
{
    const auto range = AddressRange::parse(text);
    if (!range) {
        return std::unexpected(valueError(text,
            u"is neither an address nor a network without a bit set behind its prefix: "
            "10.1.2.3, 10.1.0.0/16, 2001:db8::/32"_s));
    }
    return *range;
}

Value<std::vector<AddressRange>> parseAddressRanges(QStringView text)
{
    std::vector<AddressRange> ranges;
    for (const auto part : text.split(u',')) {
        auto range = parseAddressRange(part);
        if (!range)
            return std::unexpected(std::move(range.error()));
        ranges.push_back(*range);
    }
    return ranges;
}

} // namespace sealcord
