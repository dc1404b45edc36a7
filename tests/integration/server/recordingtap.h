// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "tests/support/hex.h"

#include <QStringList>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sealcord::test {

/// Keeps what happened, so that a test can wait for it. Thread safe.
class RecordingTap final : public Tap
{
public:
    /// Messages are counted, or kept with their frames and all that goes with them.
    explicit RecordingTap(TapInterest interest = TapInterest::Lives)
        : m_interest(interest)
    { }

    struct Message {
        ConnectionId connection = 0;
        Direction direction = Direction::In;
        Bytes plaintext;
        Bytes frame;
        quint64 ordinal = 0;
        quint64 wireEnd = 0;
    };
    struct Stream {
        ConnectionId connection = 0;
        StreamNumber number = 0;
        bool isPeers = false;
        std::string target;
        Endpoint from;
        bool wasOpened = false;
        quint64 bytesIn = 0;
        quint64 bytesOut = 0;
        std::optional<StreamReset> reset;
        std::string why;
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
        std::vector<ConnectionStands> standing;
        std::vector<StandingTold> standingTold;
        std::size_t streamsOpened = 0;
        std::pair<ConnectionId, StreamNumber> lastStreamOpened;
        std::size_t streamsOver = 0;
        std::vector<Stream> streamsClosed; ///< of them the last 500
        // Only where messages are wanted:
        quint64 streamBytesIn = 0;
        std::map<StreamNumber, quint64> streamBytesInAt; ///< when its latest ones came
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
    /// Waits until \a count streams are over, and tells how they were. The test fails when that
    /// takes too long.
    [[nodiscard]] std::vector<Stream> waitForStreams(std::size_t count = 1) const;
    [[nodiscard]] Records records() const;

    [[nodiscard]] TapInterest interest() const noexcept override { return m_interest; }
    void happened(WireEvent event) override;

private:
    [[nodiscard]] bool keepsAll() const { return m_interest == TapInterest::Frames; }
    [[nodiscard]] QString keep(const ConnectionOpened &opened);
    [[nodiscard]] QString keep(const ConnectionEstablished &established);
    [[nodiscard]] QString keep(const HandshakePacketSeen &packet);
    [[nodiscard]] QString keep(const MessageSeen &message);
    [[nodiscard]] QString keep(const MessageNotSent &message);
    [[nodiscard]] QString keep(const SendProgressed &progress);
    [[nodiscard]] QString keep(const ConnectionCounted &counted);
    [[nodiscard]] QString keep(const ConnectionMeasured &measured);
    [[nodiscard]] QString keep(const ConnectionStands &stands);
    [[nodiscard]] QString keep(const StandingTold &told);
    [[nodiscard]] QString keep(const StreamOpened &opened);
    [[nodiscard]] QString keep(const StreamDataSeen &data);
    [[nodiscard]] QString keep(const StreamClosed &closed);
    [[nodiscard]] QString keep(const ConnectionEnded &ended);
    [[nodiscard]] QString keep(const ConnectionRefused &refused);
    template <typename Record> [[nodiscard]] QString keep(const Record &) { return {}; }

    const TapInterest m_interest;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    Records m_records;
};

} // namespace sealcord::test

namespace sealcord {

/// How a failed comparison prints it.
[[nodiscard]] char *toString(EndReason reason);
[[nodiscard]] char *toString(StreamReset reason);

} // namespace sealcord
