// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"
#include "core/traffic/watch/duetimer.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>

namespace sealcord {

/// Sends messages of a list again, in their order, each as long after the one before as it came
/// then. It waits for a peer that has not taken the last ones, and passes over those whose
/// connection has ended.
///
/// Belongs to one thread. What a message views is kept alive until it is sent, and copied then.
class Resender final : public QObject
{
    Q_OBJECT

public:
    struct Message {
        ConnectionId target = 0; ///< where it goes to; 0: nowhere, as if that had ended
        TrafficRow row; ///< of a message, not empty
        TrafficMemory memory; ///< keeps alive what it views
    };
    using Messages = std::deque<Message>;

    enum class Peer : quint8 {
        Ready,
        Busy, ///< has not taken all that was sent
        Gone, ///< its connection is not established, or ended
    };
    using PeerOf = std::function<Peer(ConnectionId)>;

    /// What became of the messages.
    struct Outcome {
        quint64 all = 0;
        quint64 sent = 0; ///< as far as is known
        quint64 gone = 0; ///< not sent: their connection had ended
        quint64 failed = 0; ///< not sent for another reason, the last of which is \a why
        QString why = {};
        bool isStopped = false; ///< the others were not sent since somebody stopped it
    };

    /// \a peerOf knows how the peers are as of the last look().
    explicit Resender(PeerOf peerOf, QObject *parent = nullptr);

    /// Sends the first of \a messages before it returns, where nothing is in the way. Only while
    /// none are left of those before.
    void start(Messages messages);
    void stop();
    /// Some are left to be sent.
    [[nodiscard]] bool isSending() const { return !m_left.empty(); }
    /// While it sends: how long until the next one is due; less than nothing where it waits for a
    /// peer.
    [[nodiscard]] std::chrono::nanoseconds untilNext() const { return m_timer.left(); }
    /// So far.
    [[nodiscard]] const Outcome &outcome() const { return m_outcome; }

    /// To be called some 30 times a second, when it is known how the peers are.
    void look();
    /// \a count of the messages that were asked for were not sent after all.
    void addFailed(quint64 count, const QString &why);

Q_SIGNALS:
    /// The message is to be sent now.
    void sendRequested(sealcord::ConnectionId target, const QByteArray &message);
    void progressed(); ///< isSending() or outcome()
    /// A moment after the last one, when it is known whether it was sent.
    void finished(const sealcord::Resender::Outcome &outcome);

private:
    void sendDue();
    void sendNext();
    void send(const Message &message);
    [[nodiscard]] bool isNobodyLeft() const;
    void passOver();
    void settle();
    void finish();

    const PeerOf m_peerOf;
    Messages m_left;
    std::map<ConnectionId, quint64> m_targets; // how many of m_left go there
    Outcome m_outcome;
    std::size_t m_unseen = 0; // sent since the last look(), in bytes
    DueTimer m_timer;
    QTimer m_settling;
};

} // namespace sealcord
