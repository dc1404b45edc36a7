// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/classic/classicsession.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/fingerprint.h"
#include "core/protocol/outcome.h"
#include "core/protocol/peer.h"
#include "core/protocol/protocol.h"
#include "core/protocol/sealed/sealedsession.h"
#include "core/protocol/sessionsettings.h"
#include "core/protocol/stream.h"
#include "core/protocol/verificationcode.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace sealcord {

/// One end of one connection, without the connection: bytes in, events and bytes out. It knows no
/// socket, no thread and no clock; deadlines, memory for unfinished items and the order of reading
/// and writing are its owner's.
///
///     session.start(out);                       // an agent's first packet
///     for each read: append to `in`, then
///         loop: event = session.next(in, out)   // consumes the front of `in`
///               NeedBytes ends the loop
///     write `out` whenever it holds something
///
/// An agent's protocol is its settings'; a server's is chosen once, by the first byte that arrives.
/// Not thread safe.
class Session
{
public:
    /// \a random is used for keys, tokens and nonces as long as the session lives.
    Session(const SessionSettings &settings, RandomSource &random);

    /// Appends what this end has to say before it has heard anything. Once, before next().
    void start(ByteBuffer &out);

    /// The next event in \a in, whose front it consumes. A message is opened in place. Who wants to
    /// see its frame as well gives \a beside, whose content is replaced: one of the two is there
    /// then. Of a frame with several messages those that were not told yet stay in \a in, opened;
    /// they may be moved and shown again as bytes that were never touched are. Appends to \a out
    /// what the protocol itself answers. After PeerClosed or SessionFailed it consumes nothing and
    /// tells the same again.
    [[nodiscard]] Event next(
        std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside = nullptr);

    /// The owner's answer to PeerOffered, and what follows from it in \a out. next() then tells
    /// Established or SessionFailed. Only after PeerOffered, once.
    void decide(const PeerDecision &decision, ByteBuffer &out);

    /// Seals \a message, 1 byte or more and not in \a out itself, behind what is in \a out. On an
    /// error \a out is as before. A short one may wait at the end of \a out, unsealed, for others
    /// that leave with it, until flush(): up to there nobody else appends to \a out and leaves it
    /// there.
    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out);

    /// Seals what waits in \a out. To be called before \a out is written, after whatever was
    /// appended. False where that failed: \a out ends then where that began.
    [[nodiscard]] bool flush(ByteBuffer &out);
    /// Where in the send buffer messages wait to be sealed, if any do.
    [[nodiscard]] std::optional<std::size_t> waitingFrom() const;

    /// Asks the peer for a sign of life: PongReceived. An agent's; not while one is on its way.
    [[nodiscard]] SendResult ping(ByteBuffer &out);

    /// The person at this end wants to compare codes: it goes on once the one at the other does
    /// too. Once per connection; refused where the protocol has no such thing.
    [[nodiscard]] SendResult verify(ByteBuffer &out);
    /// Only after CodeAgreed.
    [[nodiscard]] const VerificationCode &verificationCode() const;

    // Streams, where both ends have them: see stream.h.

    /// Whether the peer takes any. Only once established.
    [[nodiscard]] bool hasStreams() const;
    /// The number of the next one that this end opens, or why it opens none now.
    [[nodiscard]] std::expected<StreamNumber, SendResult> nextStream() const;
    /// Appends \a order. NotNow where the stream is not there, or its state allows no such thing.
    [[nodiscard]] SendResult say(const StreamOrder &order, ByteBuffer &out);
    /// Bytes that may be sent on stream \a number now.
    [[nodiscard]] std::size_t streamCredit(StreamNumber number) const;
    /// Room for up to \a most bytes of a stream behind what is in \a out, where they are sealed;
    /// empty where none can be sent. sendData() follows, before anything else is appended.
    [[nodiscard]] std::span<std::byte> dataRoom(std::size_t most, ByteBuffer &out);
    /// Seals the first \a count bytes of dataRoom() as the next ones of stream \a number, within
    /// its credit. Of 0, and on an error, \a out is as it was before dataRoom().
    [[nodiscard]] SendResult sendData(StreamNumber number, std::size_t count, ByteBuffer &out);
    /// What that appends, in bytes.
    [[nodiscard]] static std::size_t lengthOfData(std::size_t count);

    /// Appends the goodbye where one can be said: after the handshake, and while the key may seal
    /// one more message. Nothing can be sent afterwards; what the peer has sent can still be read.
    void close(ByteBuffer &out, CloseReason reason = CloseReason::Done);

    /// Whether this end has said goodbye and the protocol has the peer answer it: next() hears
    /// that.
    [[nodiscard]] bool isAwaitingGoodbye() const;

    /// What the end of the peer's stream means now, \a unread being the bytes after the last event.
    [[nodiscard]] StreamEnd peerClosed(std::span<const std::byte> unread) const;

    [[nodiscard]] bool isEstablished() const;
    /// None while a server has not heard the first byte, and when that is no protocol's.
    [[nodiscard]] Protocol protocol() const;
    /// What is known of whom the connection leads to. Only after Established.
    [[nodiscard]] Protection protection() const;
    /// Who the peer is, where the protocol tells: from PeerOffered on. Null: it does not.
    [[nodiscard]] const Peer *peer() const;
    /// What next() failed with. Only after SessionFailed.
    [[nodiscard]] const Failure &failure() const;
    /// Only after Established.
    [[nodiscard]] const Fingerprint &fingerprint() const;
    /// Messages or records sealed so far: in classic under the one key by both ends, the
    /// handshake's included; in sealed by this end.
    [[nodiscard]] std::uint64_t sealed() const;
    /// Records of the peer opened so far, where each direction has a key of its own; else 0.
    [[nodiscard]] std::uint64_t opened() const;
    /// How many records each key of each direction is used for, before another takes its place; 0:
    /// there is one key.
    [[nodiscard]] std::uint64_t recordsPerKey() const;
    /// sealed() stays below this where there is one key; else 0.
    [[nodiscard]] std::uint64_t sealBudget() const
    {
        return recordsPerKey() == 0 ? m_settings.sealBudget : 0;
    }
    /// Of a message that arrives in parts: what has arrived of how many bytes. Zeros: there is
    /// none.
    [[nodiscard]] Unfinished unfinished() const;

private:
    void begin(Protocol protocol);
    [[gnu::cold]] void chooseProtocol(std::span<const std::byte> in);
    [[nodiscard]] bool takes(Protocol protocol) const;
    [[nodiscard]] std::expected<sealed::StreamWriter, SendResult> streams() const;

    SessionSettings m_settings;
    RandomSource *m_random;
    bool m_isClosed = false;
    /// Nothing until a server has heard the first byte, then one protocol or the reason for none.
    /// The larger one is elsewhere, so that an end of the smaller does not take its memory.
    std::variant<std::monostate, classic::ClassicSession, std::unique_ptr<sealed::SealedSession>,
        Failure>
        m_protocol;
};

} // namespace sealcord
