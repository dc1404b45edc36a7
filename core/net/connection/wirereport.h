// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/protocol/session.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace sealcord {

/// What one connection tells its tap of what goes over the wire, and the counts that go with it.
/// Where the tap has no interest in messages it counts and tells nothing.
///
/// A connection says in this order what it sends: appended() for the bytes that will be written,
/// the record of what they are, written() when the socket has them.
class WireReport
{
public:
    /// \a tap outlives it.
    WireReport(const ConnectionName &name, Tap &tap)
        : m_name(name)
        , m_tap(tap)
    {
        ask();
    }

    /// Asks what the tap wants, before each read, each batch and each message sent outside of both:
    /// whether frames.
    bool ask()
    {
        tellUnseen();
        m_interest = m_tap.interest();
        m_seen = messages();
        if (m_interest >= TapInterest::Messages)
            m_time = std::chrono::system_clock::now();
        return wantsFrames();
    }

    /// Who has what is sent from now on sent.
    void setSender(Sender sender) { m_sender = sender; }

    /// As it was asked last.
    [[nodiscard]] bool wantsFrames() const { return m_interest == TapInterest::Frames; }

    [[nodiscard]] const ConnectionName &name() const { return m_name; }
    [[nodiscard]] const TrafficCount &count() const { return m_count; }

    /// Who the peer is, once that was decided on. None: the protocol does not tell, or not yet.
    [[nodiscard]] std::optional<PeerIdentity> peer() const
    {
        return m_peer ? std::optional(*m_peer) : std::nullopt;
    }
    /// What was agreed. Only once that is so.
    [[nodiscard]] ConnectionEstablished agreed(const Session &session) const;

    /// On the socket \a descriptor.
    void opened(qintptr descriptor) const;
    /// \a decision is what this end makes of the peer in \a session.
    void decided(const Session &session, const PeerDecision &decision);
    void established(const Session &session);
    /// A packet of the handshake, unless \a bytes is empty.
    void handshakePacket(
        const Session &session, Direction direction, std::span<const std::byte> bytes) const;

    void received(const MessageReceived &message)
    {
        ++m_count.messagesIn;
        m_count.bytesIn += message.plaintext.size();
        if (m_interest >= TapInterest::Messages)
            tellReceived(message);
    }
    /// \a frame is what \a plaintext was sealed into, and appended. Nothing: it is not wanted, or
    /// frameSealed() follows.
    void sent(std::span<const std::byte> plaintext, std::optional<std::span<const std::byte>> frame)
    {
        ++m_count.messagesOut;
        m_count.bytesOut += plaintext.size();
        if (m_interest >= TapInterest::Messages)
            tellSent(plaintext, frame);
    }

    /// \a count messages that were sent without a frame stand sealed as \a frame, which is all
    /// appended. The first of them is \a first, as in FrameSealed.
    void frameSealed(quint64 first, quint64 count, std::span<const std::byte> frame) const;

    /// \a length bytes stand in the send buffer.
    void appended(std::size_t length) { m_appended += length; }
    /// The socket has all that was appended, the kernel all but \a owed of it.
    void written(qint64 owed)
    {
        m_written = m_appended;
        tellUnseen();
        if (owed > 0 || m_isBehind)
            progressed(owed);
    }
    /// The kernel has taken all that was written but \a owed.
    void progressed(qint64 owed);
    /// Before the end is told: what the kernel did not get, at least not yet. \a owed as above.
    void ending(qint64 owed)
    {
        tellUnseen();
        if (owed > 0 || m_written != m_appended)
            progressed(owed);
    }

    void notSent(MessageNotSent::Reason reason, std::size_t length) const
    {
        m_tap.happened(MessageNotSent{m_name, reason, length});
    }

    /// Tells the counts where they have changed since they were told.
    void tellCount()
    {
        tellUnseen();
        if (messages() != m_told && isWatched())
            tellChangedCount();
    }

    /// Tells that the connection stands, and what a watcher may have missed of it.
    void stands(const Session &session, qint64 owed, std::chrono::milliseconds age);
    /// Tells how the connection over \a descriptor stands.
    void measure(const Session &session, qintptr descriptor, qint64 owed) const;

private:
    [[nodiscard]] quint64 messages() const { return m_count.messagesIn + m_count.messagesOut; }
    [[nodiscard]] bool isWatched() const { return m_tap.interest() >= TapInterest::Numbers; }
    void tellUnseen()
    {
        if (m_interest == TapInterest::Numbers && messages() != m_seen)
            m_tap.happened(MessagesUnseen{messages() - std::exchange(m_seen, messages())});
    }
    void tellReceived(const MessageReceived &message) const;
    void tellSent(std::span<const std::byte> plaintext,
        std::optional<std::span<const std::byte>> frame) const;
    void tellChangedCount();

    ConnectionName m_name;
    Tap &m_tap;
    std::unique_ptr<PeerIdentity> m_peer; // once there is one
    TrafficCount m_count;
    quint64 m_told = 0; // messages, both ways, when the counts were told last
    quint64 m_appended = 0; // bytes
    quint64 m_written = 0; // of them
    quint64 m_seen = 0; // messages, both ways, that were told one by one or as unseen
    std::chrono::system_clock::time_point m_time; // of the last question
    Sender m_sender = Sender::Program;
    TapInterest m_interest = TapInterest::Lives; // the tap's, when it was asked last
    bool m_isBehind = false; // the kernel, as it was told last
};

} // namespace sealcord
