// SPDX-License-Identifier: MIT
#include "core/traffic/watch/agentworker.h"

#include "core/crypto/randomsource.h"
#include "core/net/addresstext.h"
#include "core/net/agent/agent.h"

#include <tuple>
#include <utility>

namespace sealcord {

using Stage = WatchedAgent::Stage;

// As much as the agent is to owe: enough to keep a fast link busy, little enough to be forgotten
// soon when the connection ends.
static constexpr qint64 handedOver = 1024 * 1024;

AgentWorker::AgentWorker(TrafficQueue &queue)
    : m_queue(queue)
    , m_inbox(this, &AgentWorker::readInbox)
{ }

AgentWorker::~AgentWorker() = default;

void AgentWorker::start(const AgentSettings &settings, Tap *log)
{
    Start what{settings, settings.host.toStdString(), log};
    what.settings.host.clear();
    leave(std::move(what));
}

bool AgentWorker::send(ConnectionId connection, std::vector<std::byte> message)
{
    const auto length = message.size();
    const auto before = m_waitingBytes.fetch_add(length);
    if (before != 0 && before + length > WatchedAgent::mostWaiting) {
        m_waitingBytes -= length;
        return false;
    }
    leave(Send{connection, std::move(message)});
    return true;
}

void AgentWorker::readInbox()
{
    for (auto &left : m_inbox.take())
        std::visit([this](auto &what) { act(what); }, left);
    handOver();
}

void AgentWorker::act(Start &start)
{
    start.settings.host = QString::fromStdString(start.host);
    start.settings.lastConnection = m_status.connection.id;
    m_tee.reset();
    if (start.log)
        m_tee.emplace(m_queue, *start.log);
    Tap &tap = m_tee ? static_cast<Tap &>(*m_tee) : m_queue;
    m_agent = std::make_unique<Agent>(start.settings, tap);
    listenTo(*m_agent, hostPortText(start.settings.host, start.settings.port));
    openStreams();
    m_agent->start();
}

void AgentWorker::act(Stop &)
{
    handOver(); // what was sent before it
    if (m_agent)
        m_agent->stop();
}

void AgentWorker::act(RetryNow &)
{
    if (m_agent)
        m_agent->retryNow();
}

void AgentWorker::act(SetReconnectDelay &set)
{
    if (m_agent)
        m_agent->setReconnectDelay(set.delay);
}

void AgentWorker::act(Send &send)
{
    m_waiting.push_back(std::move(send));
}

void AgentWorker::act(Measure &)
{
    if (m_agent)
        m_agent->measure();
}

void AgentWorker::act(Verify &verify)
{
    if (m_agent && verify.connection == m_status.connection.id)
        std::ignore = m_agent->verify(); // a connection that is over says so itself
}

void AgentWorker::act(TellStanding &tell)
{
    if (m_agent)
        m_agent->tellStanding(tell.question);
    else
        m_queue.happened(StandingTold{tell.question, 1});
}

void AgentWorker::listenTo(const Agent &agent, const QString &target)
{
    connect(&agent, &Agent::resolving, this, [this, target] {
        m_status.failedStage.reset();
        m_status.error.clear();
        m_status.endReason.reset();
        m_queue.addEvent(EventKind::Connecting, EventLevel::Info, target.toStdString());
        setStage(Stage::Resolving);
    });
    connect(&agent, &Agent::connecting, this, [this] { setStage(Stage::Connecting); });
    connect(&agent, &Agent::agreeingKey, this, [this](const ConnectionName &connection) {
        m_status.connection = connection;
        setStage(Stage::AgreeingKey);
    });
    connect(&agent, &Agent::judging, this, [this] { setStage(Stage::Trusting); });
    connect(&agent, &Agent::connected, this, [this](const ConnectionEstablished &how) {
        m_status.protection = how.protection;
        setStage(Stage::Connected);
    });
    connect(&agent, &Agent::codeAgreed, this, [this](const VerificationCode &code) {
        {
            const std::scoped_lock lock(m_outboxMutex);
            m_code = AgreedCode{m_status.connection.id, code};
        }
        Q_EMIT told();
    });
    connect(&agent, &Agent::connectFailed, this, [this](const QString &why) {
        m_queue.addEvent(EventKind::ConnectFailed, EventLevel::Warning, why.toStdString());
        attemptFailed(why.toStdString(), std::nullopt);
    });
    connect(&agent, &Agent::disconnected, this, [this](const ConnectionEnded &how) {
        dropWaiting();
        if (how.reason != EndReason::ClosedByUs || !m_agent->hasGivenUp())
            attemptFailed(how.text, how.reason);
    });
    connect(&agent, &Agent::flushed, this, &AgentWorker::handOver);
    connect(&agent, &Agent::waiting, this, [this] {
        m_status.retryAt = m_agent->retryAt();
        setStage(Stage::Waiting);
    });
    connect(&agent, &Agent::finished, this, [this] {
        dropWaiting();
        closeLocals();
        m_agent->setParent(this);
        m_agent.release()->deleteLater(); // this is its own call
        setStage(Stage::Idle);
    });
}

// What follows, another attempt or the end, tells it.
void AgentWorker::attemptFailed(std::string why, std::optional<EndReason> reason)
{
    m_status.failedStage = m_status.stage;
    m_status.error = std::move(why);
    m_status.endReason = reason;
}

// A part at a time: between two of them the agent reads.
void AgentWorker::handOver()
{
    auto room = m_agent ? handedOver - m_agent->bytesOwed() : 0;
    {
        const auto together = m_agent ? m_agent->collect() : std::nullopt;
        while (m_agent && !m_waiting.empty() && room > 0) {
            const auto next = std::exchange(m_waiting.front(), {});
            m_waiting.pop_front();
            m_waitingBytes -= next.message.size();
            room -= static_cast<qint64>(next.message.size());
            const bool isSent = next.connection == m_status.connection.id
                && m_agent->send(next.message, Sender::Window) == SendResult::Sent;
            if (!isSent) {
                ++m_unsent;
                Q_EMIT told();
            }
        }
    }
    if (!m_agent || m_status.stage != Stage::Connected)
        dropWaiting();
    else if (!m_waiting.empty() && m_agent->bytesOwed() < handedOver)
        m_inbox.ring();
}

void AgentWorker::dropWaiting()
{
    if (m_waiting.empty())
        return;
    m_unsent += m_waiting.size();
    for (const auto &send : m_waiting)
        m_waitingBytes -= send.message.size();
    m_waiting.clear();
    Q_EMIT told();
}

void AgentWorker::setStage(Stage stage)
{
    m_status.stage = stage;
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_outboxMutex);
        wasEmpty = !m_outbox;
        m_outbox = m_status;
    }
    if (wasEmpty)
        Q_EMIT told();
}

std::optional<AgentWorker::Status> AgentWorker::takeStatus()
{
    const std::scoped_lock lock(m_outboxMutex);
    return std::exchange(m_outbox, std::nullopt);
}

std::optional<AgentWorker::AgreedCode> AgentWorker::takeCode()
{
    const std::scoped_lock lock(m_outboxMutex);
    return std::exchange(m_code, std::nullopt);
}

void AgentWorker::act(ResetStream &reset)
{
    if (m_agent && reset.connection == m_status.connection.id)
        m_agent->streams().reset(reset.stream);
}

void AgentWorker::act(AddLocal &add)
{
    open(m_locals.emplace_back(Local{std::move(add.local), {}, {}}));
    tellLocals();
}

void AgentWorker::act(RemoveLocal &remove)
{
    std::erase_if(m_locals, [&](const Local &local) { return local.local == remove.local; });
    if (const auto port = parseLocalPort(QString::fromStdString(remove.local)); port && m_agent)
        m_agent->streams().removeLocal(*port);
    tellLocals();
}

void AgentWorker::act(Publish &publish)
{
    if (const auto service = parseNamedService(QString::fromStdString(publish.service));
        service && m_agent)
        m_agent->streams().publish(*service);
    m_published.push_back(std::move(publish.service));
}

void AgentWorker::act(Withdraw &withdraw)
{
    std::erase(m_published, withdraw.service);
    if (const auto service = parseNamedService(QString::fromStdString(withdraw.service));
        service && m_agent)
        m_agent->streams().withdraw(service->name);
}

void AgentWorker::open(Local &local)
{
    local.address.clear();
    local.error.clear();
    if (!m_agent)
        return;
    const auto port = parseLocalPort(QString::fromStdString(local.local));
    Q_ASSERT(port); // it was one when it was asked for
    const auto address = m_agent->streams().addLocal(*port);
    if (address)
        local.address = address->toStdString();
    else
        local.error = address.error().toStdString();
}

/// What was asked for before there was an agent.
void AgentWorker::openStreams()
{
    for (auto &local : m_locals)
        open(local);
    for (const auto &published : m_published) {
        if (const auto service = parseNamedService(QString::fromStdString(published)))
            m_agent->streams().publish(*service);
    }
    tellLocals();
}

void AgentWorker::closeLocals()
{
    for (auto &local : m_locals) {
        local.address.clear();
        local.error.clear();
    }
    m_agent->streams().close();
    tellLocals();
}

void AgentWorker::tellLocals()
{
    {
        const std::scoped_lock lock(m_outboxMutex);
        m_localsOutbox = m_locals;
    }
    Q_EMIT told();
}

std::optional<std::vector<AgentWorker::Local>> AgentWorker::takeLocals()
{
    const std::scoped_lock lock(m_outboxMutex);
    return std::exchange(m_localsOutbox, std::nullopt);
}

void AgentWorker::end()
{
    if (m_agent)
        m_agent->disconnect(this); // it says its end while it is destroyed
    m_agent.reset();
    releaseThreadState();
}

} // namespace sealcord
