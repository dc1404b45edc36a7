// SPDX-License-Identifier: MIT
#include "core/net/agent/agent.h"

#include "core/net/agent/nextattempt.h"
#include "core/net/connection/socketdescriptor.h"

#include <QAbstractSocket>

#include <algorithm>
#include <cstring>

namespace sealcord {

using namespace std::chrono_literals;

// Sent bytes that stay unacknowledged for so long end the connection, whatever the kernel's own
// patience (15 minutes on Linux).
static constexpr auto userTimeout = 30s;

Agent::Agent(const AgentSettings &settings, Tap &tap, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_context(tap, settings.aead)
    , m_streams(m_settings, m_context)
    , m_reconnectDelay(settings.reconnectDelay)
    , m_lastId(settings.lastConnection)
{
    m_streams.setMayReconnect(m_reconnectDelay.has_value());
    m_retry.setSingleShot(true);
    m_retry.setTimerType(Qt::PreciseTimer); // others come up to a twentieth early
    connect(&m_retry, &QTimer::timeout, this, &Agent::attempt);
    connect(&m_tick, &QTimer::timeout, this, &Agent::lookAtDeadlines);
    connect(&m_connector, &Connector::resolved, this, &Agent::connecting);
    connect(&m_connector, &Connector::connected, this, &Agent::adopt);
    connect(&m_connector, &Connector::failed, this, [this](const QString &why) {
        Q_EMIT connectFailed(why);
        retryOrFinish();
    });
}

Agent::~Agent()
{
    if (m_connection)
        m_connection->abort({EndReason::ClosedByUs, "the agent ends"});
}

void Agent::start()
{
    QMetaObject::invokeMethod(this, &Agent::attempt, Qt::QueuedConnection); // carries no data
}

void Agent::stop()
{
    if (m_isOver && !m_connection)
        return;
    m_isOver = true;
    m_connector.cancel();
    m_retry.stop();
    if (!m_connection) {
        QMetaObject::invokeMethod(this, &Agent::finish, Qt::QueuedConnection); // carries no data
        return;
    }
    if (m_connection->session().isEstablished())
        sayGoodbye({EndReason::ClosedByUs, "the agent is done"});
    else
        m_connection->abort({EndReason::ClosedByUs, "the agent is done"});
}

void Agent::sayGoodbye(Ending ending)
{
    const auto now = Connection::Clock::now();
    m_connection->finish(std::move(ending), now, now + 2 * m_settings.connection.lingerTimeout);
}

void Agent::retryNow()
{
    if (!m_retry.isActive())
        return;
    m_retry.stop();
    attempt();
}

void Agent::setReconnectDelay(std::optional<std::chrono::milliseconds> delay)
{
    m_reconnectDelay = delay;
    m_streams.setMayReconnect(delay.has_value());
    if (!delay && m_retry.isActive())
        stop();
}

SendResult Agent::send(std::span<const std::byte> message, Sender sender)
{
    const auto result =
        m_connection ? m_connection->send(message, sender) : SendResult::NotEstablished;
    const bool isBroken = !m_connection || m_connection->hasEnded(); // as the write found it
    return result == SendResult::Sent && isBroken ? SendResult::NotEstablished : result;
}

void Agent::offer(std::span<const std::byte> message, Sender sender)
{
    if (m_connection)
        m_connection->offer(message, sender);
}

SendResult Agent::verify()
{
    return m_connection ? m_connection->verify() : SendResult::NotEstablished;
}

void Agent::measure()
{
    if (m_connection)
        m_connection->measure();
}

void Agent::tellStanding(quint64 question)
{
    if (m_connection)
        m_connection->tellStanding();
    m_context.tap().happened(StandingTold{question, 1});
}

std::optional<SendBatch> Agent::collect()
{
    if (!m_connection)
        return std::nullopt;
    return std::optional<SendBatch>(std::in_place, *m_connection);
}

qint64 Agent::bytesOwed() const
{
    return m_connection ? m_connection->bytesOwed() : 0;
}

void Agent::setReadingPaused(bool paused)
{
    if (std::exchange(m_isReadingPaused, paused) == paused || !m_connection)
        return;
    m_connection->setReadingPaused(paused);
}

void Agent::setReplyAwaited(bool awaited)
{
    if (!awaited)
        m_replyAwaitedSince.reset();
    else if (!m_replyAwaitedSince)
        m_replyAwaitedSince = Connection::Clock::now();
}

void Agent::attempt()
{
    if (m_isOver)
        return; // stopped before it began
    Q_EMIT resolving();
    if (m_isOver) // whoever heard it may have stopped it
        return;
    m_connector.start(m_settings.host, m_settings.port, m_settings.connectTimeout);
}

void Agent::adopt()
{
    const auto connected = m_connector.takeSocket();
    if (!connected) {
        Q_EMIT connectFailed(QString::fromLatin1(std::strerror(connected.error())));
        return retryOrFinish();
    }
    tuneForMessages(connected->descriptor);
    setUserTimeout(connected->descriptor, userTimeout);
    const ConnectionName name{++m_lastId, connected->peer};
    Q_EMIT agreeingKey(name);
    if (m_isOver) // whoever heard it may have stopped it
        return closeDescriptor(connected->descriptor);
    m_connection = new Connection( // its own owner until released(): see there
        name, connected->descriptor,
        {Role::Agent, m_settings.protocol, m_settings.identity,
            m_settings.takesStreams() ? StreamLimits::most : 0},
        m_settings.connection, m_context, *this);
    m_connection->setParent(this);
    connect(m_connection, &Connection::flushed, this, &Agent::flushed);
    m_tick.start(deadlineTick);
    m_connection->start();
}

void Agent::established(Connection &connection)
{
    Q_EMIT connected(connection.agreed());
    if (!connection.hasEnded()) // whoever heard it may have stopped it
        m_streams.established(connection);
}

PeerDecision Agent::decide(Connection &, const Peer &peer)
{
    Q_EMIT judging();
    if (m_settings.trust)
        return m_settings.trust->judge(peer);
    return {.verdict = PeerDecision::Verdict::UnknownKey, .why = "the server's key is not known"};
}

void Agent::received(Connection &, std::span<const std::byte> message)
{
    Q_EMIT messageReceived(QByteArrayView(message.data(), static_cast<qsizetype>(message.size())));
}

void Agent::heardOfStream(Connection &connection, const Event &event)
{
    m_streams.hear(connection, event);
}

void Agent::hasRoomAgain(Connection &connection)
{
    m_streams.hasRoomAgain(connection);
}

void Agent::ended(Connection &connection, const ConnectionEnded &how)
{
    m_streams.ended(connection);
    m_replyAwaitedSince.reset();
    m_pingedAt.reset();
    const auto next = nextAfter(how, m_settings.trust && m_settings.trust->knowsServer());
    m_isOver = m_isOver || next.isFinal;
    m_leastDelay = next.leastDelay;
    Q_EMIT disconnected(how);
}

void Agent::released(Connection &connection)
{
    if (m_connection != &connection)
        return;
    m_connection = nullptr;
    m_isReadingPaused = false;
    m_tick.stop();
    retryOrFinish(m_leastDelay);
}

void Agent::retryOrFinish(std::chrono::milliseconds leastDelay)
{
    m_isOver = m_isOver || !m_reconnectDelay;
    if (m_isOver)
        return finish();
    const auto delay = std::max(*m_reconnectDelay, leastDelay);
    m_retryAt = std::chrono::steady_clock::now() + delay;
    m_retry.start(delay);
    Q_EMIT waiting();
}

void Agent::finish()
{
    m_streams.close();
    if (!std::exchange(m_hasFinished, true))
        Q_EMIT finished();
}

void Agent::lookAtDeadlines()
{
    const auto now = Connection::Clock::now();
    m_context.spareBuffers().tick();
    m_connection->tellCount();
    m_connection->checkDeadlines(now);
    if (m_connection && !m_connection->hasEnded())
        lookForPong(now);
    if (m_connection && !m_connection->hasEnded())
        lookForReply(now);
    if (m_connection && !m_connection->hasEnded() && m_streams.isDoneWithServer())
        sayGoodbye({EndReason::ClosedByUs, "the server takes no new streams"});
}

void Agent::lookForReply(Connection::Clock::time_point now)
{
    if (!m_replyAwaitedSince)
        return;
    if (m_isReadingPaused) {
        m_replyAwaitedSince = now; // the reply may be there: it is us who do not look
        return;
    }
    if (now - std::max(*m_replyAwaitedSince, m_connection->lastProgress())
        > m_settings.replyTimeout)
        m_connection->abort({EndReason::ReplyTimeout, "no reply in time"});
}

// Where the protocol has no ping, nothing is asked.
void Agent::lookForPong(Connection::Clock::time_point now)
{
    if (m_isReadingPaused) {
        if (m_pingedAt)
            m_pingedAt = now;
        return;
    }
    if (m_pingedAt && now - *m_pingedAt > m_settings.replyTimeout)
        return m_connection->abort({EndReason::Lost, "no answer to a ping in time"});
    if (!m_pingedAt && now - m_connection->lastProgress() > m_settings.pingAfter
        && m_connection->ping() == SendResult::Sent)
        m_pingedAt = now;
}

} // namespace sealcord
