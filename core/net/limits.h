// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/limits.h"

#include <QtGlobal>

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of a connection and of a server, each with where it comes from.
namespace sealcord {

/// What one connection may cost, at either end. A duration of zero turns its deadline off where
/// that is said.
struct ConnectionLimits {
    /// The longest message, in bytes of plaintext.
    std::size_t maxMessageLength = defaultMaxMessageLength;
    /// From TCP's connection to the end of the handshake. Generous: a handshake is two packets.
    std::chrono::milliseconds handshakeTimeout = std::chrono::seconds(10);
    /// Without a word in either direction once established; zero: for ever.
    std::chrono::milliseconds idleTimeout{0};
    /// A peer that is owed something takes something within this, and sendRate on average: it may
    /// fall behind that by as much as it takes in this time.
    std::chrono::milliseconds sendTimeout = std::chrono::seconds(60);
    std::size_t sendRate = 4 * 1024; ///< bytes per second that its TCP acknowledges
    /// A frame that was begun must be complete within this and its length at frameRate: slow links
    /// pass, a byte a minute does not.
    std::chrono::milliseconds frameTimeout = std::chrono::seconds(60);
    std::size_t frameRate = 64 * 1024; ///< bytes per second
    /// After our goodbye: how long the peer's own bytes are read and thrown away while waiting for
    /// its FIN. Closing with unread bytes would reset the connection and destroy what the peer has
    /// not read yet (RFC 1122, 4.2.2.13).
    std::chrono::milliseconds lingerTimeout = std::chrono::seconds(2);
};

/// What a server's connections may cost together.
struct AdmissionLimits {
    /// Connections at once, handshakes included.
    std::size_t maxConnections = 1000;
    /// Handshakes at once. When full, the oldest one of the address that has most makes room.
    std::size_t maxPending = 250;
    /// Connections at once from one IPv4 address or IPv6 /64; zero: any number.
    std::size_t maxPerAddress = 0;
    /// Memory for all messages under way together, in and out, in bytes: see MemoryBudget. Over it,
    /// the slowest of the address that holds most goes: see MemoryRelief.
    std::size_t maxBuffered = 256 * 1024 * 1024;
};

/// What the streams of one connection may cost. A window is what the peer may have sent that was
/// not taken yet: memory only where the local side does not read.
struct StreamLimits {
    static constexpr std::uint32_t most = 8192; ///< of the peer's at once
    static constexpr std::size_t mostHalfOpen = 256; ///< of them, not connected to their targets
    /// Bytes. Odd: records of a round length do not end with the credit by chance, which would look
    /// as if their sender had waited (see ReceiveWindow).
    static constexpr std::uint32_t firstWindow = 256 * 1024 - 1;
    static constexpr std::uint32_t mostWindow = firstWindow << 5; ///< 8 MiB
    /// Of all its streams together no window grows beyond this.
    static constexpr std::size_t mostWindows = 64 * 1024 * 1024;
};

/// The highest limit of connections: far beyond what a system hands out, so that sums of them never
/// overflow.
constexpr std::size_t mostConnections = 1'000'000'000;

/// Descriptors that are not connections: standard streams, listening socket, event loops, files,
/// and what libraries open for a moment. Kept free when the number of connections is derived from
/// the system's limit.
constexpr std::size_t reservedDescriptors = 64;

/// The most that a connection may owe its peer where who sends does not wait for it to read, as a
/// person at a window does not. In bytes on the wire, counting a message as its plaintext; a single
/// longer message passes while nothing is owed.
constexpr auto mostOwedByOffers = qint64{64} * 1024 * 1024;

/// How often a thread looks at the deadlines of its connections: the most by which one is late.
constexpr auto deadlineTick = std::chrono::milliseconds(250);

/// TCP keep-alive (RFC 1122, 4.2.3.6): a vanished peer is noticed within two minutes.
struct KeepAlive {
    static constexpr auto idle = std::chrono::seconds(60);
    static constexpr auto interval = std::chrono::seconds(10);
    static constexpr int probes = 6;
};

} // namespace sealcord
