// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "tests/support/hex.h"

#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace sealcord::test {

/// Keeps what happened, so that a test can wait for it. Thread safe.
class RecordingTap final : public Tap
{
public:
    enum class Wants { Nothing, Messages, Frames };

    /// Whether messages are counted, or kept with their frames and all that goes with them.
    explicit RecordingTap(Wants wants)
        : m_wants(wants)
    { }
    explicit RecordingTap(bool wantsMessages = false)
        : RecordingTap(wantsMessages ? Wants::Messages : Wants::Nothing)
    { }

    struct Message {
        ConnectionId connection = 0;
        Direction direction = Direction::In;
        Bytes plaintext;
        Bytes frame;
        quint64 ordinal = 0;
        quint64 wireEnd = 0;
    };
    struct Records {
        std::vector<ConnectionOpened> opened;
        std::vector<ConnectionEstablished> established;
        std::vector<ConnectionEnded> ended;
        std::vector<ConnectionRefused> refused;
        std::size_t messagesIn = 0;
        std::size_t messagesOut = 0;
        std::vector<MessageNotSent> notSent;
        std::vector<ConnectionCounted> counted;
        std::vector<ConnectionMeasured> measured;
        // Only where frames are wanted:
        std::vector<Bytes> packets;
        std::vector<Message> messages;
        std::vector<SendProgressed> progress;
        QStringList story; ///< what was told, in order: "opened", "packet in", "message out", ...
    };

    /// Waits until \a isSo. False when that takes too long.
    [[nodiscard]] bool waitFor(const std::function<bool(const Records &)> &isSo) const;
    /// Waits until the connection from \a peerPort has ended, and tells how. The test fails when
    /// that takes too long.
    [[nodiscard]] ConnectionEnded waitForEnd(quint16 peerPort) const;
    /// Waits until the connection from \a peerPort is there.
    [[nodiscard]] bool waitForOpened(quint16 peerPort) const;
    /// Of the connection from \a peerPort, which is there.
    [[nodiscard]] ConnectionId idOf(quint16 peerPort) const;
    [[nodiscard]] Records records() const;

    [[nodiscard]] bool wantsMessages() const noexcept override { return m_wants != Wants::Nothing; }
    [[nodiscard]] bool wantsFrames() const noexcept override { return m_wants == Wants::Frames; }
    void connectionOpened(const ConnectionOpened &opened) override;
    void connectionEstablished(const ConnectionEstablished &established) override;
    void handshakePacketSeen(const HandshakePacketSeen &packet) override;
    void messageSeen(const MessageSeen &message) override;
    void messageNotSent(const MessageNotSent &message) override;
    void sendProgressed(const SendProgressed &progress) override;
    void connectionCounted(const ConnectionCounted &counted) override;
    void connectionMeasured(const ConnectionMeasured &measured) override;
    void connectionEnded(const ConnectionEnded &ended) override;
    void connectionRefused(const ConnectionRefused &refused) override;
    void acceptingPaused(const AcceptingPaused &) override { }

private:
    template <typename Change> void record(const Change &change);
    void tellStory(Records &records, const QString &what) const;

    const Wants m_wants;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    Records m_records;
};

} // namespace sealcord::test

namespace sealcord {

/// How a failed comparison prints it.
[[nodiscard]] char *toString(EndReason reason);

} // namespace sealcord
