// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/values.h"

#include <QString>
#include <QStringView>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sealcord {

/// The address of a peer, as its trust is judged. An IPv4 address and the same one in IPv6
/// (RFC 4291, 2.5.5.2) are one. It has no interface behind it.
struct IpAddress {
    static constexpr std::size_t length = 16;

    /// In network byte order; IPv4 as ::ffff:a.b.c.d, as QHostAddress::toIPv6Address() has it.
    std::array<std::uint8_t, length> bytes{};

    friend auto operator<=>(const IpAddress &, const IpAddress &) = default;

    [[nodiscard]] bool isIPv4() const;
    /// Who has it most likely has all of this: the address itself, or an IPv6 network of 64 bits.
    [[nodiscard]] IpAddress neighbourhood() const;
    /// "10.1.2.3", "2001:db8::7".
    [[nodiscard]] QString toString() const;
    /// In the forms of inet_pton(3), and nothing else.
    [[nodiscard]] static std::optional<IpAddress> parse(QStringView text);
};

/// A network: the addresses that begin with the same bits.
struct AddressRange {
    IpAddress first;
    int prefix = 0; ///< bits, of IPv4 as of its form in IPv6: 96 more

    friend bool operator==(const AddressRange &, const AddressRange &) = default;

    [[nodiscard]] bool contains(const IpAddress &address) const;
    /// "10.1.0.0/16", "2001:db8::/32", "10.1.2.3".
    [[nodiscard]] QString toString() const;
    /// "ADDRESS/BITS", or an address, which is itself alone. A bit set behind the prefix is an
    /// error: 10.1.0.1/16 may have been meant to be the one or the other.
    [[nodiscard]] static std::optional<AddressRange> parse(QStringView text);
};

/// As parse(), with what is wrong in words.
[[nodiscard]] Value<AddressRange> parseAddressRange(QStringView text);
/// One or more of them, with a comma between two, or what is wrong in words.
[[nodiscard]] Value<std::vector<AddressRange>> parseAddressRanges(QStringView text);

} // namespace sealcord
