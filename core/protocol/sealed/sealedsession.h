// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/fingerprint.h"
#include "core/protocol/outcome.h"
#include "core/protocol/peer.h"
#include "core/protocol/protocol.h"
#include "core/protocol/sealed/comparison.h"
#include "core/protocol/sealed/handshake.h"
#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/incomingmessages.h"
#include "core/protocol/sealed/recordreader.h"
#include "core/protocol/sealed/recordwriter.h"
#include "core/protocol/sealed/streamtable.h"
#include "core/protocol/sealed/streamwriter.h"
#include "core/protocol/sessionsettings.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>

namespace sealcord::sealed {

/// One end of a sealed connection: what Session promises, for this protocol. A server's session is
/// made when the first byte has been seen to be the preamble's.
///
///     agent:  Handshake -> Deciding -> Admission -> Open -> Closing -> Over
///     server: Handshake -> Deciding ->              Open -> Closing -> Over
///
/// Closing: this end has said its goodbye, and still hears the peer. Over is reached by the peer's
/// goodbye and by any failure, and leaves no key behind.
class SealedSession
{
public:
    static constexpr Protocol protocol = Protocol::Sealed;

    /// \a settings have an identity.
    SealedSession(const SessionSettings &settings, RandomSource &random);

    void start(ByteBuffer &out);
    [[nodiscard]] Event next(
        std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside = nullptr)
    {
        return m_incoming.hasMore() ? Event(m_incoming.more(in)) : nextItem(in, out, beside);
    }
    void decide(const PeerDecision &decision, ByteBuffer &out);
    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out);
    [[nodiscard]] bool flush(ByteBuffer &out);
    [[nodiscard]] std::optional<std::size_t> waitingFrom() const;
    [[nodiscard]] SendResult ping(ByteBuffer &out);
    [[nodiscard]] SendResult verify(ByteBuffer &out);
    /// What says things of streams. Only while this is open, and nothing else is asked of this
    /// before that call is done.
    [[nodiscard]] std::expected<StreamWriter, SendResult> streams()
    {
        if (m_state != State::Open)
            return std::unexpected(SendResult::NotEstablished);
        return StreamWriter(m_streams, *m_writer);
    }
    void close(ByteBuffer &out, CloseReason reason);
    [[nodiscard]] bool isAwaitingGoodbye() const { return m_state == State::Closing; }
    [[nodiscard]] StreamEnd peerClosed(std::span<const std::byte> unread) const;

    [[nodiscard]] bool isEstablished() const { return m_state == State::Open; }
    [[nodiscard]] Protection protection() const { return m_protection; }
    [[nodiscard]] const Peer *peer() const { return m_fingerprint ? &m_peer : nullptr; }
    [[nodiscard]] const Failure &failure() const { return m_failure; }
    [[nodiscard]] const Fingerprint &fingerprint() const { return *m_fingerprint; }
    [[nodiscard]] std::uint64_t sealed() const { return m_writer ? m_writer->count() : m_sealed; }
    [[nodiscard]] std::uint64_t opened() const { return m_reader ? m_reader->count() : m_opened; }
    [[nodiscard]] std::uint64_t recordsPerKey() const { return m_settings.recordsPerKey; }
    [[nodiscard]] Unfinished unfinished() const { return m_incoming.unfinished(); }
    [[nodiscard]] const VerificationCode *verificationCode() const
    {
        return m_comparison ? m_comparison->code() : nullptr;
    }

private:
    enum class State { Handshake, Deciding, Refused, Admission, Open, Closing, Over };

    // Not inline: what it needs on the stack would be made ready for each message of a batch.
    [[nodiscard, gnu::noinline]] Event nextItem(
        std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside);
    [[nodiscard]] Event agree(std::span<std::byte> &in, ByteBuffer &out);
    void accept(const PeerDecision &decision, ByteBuffer &out);
    void refuse(const PeerDecision &decision, ByteBuffer &out);
    [[nodiscard]] bool takeKeys(std::expected<noise::Split, Failure> split);

    [[nodiscard]] Event nextRecord(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *beside);
    [[nodiscard]] std::optional<Event> take(
        const OpenedRecord &record, std::span<std::byte> &in, ByteBuffer &out);
    [[nodiscard]] std::optional<Event> takeMessage(
        RecordType type, const OpenedRecord &record, std::span<std::byte> &in, ByteBuffer &out);
    [[nodiscard]] Event takePong(const OpenedRecord &record, ByteBuffer &out);
    [[nodiscard]] Event takeAdmit(const OpenedRecord &record, ByteBuffer &out);
    /// To what the peer takes, from now on.
    void keepTo(const Hello &peers);
    [[nodiscard]] Event takeClose(const OpenedRecord &record, ByteBuffer &out);
    [[nodiscard]] std::optional<Event> takeStream(
        RecordType type, const OpenedRecord &record, ByteBuffer &out);
    [[nodiscard]] std::optional<Event> takeComparison(
        RecordType type, const OpenedRecord &record, ByteBuffer &out);
    [[nodiscard]] Comparison &comparison();

    [[nodiscard]] std::optional<Event> say(
        RecordType type, std::span<const std::byte> body, ByteBuffer &out);
    Event fail(Failure failure, ByteBuffer &out);
    Event end(Event event, ByteBuffer &out);

    SessionSettings m_settings;
    RandomSource *m_random;
    State m_state = State::Handshake;
    std::uint64_t m_sealed = 0; // when the keys are gone, as the next
    std::uint64_t m_opened = 0;
    std::size_t m_mostToPeer = 0; // the longest message that both ends take
    bool m_isPinging = false;
    Protection m_protection = Protection::NotAuthenticated;
    std::unique_ptr<Handshake> m_handshake; // until the peer is decided on
    std::optional<RecordReader> m_reader;
    std::optional<RecordWriter> m_writer;
    IncomingMessages m_incoming;
    StreamTable m_streams;
    HandshakeHash m_hash{};
    std::unique_ptr<Comparison> m_comparison; // once somebody wanted it
    Peer m_peer;
    std::optional<Fingerprint> m_fingerprint; // of the peer's key, once that is there
    Failure m_failure;
    Event m_end = SessionFailed{}; // what next() tells when over
};

} // namespace sealcord::sealed
