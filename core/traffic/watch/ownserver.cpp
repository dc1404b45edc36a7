// SPDX-License-Identifier: MIT
#include "core/traffic/watch/ownserver.h"

#include "core/net/server/server.h"
#include "core/traffic/watch/pulse.h"

#include <utility>
#include <vector>

namespace sealcord {

// A QByteArray's own sharing is not for threads: see Endpoint.
static SharedMessage shared(const QByteArray &message)
{
    const auto bytes = std::as_bytes(std::span(message));
    return std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
}

OwnServer::OwnServer(QObject *parent)
    : WatchedServer(parent)
    , m_queue(pulseLimits)
{
    m_pulse.setInterval(pulseInterval);
    connect(&m_pulse, &QTimer::timeout, this, &OwnServer::pulse);
}

OwnServer::~OwnServer() = default;

void OwnServer::setLog(Tap *log)
{
    m_log = log;
}

void OwnServer::start(const ServerSettings &settings)
{
    if (m_state != State::Stopped)
        return;
    m_errorString.clear();
    m_isPortTaken = false;
    m_tee.reset();
    if (m_log)
        m_tee.emplace(m_queue, *m_log);
    auto numbered = settings;
    numbered.lastConnection = m_lastConnection;
    Tap &tap = m_tee ? static_cast<Tap &>(*m_tee) : m_queue;
    m_server = std::make_unique<Server>(numbered, m_echo, tap);
    connect(m_server.get(), &Server::started, this, &OwnServer::hearStarted);
    connect(m_server.get(), &Server::startFailed, this, &OwnServer::hearStartFailed);
    connect(m_server.get(), &Server::stopped, this, &OwnServer::hearStopped);
    m_server->start();
    m_pulse.start();
    setState(State::Starting);
}

void OwnServer::stop()
{
    if (m_state != State::Starting && m_state != State::Listening)
        return;
    m_server->stop();
    setState(State::Stopping);
}

void OwnServer::hearStarted()
{
    if (m_state != State::Starting)
        return; // told to stop meanwhile
    m_address = m_server->address();
    const auto shortage = m_server->shortage();
    m_queue.addEvent(EventKind::Started,
        shortage.isEmpty() ? EventLevel::Info : EventLevel::Warning,
        (shortage.isEmpty() ? m_address
                            : m_address + QStringLiteral(" with fewer worker threads, ")
                    + QString::number(m_server->workers()) + QStringLiteral(": ") + shortage)
            .toStdString());
    setState(State::Listening);
}

// Its threads run all the same: they end as they do otherwise, without anybody who waits for them.
void OwnServer::hearStartFailed()
{
    m_errorString = m_server->errorString();
    m_isPortTaken = m_server->isPortTaken();
    m_queue.addEvent(EventKind::StartFailed, EventLevel::Error, m_errorString.toStdString());
    m_server->stop();
}

void OwnServer::hearStopped()
{
    m_lastConnection = m_server->lastConnection();
    m_server->setParent(this);
    m_server.release()->deleteLater(); // this is its own call; its threads have ended
    if (!std::exchange(m_address, {}).isEmpty())
        m_queue.addEvent(EventKind::Stopped, EventLevel::Info, {});
    m_pulsesLeft = pulsesAfterTheEnd;
    Q_EMIT happened(m_queue.take());
    setState(State::Stopped);
}

void OwnServer::pulse()
{
    if (m_state == State::Stopped && --m_pulsesLeft <= 0)
        m_pulse.stop();
    auto batch = m_queue.take();
    if (m_state == State::Listening && m_question.isDue(batch, StandingQuestion::Clock::now()))
        m_server->tellStanding(batch.question);
    Q_EMIT happened(batch);
    if (m_state != State::Listening)
        return;
    const auto changes = m_server->serviceChanges();
    if (changes != std::exchange(m_serviceChanges, changes))
        Q_EMIT publishersChanged();
}

bool OwnServer::hasPublisher(std::string_view agent) const
{
    return m_state == State::Listening && m_server->hasPublisher(agent);
}

void OwnServer::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

QString OwnServer::address() const
{
    return m_address;
}

QString OwnServer::errorString() const
{
    return m_errorString;
}

void OwnServer::setReplies(Replies replies)
{
    m_replies = replies;
    m_echo.setReplying(replies == Replies::Echo);
}

void OwnServer::send(std::span<const ConnectionId> connections, const QByteArray &message)
{
    Q_ASSERT(!message.isEmpty()); // would say goodbye
    if (m_state == State::Listening)
        m_server->send(connections, shared(message), Sender::Window);
}

void OwnServer::sendToAll(const QByteArray &message)
{
    Q_ASSERT(!message.isEmpty());
    if (m_state == State::Listening)
        m_server->sendToAll(shared(message), Sender::Window);
}

void OwnServer::disconnectAgent(ConnectionId connection)
{
    if (m_state == State::Listening)
        m_server->disconnectAgent(connection);
}

void OwnServer::verify(ConnectionId connection)
{
    if (m_state == State::Listening)
        m_server->verify(connection);
}

void OwnServer::judgeAgain()
{
    if (m_server)
        m_server->judgeAgain();
}

void OwnServer::measure(ConnectionId connection)
{
    if (m_state == State::Listening)
        m_server->measure(connection);
}

void OwnServer::resetStream(ConnectionId connection, StreamNumber stream)
{
    if (m_state == State::Listening)
        m_server->resetStream(connection, stream);
}

} // namespace sealcord
