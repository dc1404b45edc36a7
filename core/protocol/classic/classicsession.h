// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/classic/handshake.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/outcome.h"
#include "core/protocol/peer.h"
#include "core/protocol/protocol.h"
#include "core/protocol/sessionsettings.h"
#include "core/protocol/verificationcode.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace sealcord::classic {

/// One end of a classic connection: what Session promises, for this protocol. A server's session is
/// made when the first byte has been seen to be a request's.
///
///     agent:  start -> Handshake -> Established -> Over
///     server:          Handshake -> Established -> Over
///
/// Over is reached by the peer's goodbye and by any failure, and leaves no key behind.
class ClassicSession
{
public:
    static constexpr Protocol protocol = Protocol::Classic;

    ClassicSession(const SessionSettings &settings, RandomSource &random);

    void start(ByteBuffer &out);
    [[nodiscard]] Event next(
        std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened = nullptr);
    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out);
    void close(ByteBuffer &out, CloseReason reason = CloseReason::Done);
    [[nodiscard]] StreamEnd peerClosed(std::span<const std::byte> unread) const;

    [[nodiscard]] bool isEstablished() const { return m_state == State::Established; }
    [[nodiscard]] const Failure &failure() const { return m_failure; }
    [[nodiscard]] const Fingerprint &fingerprint() const { return *m_fingerprint; }
    [[nodiscard]] std::uint64_t sealed() const { return m_sealed; }
    [[nodiscard]] std::uint64_t opened() const { return 0; } // they are in sealed()
    [[nodiscard]] std::uint64_t recordsPerKey() const { return 0; }

    // What the protocol does not have: nothing waits, nobody is asked for and nobody proved.
    [[nodiscard]] bool isAwaitingGoodbye() const { return false; }
    void decide(const PeerDecision &, ByteBuffer &) { }
    [[nodiscard]] bool flush(ByteBuffer &) { return true; }
    [[nodiscard]] std::optional<std::size_t> waitingFrom() const { return std::nullopt; }
    [[nodiscard]] SendResult ping(ByteBuffer &) { return SendResult::NotEstablished; }
    [[nodiscard]] SendResult verify(ByteBuffer &) { return SendResult::NotEstablished; }
    [[nodiscard]] const VerificationCode *verificationCode() const { return nullptr; }
    [[nodiscard]] Protection protection() const { return Protection::NotAuthenticated; }
    [[nodiscard]] const Peer *peer() const { return nullptr; }
    [[nodiscard]] Unfinished unfinished() const { return {}; }

private:
    enum class State { Handshake, Established, Over };

    // Once in a connection's life, and with much on the stack: not to be part of next().
    [[gnu::cold]] Event answerRequest(std::span<std::byte> &in, ByteBuffer &out);
    [[gnu::cold]] Event verifyResponse(std::span<std::byte> &in);
    Event nextFrame(std::span<std::byte> &in, ByteBuffer *opened);
    Event failForLength(std::size_t length);
    Event openMessage(std::span<std::byte> frame, ByteBuffer *into);
    Event establish(std::expected<Agreement, Failure> agreement);
    Event undecoded(Undecoded why);
    Event fail(Failure failure);
    Event end(Event event);
    [[nodiscard]] bool maySeal(std::uint64_t more) const;
    [[nodiscard]] bool seal(std::span<const std::byte> plaintext, ByteBuffer &out);

    SessionSettings m_settings;
    RandomSource *m_random;
    State m_state = State::Handshake;
    bool m_saidGoodbye = false;
    std::uint64_t m_sealed = 0; // by both ends: they share the key
    std::unique_ptr<AgentHandshake> m_handshake; // an agent's, until it is done
    std::optional<Aead> m_aead;
    std::optional<Fingerprint> m_fingerprint; // there is one once the key is agreed
    Failure m_failure;
    Event m_end = SessionFailed{}; // what next() tells when over
};

} // namespace sealcord::classic
