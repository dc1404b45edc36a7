// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/protocol/failure.h"
#include "core/protocol/fingerprint.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// What happened on the wire, as values, and the interface of whoever wants to know: a log today.
namespace sealcord {

/// Tells connections of one program apart: 1, 2, 3, ... in the order in which they were accepted or
/// opened. Never used twice.
using ConnectionId = quint64;

/// Seen from this program.
enum class Direction : quint8 { In, Out };

/// Which connection a record is about.
struct ConnectionName {
    ConnectionId id = 0;
    Endpoint peer;
};

/// How a connection ended. The text beside it in ConnectionEnded says it to a person; this tells
/// the cases apart for a program.
enum class EndReason : quint8 {
    ClosedByPeer, ///< the peer said goodbye, authenticated
    ClosedByPeerUnauthenticated, ///< the peer said goodbye in a way that anybody could have forged
    EndedWithoutGoodbye, ///< the peer's stream ended between two messages
    Truncated, ///< the peer's stream ended within a message or the handshake
    Lost, ///< the network failed: reset, unreachable, timed out
    NotAPeer, ///< the peer speaks something else
    HandshakeFailed, ///< key agreement or verification failed
    BadFrame, ///< a length that no frame can have
    MessageTooLong, ///< a message over the limit
    NotAuthentic, ///< a message whose tag does not verify
    HandshakeTimeout, ///< no handshake within the deadline
    FrameTimeout, ///< a frame that was begun and not finished in time
    SendTimeout, ///< the peer took nothing of what it is owed for too long
    IdleTimeout, ///< nothing was said for too long
    PendingOverflow, ///< made room for newer handshakes
    BufferOverflow, ///< made room when all incomplete frames together were too much
    KeyExhausted, ///< the number of messages that one key may seal is used up
    ReplyTimeout, ///< the reply that is owed did not come
    ClosedByUs, ///< this program ended it, with a goodbye
    InternalError, ///< the crypto library or the random number generator failed
};

/// Whether the end is something that the peer did wrong or that went wrong, as opposed to a
/// connection that ran its course.
[[nodiscard]] bool isFault(EndReason reason);

/// How a connection ends whose session failed for \a reason.
[[nodiscard]] EndReason endReason(Failure::Reason reason);

/// The reason as one word for programs: "closed-by-peer", "not-authentic", ...
[[nodiscard]] QLatin1StringView name(EndReason reason);

/// A connection exists at TCP's level; nothing is agreed yet.
struct ConnectionOpened {
    ConnectionName connection;
};

/// The handshake is done.
struct ConnectionEstablished {
    ConnectionName connection;
    Fingerprint fingerprint;
    std::string_view protocol = "none"; ///< "classic"; lives as long as the program
    bool isPeerAuthenticated = false; ///< false: somebody in between would not be noticed
};

/// One message, when its tag was verified (In) or when it was handed to the socket (Out).
struct MessageSeen {
    ConnectionName connection;
    Direction direction = Direction::In;
    std::span<const std::byte> plaintext; ///< valid during the call only
};

/// What a connection carried: messages that were verified or sealed, and the bytes of plaintext in
/// them. A goodbye is none.
struct TrafficCount {
    quint64 messagesIn = 0;
    quint64 messagesOut = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
};

struct ConnectionEnded {
    ConnectionName connection;
    EndReason reason = EndReason::ClosedByUs;
    std::string text; ///< the reason in words, printable ASCII only
    std::chrono::milliseconds duration{};
    TrafficCount count;
    bool established = false; ///< whether the handshake had been done
    std::string_view protocol = "none"; ///< "classic"; "none" before it is known
};

/// A client was turned away before anything was read from it.
struct ConnectionRefused {
    enum class Reason : quint8 { TooManyConnections, TooManyFromAddress };

    Endpoint peer;
    Reason reason = Reason::TooManyConnections;
    std::size_t limit = 0; ///< the limit that stood in the way, in connections
};

/// The system would not hand out another connection, and accepting rests until one ends or a short
/// time has passed.
struct AcceptingPaused {
    std::string text; ///< the system's reason
};

/// Takes what happened.
///
/// Called on whichever thread it happened, several at a time, in the middle of the data path: an
/// implementation is thread safe, does not wait, and copies what it keeps. The records of one
/// connection come in order and from one thread.
class Tap
{
public:
    virtual ~Tap() = default;

    /// Whether messageSeen() is worth calling now. Asked once per message.
    [[nodiscard]] virtual bool wantsMessages() const noexcept = 0;

    virtual void connectionOpened(const ConnectionOpened &opened) = 0;
    virtual void connectionEstablished(const ConnectionEstablished &established) = 0;
    virtual void messageSeen(const MessageSeen &message) = 0;
    virtual void connectionEnded(const ConnectionEnded &ended) = 0;
    virtual void connectionRefused(const ConnectionRefused &refused) = 0;
    virtual void acceptingPaused(const AcceptingPaused &paused) = 0;

protected:
    Tap() = default;
    Tap(const Tap &) = default;
    Tap &operator=(const Tap &) = default;
};

} // namespace sealcord
