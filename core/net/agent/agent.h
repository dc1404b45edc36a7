// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/agent/agentsettings.h"
#include "core/net/agent/agentstreams.h"
#include "core/net/connection/connection.h"
#include "core/net/connection/connector.h"
#include "core/net/connection/iocontext.h"
#include "core/net/connection/sendbatch.h"

#include <QByteArrayView>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <optional>
#include <span>

namespace sealcord {

/// An agent: connects to a server, agrees a key, carries messages, and connects anew after a while
/// when that ends in a way that may mend itself.
///
/// Lives on one thread, as all it owns; its signals are emitted there, and none from within
/// start().
class Agent final : public QObject, private ConnectionOwner
{
    Q_OBJECT

public:
    /// \a tap outlives the agent.
    Agent(const AgentSettings &settings, Tap &tap, QObject *parent = nullptr);
    ~Agent() override;

    /// Its local ports and what it publishes, which may change at any time; they stay from
    /// connection to connection, until finished().
    [[nodiscard]] AgentStreams &streams() { return m_streams; }

    /// Begins the first attempt when control returns to the event loop. Once.
    void start();

    /// Says goodbye where a connection stands, waits for the server's FIN (2 s at most), and ends.
    /// finished() follows. What has already arrived is still delivered.
    void stop();

    /// Whether no other attempt will be made, whatever the settings say: stop() was called, or only
    /// a person can help. In disconnected() that is known.
    [[nodiscard]] bool hasGivenUp() const { return m_isOver; }
    /// Begins the next attempt at once. Nothing unless one is waited for.
    void retryNow();
    /// When the next attempt begins. Only between waiting() and resolving().
    [[nodiscard]] std::chrono::steady_clock::time_point retryAt() const { return m_retryAt; }
    /// In place of the settings' own, from now on. None ends the wait for the next attempt, too, as
    /// stop() does.
    void setReconnectDelay(std::optional<std::chrono::milliseconds> delay);

    /// Sent says that the connection stands: where the write finds it broken, disconnected() comes
    /// from within, and the result is NotEstablished.
    [[nodiscard]] SendResult send(
        std::span<const std::byte> message, Sender sender = Sender::Program);
    /// Connection::offer(), where there is a connection.
    void offer(std::span<const std::byte> message, Sender sender);
    /// The person here wants to compare codes with the one at the server: codeAgreed(), once that
    /// one wants it too.
    [[nodiscard]] SendResult verify();
    /// Asks for a ConnectionMeasured, told before this returns. Nothing where there is no
    /// connection.
    void measure();
    /// Tells the tap which connection stands, if any, and then a StandingTold with \a question.
    void tellStanding(quint64 question);
    /// While the result lives, what is sent is collected, to leave in one write. Nothing where
    /// there is no connection.
    [[nodiscard]] std::optional<SendBatch> collect();
    /// Bytes sent that the kernel has not taken yet. flushed() says when they are none.
    [[nodiscard]] qint64 bytesOwed() const;
    void setReadingPaused(bool paused);

    /// Whether a reply is owed to us: then a connection without progress for the reply timeout
    /// counts as lost.
    void setReplyAwaited(bool awaited);

Q_SIGNALS:
    /// An attempt begins.
    void resolving();
    /// The name is resolved: its addresses are tried.
    void connecting();
    /// TCP's connection stands, and the key is being agreed. \a connection is valid during the
    /// call.
    void agreeingKey(const sealcord::ConnectionName &connection);
    /// The server has shown its key: whether it is trusted is decided next, and then there whether
    /// this agent is admitted. Only of a protocol that has keys to trust.
    void judging();
    /// The key is agreed: messages can be sent.
    void connected(const sealcord::ConnectionEstablished &how);
    void messageReceived(QByteArrayView message); ///< valid during the call
    /// Both people have asked for it: they compare \a code.
    void codeAgreed(const sealcord::VerificationCode &code);
    void flushed();
    /// No address of the server could be reached.
    void connectFailed(const QString &why);
    /// A connection that had been made is over, in its handshake or later.
    void disconnected(const sealcord::ConnectionEnded &how);
    /// The next attempt begins at retryAt().
    void waiting();
    /// There will be no other attempt: stop() was called, there is no reconnect delay, or only a
    /// person can help (see nextAfter()).
    void finished();

private:
    void attempt();
    void adopt();
    void retryOrFinish(std::chrono::milliseconds leastDelay = {});
    void finish();
    void sayGoodbye(Ending ending);
    void lookAtDeadlines();
    void lookForReply(Connection::Clock::time_point now);
    void lookForPong(Connection::Clock::time_point now);

    [[nodiscard]] PeerDecision decide(Connection &connection, const Peer &peer) override;
    void ponged(Connection &) override { m_pingedAt.reset(); }
    void codeReady(Connection &, const VerificationCode &code) override { Q_EMIT codeAgreed(code); }
    void established(Connection &connection) override;
    void received(Connection &connection, std::span<const std::byte> message) override;
    void heardOfStream(Connection &connection, const Event &event) override;
    void hasRoomAgain(Connection &connection) override;
    void ended(Connection &connection, const ConnectionEnded &how) override;
    void released(Connection &connection) override;

    const AgentSettings m_settings;
    IoContext m_context;
    AgentStreams m_streams;
    Connector m_connector;
    QTimer m_tick;
    QTimer m_retry;
    std::optional<std::chrono::milliseconds> m_reconnectDelay;
    std::chrono::steady_clock::time_point m_retryAt;
    Connection *m_connection = nullptr; // owned as a QObject child
    ConnectionId m_lastId;
    std::chrono::milliseconds m_leastDelay{}; // after how the last connection ended
    bool m_isOver = false; // no other attempt
    bool m_hasFinished = false;
    bool m_isReadingPaused = false;
    std::optional<Connection::Clock::time_point> m_replyAwaitedSince;
    std::optional<Connection::Clock::time_point> m_pingedAt; // while the answer is missing
};

} // namespace sealcord
