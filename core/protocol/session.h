// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/classic/classicsession.h"
#include "core/protocol/event.h"
#include "core/protocol/failure.h"
#include "core/protocol/fingerprint.h"
#include "core/protocol/outcome.h"
#include "core/protocol/protocol.h"
#include "core/protocol/sessionsettings.h"

#include <cstddef>
#include <cstdint>
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

    /// The next event in \a in, whose front it consumes. A message is opened in place, or, for who
    /// wants to see its frame as well, into \a opened, whose content it replaces. Appends to \a out
    /// what the protocol itself answers. After PeerClosed or SessionFailed it consumes nothing and
    /// tells the same again.
    [[nodiscard]] Event next(
        std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened = nullptr);

    /// Seals \a message, 1 byte or more and not in \a out itself, behind what is in \a out. On an
    /// error \a out is as before.
    [[nodiscard]] SendResult send(std::span<const std::byte> message, ByteBuffer &out);

    /// Appends the goodbye where one can be said: after the handshake, and while the key may seal
    /// one more message. Nothing can be sent afterwards; what the peer has sent can still be read.
    void close(ByteBuffer &out);

    /// What the end of the peer's stream means now, \a unread being the bytes after the last event.
    [[nodiscard]] StreamEnd peerClosed(std::span<const std::byte> unread) const;

    [[nodiscard]] bool isEstablished() const;
    /// None while a server has not heard the first byte, and when that is no protocol's.
    [[nodiscard]] Protocol protocol() const;
    /// Whether the protocol has proved who the peer is. Classic proves nothing.
    [[nodiscard]] bool isPeerAuthenticated() const;
    /// What next() failed with. Only after SessionFailed.
    [[nodiscard]] const Failure &failure() const;
    /// Only after Established.
    [[nodiscard]] const Fingerprint &fingerprint() const;
    /// Messages sealed so far under the key, by both ends, the handshake's included.
    [[nodiscard]] std::uint64_t sealed() const;
    /// sealed() stays below this.
    [[nodiscard]] std::uint64_t sealBudget() const { return m_settings.sealBudget; }

private:
    void begin(Protocol protocol);
    void chooseProtocol(std::span<const std::byte> in);

    SessionSettings m_settings;
    RandomSource *m_random;
    bool m_isClosed = false;
    /// Nothing until a server has heard the first byte, then one protocol or the reason for none.
    std::variant<std::monostate, classic::ClassicSession, Failure> m_protocol;
};

} // namespace sealcord
