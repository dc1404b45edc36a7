// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace sealcord {

/// Makes the IP packets of a TCP connection that carried what a connection of ours said, in
/// plaintext: with right sequence numbers (RFC 9293, 3.4) and checksums, as if no packet was ever
/// lost and every one acknowledged at once.
class SyntheticStream
{
public:
    /// Seen from this program.
    enum class End : quint8 { Local, Peer };

    /// So many bytes a packet carries: with both headers they fit the longest IPv4 packet.
    static constexpr std::size_t longestSegment = 65'000;

    /// Is given each packet, which \a from sends; valid during the call only.
    using Taker = std::function<void(End from, std::span<const std::byte> packet)>;

    /// Between two addresses of one family. \a number tells the streams of one file apart, also
    /// where their addresses and ports are the same.
    SyntheticStream(const Endpoint &local, const Endpoint &peer, quint64 number);

    /// The handshake, which \a from begins. Left out, the stream begins in the middle.
    void open(End from, const Taker &taker);
    /// What \a from says, at most longestSegment of it. Where \a isLast, it ends a message, and is
    /// acknowledged.
    void send(End from, std::span<const std::byte> bytes, bool isLast, const Taker &taker);
    /// Both ends say goodbye, \a from first.
    void close(End from, const Taker &taker);
    /// \a from breaks the connection off.
    void reset(End from, const Taker &taker);

private:
    struct Side {
        Endpoint endpoint;
        quint32 next = 0; ///< the number of the byte that it sends next
    };

    void make(End end, unsigned flags, std::span<const std::byte> payload, const Taker &taker);
    void addIpHeader(const Side &from, const Side &to, std::size_t length);
    void addSegment(
        const Side &from, const Side &to, unsigned flags, std::span<const std::byte> payload);
    [[nodiscard]] Side &side(End end) { return end == End::Local ? m_local : m_peer; }

    Side m_local;
    Side m_peer;
    std::vector<std::byte> m_packet; // the last one made: its memory serves the next
};

} // namespace sealcord
