// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The PROXY protocol, version 2 (proxy-protocol.txt, 2.2): what a balancer says of the client
/// before the first byte of a connection that it carries. Values for any thread.
namespace sealcord {

/// The longest header that is read, all of it: what is more than addresses is for others.
constexpr std::size_t longestProxyHeader = 4096;

/// The type of the field that tells a backend the name of the agent, in UTF-8. The standard leaves
/// 0xE0 to 0xEF to whoever wants one (2.2.7).
constexpr std::uint8_t agentNameField = 0xe0;

/// A field behind the addresses ("TLV", 2.2).
struct ProxyField {
    std::uint8_t type = 0;
    std::span<const std::byte> value; ///< at most 1024 bytes
};

/// The header of a TCP connection from \a source to \a destination, with \a fields, few enough for
/// longestProxyHeader. Where one of the two is IPv6, both are told as IPv6.
[[nodiscard]] std::vector<std::byte> encodeProxyHeader(
    const Endpoint &source, const Endpoint &destination, std::span<const ProxyField> fields = {});

/// Reads a header that comes in pieces, and never a byte behind it. It holds what has come, at most
/// longestProxyHeader.
class ProxyHeaderReader
{
public:
    ProxyHeaderReader();

    /// Where the next bytes go; what may come there belongs to the header. Not empty until the
    /// header is whole.
    [[nodiscard]] std::span<std::byte> space();
    /// So many bytes are there now, or why this is no header: it is no use any more then.
    [[nodiscard]] std::expected<void, std::string> filled(std::size_t count);

    [[nodiscard]] bool isWhole() const { return m_filled == m_bytes.size() && m_isLengthKnown; }
    /// Of a whole one: the client that it names; none: the connection is the sender's own, or of a
    /// family that has no address here, and the socket's address stands.
    [[nodiscard]] std::optional<Endpoint> source() const;

private:
    [[nodiscard]] std::optional<std::string> beginningFault() const;
    [[nodiscard]] std::optional<std::string> frontFault() const;
    [[nodiscard]] std::size_t addressLength() const;

    std::vector<std::byte> m_bytes; // as long as what is known to come
    std::size_t m_filled = 0;
    bool m_isLengthKnown = false;
};

} // namespace sealcord
