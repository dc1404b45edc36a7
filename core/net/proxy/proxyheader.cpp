// SPDX-License-Identifier: MIT
#include "core/net/proxy/proxyheader.h"

#include "core/protocol/endian.h"
#include "core/protocol/failure.h"
#include "core/text/ipaddress.h"

#include <QHostAddress>

#include <algorithm>
#include <array>
#include <cassert>

namespace sealcord {

namespace {

// proxy-protocol.txt, 2.2.
constexpr std::array<std::byte, 12> signature{std::byte{0x0d}, std::byte{0x0a}, std::byte{0x0d},
    std::byte{0x0a}, std::byte{0x00}, std::byte{0x0d}, std::byte{0x0a}, std::byte{0x51},
    std::byte{0x55}, std::byte{0x49}, std::byte{0x54}, std::byte{0x0a}};
constexpr std::size_t commandAt = 12; // and the version before it
constexpr std::size_t familyAt = 13; // and the transport behind it
constexpr std::size_t lengthAt = 14;
constexpr std::size_t frontLength = 16;

constexpr unsigned version = 2;
enum Command : unsigned { Local = 0, Proxy = 1 };
enum Family : unsigned { Unspecified = 0, IPv4 = 1, IPv6 = 2, Unix = 3 };
enum Transport : unsigned { Stream = 1, Datagram = 2 };

// Of the two addresses, with their ports.
constexpr std::size_t lengthOfIPv4 = 2 * (4 + 2);
constexpr std::size_t lengthOfIPv6 = 2 * (16 + 2);
constexpr std::size_t lengthOfUnix = 2 * 108;

unsigned high(std::byte byte)
{
    return std::to_integer<unsigned>(byte) >> 4;
}

unsigned low(std::byte byte)
{
    return std::to_integer<unsigned>(byte) & 0xf;
}

void append(std::vector<std::byte> &out, std::uint16_t value)
{
    std::array<std::byte, sizeof value> bytes{};
    toBigEndian<std::uint16_t>(value, bytes);
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void append(std::vector<std::byte> &out, const IpAddress &address, bool asIPv4)
{
    const auto all = std::as_bytes(std::span(address.bytes)); // IPv4 is mapped, at its end
    const auto told = asIPv4 ? all.last(4) : all;
    out.insert(out.end(), told.begin(), told.end());
}

} // namespace

std::vector<std::byte> encodeProxyHeader(
    const Endpoint &source, const Endpoint &destination, std::span<const ProxyField> fields)
{
    const bool asIPv4 = source.isIPv4() && destination.isIPv4();
    std::vector<std::byte> out(signature.begin(), signature.end());
    out.push_back(std::byte{version << 4 | Proxy});
    out.push_back(std::byte{static_cast<std::uint8_t>((asIPv4 ? IPv4 : IPv6) << 4 | Stream)});
    append(out, std::uint16_t{0}); // the length, once it is known
    append(out, source.ip(), asIPv4);
    append(out, destination.ip(), asIPv4);
    append(out, source.port());
    append(out, destination.port());
    for (const auto &field : fields) {
        out.push_back(std::byte{field.type});
        append(out, static_cast<std::uint16_t>(field.value.size()));
        out.insert(out.end(), field.value.begin(), field.value.end());
    }
    assert(out.size() <= longestProxyHeader);
    toBigEndian<std::uint16_t>(static_cast<std::uint16_t>(out.size() - frontLength),
        std::span(out).subspan<lengthAt, sizeof(std::uint16_t)>());
    return out;
}

ProxyHeaderReader::ProxyHeaderReader()
    : m_bytes(frontLength)
{ }

std::span<std::byte> ProxyHeaderReader::space()
{
    return std::span(m_bytes).subspan(m_filled);
}

std::expected<void, std::string> ProxyHeaderReader::filled(std::size_t count)
{
    assert(count <= space().size());
    m_filled += count;
    if (auto fault = beginningFault())
        return std::unexpected(*std::move(fault));
    if (m_isLengthKnown || m_filled < frontLength)
        return {};
    if (auto fault = frontFault())
        return std::unexpected(*std::move(fault));
    m_isLengthKnown = true;
    const auto length =
        fromBigEndian<std::uint16_t>(std::span(m_bytes).subspan(lengthAt, sizeof(std::uint16_t)));
    m_bytes.resize(frontLength + length);
    return {};
}

// As soon as it shows: whoever speaks something else may wait for an answer.
std::optional<std::string> ProxyHeaderReader::beginningFault() const
{
    const auto begun = std::span(m_bytes).first(std::min(m_filled, signature.size()));
    if (std::ranges::equal(begun, std::span(signature).first(begun.size())))
        return {};
    return "no PROXY header, version 2: " + describeFirstBytes(begun);
}

std::optional<std::string> ProxyHeaderReader::frontFault() const
{
    const auto given = high(m_bytes[commandAt]);
    if (given != version)
        return "a PROXY header of version " + std::to_string(given) + ", not 2";
    const auto command = low(m_bytes[commandAt]);
    if (command > Proxy)
        return "a PROXY header with the unknown command " + std::to_string(command);
    const std::size_t length =
        fromBigEndian<std::uint16_t>(std::span(m_bytes).subspan(lengthAt, sizeof(std::uint16_t)));
    if (length > longestProxyHeader - frontLength)
        return "a PROXY header of " + std::to_string(length + frontLength) + " bytes, more than "
            + std::to_string(longestProxyHeader);
    if (command == Local)
        return {}; // the family is ignored
    if (high(m_bytes[familyAt]) > Unix || low(m_bytes[familyAt]) > Datagram)
        return "a PROXY header of an unknown family";
    if (length < addressLength())
        return "a PROXY header of " + std::to_string(length + frontLength)
            + " bytes, too short for its addresses";
    return {};
}

std::size_t ProxyHeaderReader::addressLength() const
{
    switch (high(m_bytes[familyAt])) {
    case IPv4:
        return lengthOfIPv4;
    case IPv6:
        return lengthOfIPv6;
    case Unix:
        return lengthOfUnix;
    default:
        return 0;
    }
}

std::optional<Endpoint> ProxyHeaderReader::source() const
{
    assert(isWhole());
    const auto family = high(m_bytes[familyAt]);
    if (low(m_bytes[commandAt]) != Proxy || low(m_bytes[familyAt]) != Stream
        || (family != IPv4 && family != IPv6))
        return {};
    const auto addresses = std::span(m_bytes).subspan(frontLength, addressLength());
    const auto portAt = addresses.size() - 2 * sizeof(std::uint16_t);
    const auto port =
        fromBigEndian<std::uint16_t>(addresses.subspan(portAt, sizeof(std::uint16_t)));
    if (family == IPv4)
        return Endpoint(QHostAddress(fromBigEndian<std::uint32_t>(addresses.first(4))), port);
    std::array<quint8, 16> address{};
    std::ranges::transform(addresses.first(address.size()), address.begin(),
        [](std::byte byte) { return std::to_integer<quint8>(byte); });
    return Endpoint(QHostAddress(address.data()), port);
}

} // namespace sealcord
