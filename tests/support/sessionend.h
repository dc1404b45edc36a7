// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/session.h"
#include "tests/support/eventrecord.h"
#include "tests/support/hex.h"
#include "tests/support/segmenter.h"

#include <QByteArrayView>
#include <QList>

namespace sealcord::test {

/// A session with what a connection would hold for it: the bytes not read yet, the bytes to send
/// and a record of what happened.
///
/// It asks at the start and after every segment, and holds the session to its promises: until
/// NeedBytes::total bytes are there the answer stays the same, and what is needed is more than what
/// was shown.
class SessionEnd
{
public:
    SessionEnd(const SessionSettings &settings, RandomSource &random);

    /// Also asks for the first event, as a connection does that knows nothing of protocols.
    void start();
    /// Shows \a bytes to the session as they would arrive, cut by \a segmenter. What comes after
    /// the end of the session stays unread.
    void receive(std::span<const std::byte> bytes, Segmenter &segmenter);
    void receive(std::span<const std::byte> bytes);
    [[nodiscard]] SendResult send(QByteArrayView message);
    [[nodiscard]] SendResult ping() { return m_session.ping(m_out); }
    [[nodiscard]] SendResult verify() { return m_session.verify(m_out); }
    [[nodiscard]] SendResult say(const StreamOrder &order) { return m_session.say(order, m_out); }
    /// Puts \a bytes where there is room for them, and seals them as stream \a number's.
    [[nodiscard]] SendResult sendData(StreamNumber number, std::span<const std::byte> bytes);
    void close(CloseReason reason = CloseReason::Done) { m_session.close(m_out, reason); }
    /// What is decided about the peer's key from now on: else every key is accepted.
    void decideBy(const PeerDecision &decision) { m_decision = decision; }
    /// Opens messages so that their frames are there as well.
    void watch() { m_isWatching = true; }
    [[nodiscard]] StreamEnd peerClosed() const { return m_session.peerClosed(m_in); }

    /// What this end has to send, which is then sent.
    [[nodiscard]] Bytes takeOutput();
    [[nodiscard]] const ByteBuffer &output() const { return m_out; }
    /// The frames of the messages that came, where they were watched; empty for those that share
    /// one.
    [[nodiscard]] const QList<Bytes> &frames() const { return m_frames; }

    [[nodiscard]] const Session &session() const { return m_session; }
    [[nodiscard]] const QList<EventRecord> &events() const { return m_events; }
    /// The events since the last call.
    [[nodiscard]] QList<EventRecord> takeEvents();
    /// Bytes that arrived and were not consumed.
    [[nodiscard]] const Bytes &unread() const { return m_in; }
    /// What NeedBytes said last: 0 when the last event was another.
    [[nodiscard]] std::size_t needed() const { return m_needed; }
    /// Whether the session said that nothing comes any more.
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void pull();
    void record(const Event &event);

    Session m_session;
    PeerDecision m_decision{.verdict = PeerDecision::Verdict::Accepted};
    bool m_isWatching = false;
    ByteBuffer m_out;
    ByteBuffer m_beside;
    QList<Bytes> m_frames;
    Bytes m_in;
    QList<EventRecord> m_events;
    std::size_t m_needed = 0;
    bool m_isOver = false;
};

} // namespace sealcord::test
