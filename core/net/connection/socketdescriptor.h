// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/tap.h"

#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <utility>

/// What a socket's descriptor can do and Qt does not offer. A failure of an option is not reported:
/// each only makes the kernel notice sooner what our own deadlines notice later.
namespace sealcord {

/// A connection that stands.
struct ConnectedSocket {
    qintptr descriptor; ///< non-blocking, closed on exec; the caller's
    Endpoint peer;
};

/// The next connection that waits on the listening socket \a descriptor, or an errno: EAGAIN when
/// none waits.
[[nodiscard]] std::expected<ConnectedSocket, int> acceptFrom(qintptr descriptor);

/// A connection that was begun.
struct BegunSocket {
    qintptr descriptor; ///< non-blocking, closed on exec; the caller's
    bool isSettled; ///< socketError() tells how; else once it is writable
};

/// Begins to connect to \a peer, or an errno.
[[nodiscard]] std::expected<BegunSocket, int> beginConnecting(const Endpoint &peer);

/// What became of it: an errno, or 0. Once.
[[nodiscard]] int socketError(qintptr descriptor);

/// Sends small messages at once and probes a silent peer: TCP_NODELAY and keep-alive. What a
/// listening socket accepts inherits both.
void tuneForMessages(qintptr descriptor);

/// Ends the connection when sent bytes stay unacknowledged for \a timeout (RFC 5482).
void setUserTimeout(qintptr descriptor, std::chrono::milliseconds timeout);

/// How many bytes the kernel gave at once, into \a space: none at the end of the stream. Or an
/// errno: EAGAIN when there are none now. Unlike read() and write(), this and the next do not take
/// the way through the file system, which costs a short message more than its encryption does.
[[nodiscard]] std::expected<std::size_t, int> receiveAtOnce(
    qintptr descriptor, std::span<std::byte> space);

/// How many of \a bytes the kernel took at once, or an errno: EAGAIN when it has no room.
[[nodiscard]] std::expected<std::size_t, int> sendAtOnce(
    qintptr descriptor, std::span<const std::byte> bytes);

/// Whether an errno of the two says to try again.
[[nodiscard]] bool isTryAgain(int error);

/// Bytes that were sent and that the peer's TCP has not acknowledged; 0 where the system does not
/// tell.
[[nodiscard]] std::size_t bytesUnacknowledged(qintptr descriptor);

/// Lets the kernel take no more than \a bytes that it cannot send yet, and call the socket writable
/// while it has less than half of that.
void limitUnsent(qintptr descriptor, int bytes);

/// Keeps the buffer for what has arrived and was not read at twice \a bytes, of which about \a
/// bytes are for content, where the kernel would have it grow.
void limitUnread(qintptr descriptor, int bytes);

/// Bytes that the kernel has and has not sent; 0 where the system does not tell.
[[nodiscard]] std::size_t bytesUnsent(qintptr descriptor);

/// Bytes that have arrived and were not read.
[[nodiscard]] std::size_t bytesWaiting(qintptr descriptor);

/// Two sockets that are connected to each other, non-blocking and closed on exec, or an errno.
[[nodiscard]] std::expected<std::pair<qintptr, qintptr>, int> socketPair();

/// Sends FIN behind what was written; reading goes on.
void shutdownWriting(qintptr descriptor);

/// The address and port of this end. All zeros where the system does not tell.
[[nodiscard]] Endpoint localEndpoint(qintptr descriptor);

/// Whether TCP connected the socket to itself, as it does when it picks, for a connection to this
/// machine, the very port that it is to reach (RFC 9293, 3.5, simultaneous open). Nobody listens
/// there then.
[[nodiscard]] bool isConnectedToItself(qintptr descriptor);

/// What TCP says of a connection; nothing where the system does not tell.
[[nodiscard]] std::optional<TcpMeasure> measureTcp(qintptr descriptor);

/// The shortest time that it took the peer's TCP to acknowledge something; nothing where the system
/// does not tell.
[[nodiscard]] std::optional<std::chrono::microseconds> shortestRoundTrip(qintptr descriptor);

void closeDescriptor(qintptr descriptor);

/// Closes a socket so that its peer sees that it was cut off, where TCP can tell; a plain close may
/// look like a regular end. What is under way is lost.
void resetDescriptor(qintptr descriptor);

} // namespace sealcord
