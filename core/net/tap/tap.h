// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/connectionname.h"
#include "core/net/tap/streamrecords.h"
#include "core/protocol/failure.h"
#include "core/protocol/fingerprint.h"
#include "core/protocol/outcome.h"
#include "core/protocol/peer.h"
#include "core/protocol/protocol.h"
#include "core/protocol/sessionsettings.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// What happened on the wire, as values, and the interface of whoever wants to know: a log, a
/// window.
namespace sealcord {

/// Who has had a message sent.
enum class Sender : quint8 {
    Program, ///< a service, which replies, or a program that talks by itself
    Window, ///< a person at a window
    Control, ///< a program that asks a running server to, or a person with it
};

/// "program", "window", "control".
[[nodiscard]] QLatin1StringView name(Sender sender);

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
    UnknownServerKey, ///< this agent does not trust the server's key
    ChangedServerKey, ///< it is another than the known one: somebody may be in between
    NotAuthorised, ///< the server does not let the agent in, or not any longer
    WaitsForApproval, ///< the server does not, but a person there may change that
    BadFrame, ///< a length that no frame can have
    BadRecord, ///< content that breaks the protocol
    MessageTooLong, ///< a message over the limit
    NotAuthentic, ///< a message whose tag does not verify
    BadVerification, ///< the comparison of codes was tampered with
    HandshakeTimeout, ///< no handshake within the deadline
    FrameTimeout, ///< a frame that was begun and not finished in time
    SendTimeout, ///< the peer took what it is owed too slowly
    IdleTimeout, ///< nothing was said for too long
    PendingOverflow, ///< made room for newer handshakes
    BufferOverflow, ///< made room when the messages under way were too much together
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
    Endpoint local = {}; ///< this end of it; nowhere where that is not known
};

/// Who the peer of one connection is, where the protocol tells.
struct PeerIdentity {
    X25519KeyPair::PublicKey key{};
    Fingerprint fingerprint; ///< of the key
    std::string name; ///< empty: it has none
    bool isNameOurs =
        false; ///< this end calls it so; false: a claim, to be escaped where it is shown
};

/// The handshake is done.
struct ConnectionEstablished {
    ConnectionName connection;
    Fingerprint fingerprint;
    Protocol protocol = Protocol::None;
    Protection protection = Protection::NotAuthenticated;
    std::optional<PeerIdentity> peer = {}; ///< none: somebody in between would not be noticed
};

/// One packet of the handshake, as it is on the wire: it holds key material that may not be shown,
/// see dissectHandshake().
struct HandshakePacketSeen {
    ConnectionName connection;
    Direction direction = Direction::In;
    std::span<const std::byte> bytes; ///< valid during the call only
    Protocol protocol = Protocol::None;
};

/// One message, when its tag was verified (In) or when it was sealed (Out), which is when it goes
/// to the socket or, within a read, at that read's end: see SendProgressed for what does not get
/// there.
struct MessageSeen {
    ConnectionName connection;
    Direction direction = Direction::In;
    std::span<const std::byte> plaintext; ///< valid during the call only
    /// The message as it is on the wire, valid during the call only. Empty where the tap has no
    /// use for it: TapInterest::Frames. Empty too for what came in several frames, for all but the
    /// first message of a frame that held several, and where FrameSealed follows.
    std::span<const std::byte> frame = {};
    std::uint16_t index = 0; ///< In: its place among the messages of its frame
    std::uint16_t inFrame = 1; ///< In: so many messages the frame held
    quint64 ordinal = 0; ///< counts the connection's messages of this direction, from 1
    /// Out: the bytes that the connection has sent up to the end of this message, its handshake
    /// included. See SendProgressed. Where FrameSealed follows: up to the end of its plaintext.
    quint64 wireEnd = 0;
    /// When the read, the batch or the offer began that it is of, if that is known. Messages of one
    /// read arrived together.
    std::chrono::system_clock::time_point time = {};
    bool awaitsFrame = false; ///< Out: FrameSealed follows, unless sealing fails
    std::uint32_t frames = 1; ///< In: so many it came in
    Sender sender = Sender::Program; ///< Out
};

/// Messages that were told of before have left together, in one frame; or one in several.
struct FrameSealed {
    ConnectionName connection;
    quint64 first = 0; ///< the ordinal of the first of them
    quint64 count = 0;
    std::span<const std::byte> frame; ///< or the several in a row; valid during the call only
    quint64 wireEnd = 0; ///< as in MessageSeen, of the frame
};

/// So many messages went by that nobody would do more with than count: told at the end of their
/// read, or a deadlineTick later where nothing is written there.
struct MessagesUnseen {
    quint64 count = 0;
};

/// A message that was offered to a connection, as by Server::send(), and did not go out.
struct MessageNotSent {
    enum class Reason : quint8 {
        NotEstablished, ///< its handshake is not done, or it is over
        TooLong, ///< over the connection's limit
        TooMuchOwed, ///< the peer reads too slowly: see mostOwedByOffers
        BudgetSpent, ///< all messages under way need too much memory: see MemoryBudget
        Failed, ///< the connection ends for it, which is told as well
    };

    ConnectionName connection;
    Reason reason = Reason::NotEstablished;
    std::size_t length = 0; ///< of the message, in bytes
};

/// Why a message was not sent, where \a result, not Sent, is the session's answer.
[[nodiscard]] MessageNotSent::Reason notSentReason(SendResult result);

/// What a connection carried: messages that were verified or sealed, and the bytes of plaintext in
/// them. A goodbye is none.
struct TrafficCount {
    quint64 messagesIn = 0;
    quint64 messagesOut = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;

    TrafficCount &operator+=(const TrafficCount &other);
};

/// The kernel did not take at once what a connection sent, or has taken more of it since. Told
/// while messages are wanted. A connection that ends with something not taken says so just before
/// its end; what it still writes after that is told behind it.
struct SendProgressed {
    ConnectionName connection;
    quint64 taken = 0; ///< bytes that the kernel has taken since the connection began
    bool isAll = false; ///< nothing is owed any more
};

/// What a connection has carried so far: told about every deadlineTick while messages are wanted,
/// when it has changed.
struct ConnectionCounted {
    ConnectionName connection;
    TrafficCount count;
};

/// What TCP says of a connection (Linux: TCP_INFO).
struct TcpMeasure {
    std::chrono::microseconds roundTrip{};
    std::chrono::microseconds roundTripVariation{};
    quint32 retransmissions = 0; ///< segments, since the connection began
};

/// A connection as it is now, told when somebody asked.
struct ConnectionMeasured {
    ConnectionName connection;
    Endpoint local;
    TrafficCount count;
    quint64 sealed = 0; ///< as Session's, and the next
    quint64 sealBudget = 0;
    quint64 opened = 0;
    quint64 recordsPerKey = 0;
    quint64 owed = 0; ///< bytes that the kernel has not taken yet
    std::optional<TcpMeasure> tcp; ///< nothing where the system does not tell
};

/// A connection that has not ended, told when somebody asked which there are.
struct ConnectionStands {
    ConnectionName connection;
    std::optional<ConnectionEstablished> established; ///< none: in its handshake
    std::chrono::milliseconds age{}; ///< since it was opened
    quint64 owed = 0; ///< bytes that the kernel has not taken yet, so that its peer has not either
};

/// All connections of one thread that stand have been told of.
struct StandingTold {
    quint64 question = 0; ///< the asker's number
    std::size_t threads = 1; ///< so many tell this
};

struct ConnectionEnded {
    ConnectionName connection;
    EndReason reason = EndReason::ClosedByUs;
    std::string text; ///< the reason in words, printable ASCII only
    std::chrono::milliseconds duration{};
    TrafficCount count;
    bool established = false; ///< whether the handshake had been done
    Protocol protocol = Protocol::None;
    Role role = Role::Server; ///< of this end
    quint64 sealed = 0; ///< as Session's, and the next
    quint64 sealBudget = 0;
    std::optional<PeerIdentity> peer = {}; ///< as far as it had come
    quint64 opened = 0; ///< as Session's, and the next
    quint64 recordsPerKey = 0;
};

/// A client was turned away before anything was read from it.
struct ConnectionRefused {
    enum class Reason : quint8 {
        TooManyConnections,
        TooManyFromAddress,
        NoProxyHeader, ///< a balancer did not say for whom it is
    };

    Endpoint peer;
    Reason reason = Reason::TooManyConnections;
    std::size_t limit = 0; ///< the limit that stood in the way, in connections; 0: none did
    std::string text = {}; ///< of NoProxyHeader: what came instead
};

/// "the limit of 3 connections from one address is reached", or its text.
[[nodiscard]] std::string inWords(const ConnectionRefused &refused);

/// The system would not hand out another connection, and accepting rests until one ends or a short
/// time has passed.
struct AcceptingPaused {
    std::string text; ///< the system's reason
};

/// One thing that happened: one of the records above, by reference, since a message is not copied
/// to be told.
class WireEvent
{
    template <typename... Records> using OneOf = std::variant<const Records *...>;
    using Any = OneOf<ConnectionOpened, ConnectionEstablished, HandshakePacketSeen, MessageSeen,
        FrameSealed, MessagesUnseen, MessageNotSent, SendProgressed, ConnectionCounted,
        ConnectionMeasured, ConnectionStands, StandingTold, StreamOpened, StreamDataSeen,
        StreamClosed, StreamStands, StreamsTold, ConnectionEnded, ConnectionRefused,
        AcceptingPaused>;

public:
    /// \a record outlives the event.
    template <typename Record>
        requires std::is_constructible_v<Any, const Record *>
    WireEvent(const Record &record) noexcept // implicit: a record is one
        : m_record(&record)
    { }

    /// The record where it is of that kind.
    template <typename Record> [[nodiscard]] const Record *as() const noexcept
    {
        const auto *const found = std::get_if<const Record *>(&m_record);
        return found ? *found : nullptr;
    }

    /// What \a taker makes of the record.
    template <typename Taker> decltype(auto) visit(Taker &&taker) const
    {
        return std::visit(
            [&taker](const auto *record) -> decltype(auto) {
                return std::forward<Taker>(taker)(*record);
            },
            m_record);
    }

private:
    Any m_record;
};

/// How much of what goes over the wire a tap has a use for now. Each includes those before it.
enum class TapInterest : quint8 {
    Lives, ///< how connections begin and end
    /// How many messages there are: MessagesUnseen, ConnectionCounted, SendProgressed,
    /// StreamDataSeen.
    Numbers,
    Messages, ///< each of them: MessageSeen
    Frames, ///< with its frame: opening a message then needs a second buffer
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

    /// Asked once per read, and per batch or offer of what is sent. What happened is told all the
    /// same where that is not much, and thrown away by who has no use for it.
    [[nodiscard]] virtual TapInterest interest() const noexcept = 0;

    virtual void happened(WireEvent event) = 0;

protected:
    Tap() = default;
    Tap(const Tap &) = default;
    Tap &operator=(const Tap &) = default;
};

/// Whether \a event is told only where TapInterest::Numbers are wanted.
[[nodiscard]] bool goesWithMessages(WireEvent event);

} // namespace sealcord
