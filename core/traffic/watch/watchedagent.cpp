// SPDX-License-Identifier: MIT
#include "core/traffic/watch/watchedagent.h"

#include "core/text/figures.h"
#include "core/traffic/watch/agentworker.h"
#include "core/traffic/watch/pulse.h"

#include <algorithm>
#include <span>

namespace sealcord {

WatchedAgent::WatchedAgent(QObject *parent)
    : QObject(parent)
    , m_queue(pulseLimits)
    , m_worker(std::make_unique<AgentWorker>(m_queue))
{
    m_pulse.setInterval(pulseInterval);
    connect(&m_pulse, &QTimer::timeout, this, &WatchedAgent::pulse);
    connect(m_worker.get(), &AgentWorker::told, this, &WatchedAgent::hear, Qt::QueuedConnection);
    connect(
        &m_thread, &QThread::finished, m_worker.get(),
        [this] {
            m_worker->end();
            m_hasThreadEnded = true;
        },
        Qt::DirectConnection);
    m_worker->moveToThread(&m_thread);
}

WatchedAgent::~WatchedAgent()
{
    m_thread.quit();
    m_thread.wait();
    // Waiting is enough; reading this is what the thread sanitizer can see of it.
    [[maybe_unused]] const bool hasEnded = m_hasThreadEnded.load();
}

void WatchedAgent::setLog(Tap *log)
{
    m_log = log;
}

void WatchedAgent::start(const AgentSettings &settings)
{
    if (m_stage != Stage::Idle)
        return;
    m_settings = settings;
    m_failedStage.reset();
    m_errorString.clear();
    m_endReason.reset();
    if (!m_thread.isRunning())
        m_thread.start();
    if (!m_thread.isRunning()) {
        m_failedStage = Stage::Resolving;
        m_errorString = tr("The system starts no thread for a connection");
        return setStage(Stage::Idle);
    }
    m_worker->start(settings, m_log);
    m_pulse.start();
    setStage(Stage::Resolving);
}

void WatchedAgent::stop()
{
    if (m_stage == Stage::Idle || m_stage == Stage::Disconnecting)
        return;
    m_worker->leave(AgentWorker::Stop{});
    setStage(Stage::Disconnecting);
}

void WatchedAgent::retryNow()
{
    if (m_stage == Stage::Waiting)
        m_worker->leave(AgentWorker::RetryNow{});
}

void WatchedAgent::setReconnects(bool reconnects)
{
    const auto delay =
        m_settings.reconnectDelay ? m_settings.reconnectDelay : AgentSettings().reconnectDelay;
    if (m_stage != Stage::Idle)
        m_worker->leave(AgentWorker::SetReconnectDelay{reconnects ? delay : std::nullopt});
}

void WatchedAgent::send(const QByteArray &message)
{
    Q_ASSERT(!message.isEmpty()); // would say goodbye
    if (m_stage != Stage::Connected)
        return;
    const auto bytes = std::as_bytes(std::span(message));
    if (bytes.size() > m_settings.connection.maxMessageLength)
        Q_EMIT notSent(1,
            tr("The message is longer than the limit of %1")
                .arg(formatBytes(m_settings.connection.maxMessageLength)));
    else if (!m_worker->send(m_connection.id, {bytes.begin(), bytes.end()}))
        Q_EMIT notSent(1,
            tr("The server takes less than is sent: %1 wait for it already")
                .arg(formatMemory(m_worker->waiting())));
}

void WatchedAgent::measure()
{
    if (m_stage == Stage::Connected)
        m_worker->leave(AgentWorker::Measure{});
}

void WatchedAgent::verify()
{
    if (m_stage == Stage::Connected)
        m_worker->leave(AgentWorker::Verify{m_connection.id});
}

void WatchedAgent::hear()
{
    hearStatus();
    hearLocals();
    const auto agreed = m_worker->takeCode();
    if (agreed && agreed->connection == m_connection.id)
        Q_EMIT codeAgreed(agreed->code);
}

// What happened up to the new stage is handed out before it: who sees "connected" finds the
// connection.
void WatchedAgent::hearStatus()
{
    const auto status = m_worker->takeStatus();
    if (const auto unsent = m_worker->takeUnsent())
        Q_EMIT notSent(unsent,
            unsent == 1
                ? tr("The connection ended before 1 message was sent")
                : tr("The connection ended before %1 messages were sent", nullptr, pluralOf(unsent))
                      .arg(formatCount(unsent)));
    if (!status)
        return;
    Q_EMIT happened(m_queue.take());
    m_failedStage = status->failedStage;
    m_errorString = QString::fromStdString(status->error);
    m_endReason = status->endReason;
    m_retryAt = status->retryAt;
    m_connection = status->connection;
    m_protection = status->protection;
    if (status->stage == Stage::Idle)
        m_pulsesLeft = pulsesAfterTheEnd;
    else if (m_stage == Stage::Disconnecting)
        return; // it had come further before it heard of that
    setStage(status->stage);
}

void WatchedAgent::pulse()
{
    if (m_stage == Stage::Idle && --m_pulsesLeft <= 0)
        m_pulse.stop();
    auto batch = m_queue.take();
    if (m_stage != Stage::Idle && m_question.isDue(batch, StandingQuestion::Clock::now()))
        m_worker->leave(AgentWorker::TellStanding{batch.question});
    Q_EMIT happened(batch);
}

void WatchedAgent::resetStream(ConnectionId connection, StreamNumber stream)
{
    if (m_stage == Stage::Connected)
        m_worker->leave(AgentWorker::ResetStream{connection, stream});
}

void WatchedAgent::addLocal(const LocalPort &port)
{
    m_locals.push_back({port, {}, {}});
    m_worker->leave(AgentWorker::AddLocal{port.toString().toStdString()});
    Q_EMIT localsChanged();
}

void WatchedAgent::removeLocal(const LocalPort &port)
{
    std::erase_if(m_locals, [&](const Local &local) { return local.port == port; });
    m_worker->leave(AgentWorker::RemoveLocal{port.toString().toStdString()});
    Q_EMIT localsChanged();
}

void WatchedAgent::publish(const NamedService &service)
{
    m_published.push_back(service);
    m_worker->leave(AgentWorker::Publish{service.toString().toStdString()});
}

void WatchedAgent::withdraw(const NamedService &service)
{
    std::erase(m_published, service);
    m_worker->leave(AgentWorker::Withdraw{service.toString().toStdString()});
}

// Of a port that is not wanted any more the worker may not have heard yet.
void WatchedAgent::hearLocals()
{
    const auto told = m_worker->takeLocals();
    if (!told)
        return;
    for (auto &local : m_locals) {
        const auto found = std::ranges::find(
            *told, local.port.toString().toStdString(), &AgentWorker::Local::local);
        if (found == told->end())
            continue;
        local.address = QString::fromStdString(found->address);
        local.error = QString::fromStdString(found->error);
    }
    Q_EMIT localsChanged();
}

void WatchedAgent::setStage(Stage stage)
{
    m_stage = stage;
    Q_EMIT stageChanged();
}

} // namespace sealcord
