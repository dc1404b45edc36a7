// SPDX-License-Identifier: MIT
#include "core/attach/attachedserver.h"

#include "core/attach/attachworker.h"
#include "core/traffic/watch/pulse.h"

#include <QByteArray>

#include <utility>

namespace sealcord {

AttachedServer::AttachedServer(QObject *parent)
    : WatchedServer(parent)
    , m_worker(std::make_unique<AttachWorker>())
{
    m_pulse.setInterval(pulseInterval);
    connect(&m_pulse, &QTimer::timeout, this, &AttachedServer::pulse);
    m_worker->moveToThread(&m_thread);
    connect(
        &m_thread, &QThread::finished, m_worker.get(),
        [this] {
            m_worker->end();
            m_hasThreadEnded = true;
        },
        Qt::DirectConnection);
    m_thread.start();
}

AttachedServer::~AttachedServer()
{
    m_thread.quit();
    m_thread.wait();
    // Waiting is enough; reading what the thread wrote is what the thread sanitizer can see of it.
    [[maybe_unused]] const auto hasEnded = m_hasThreadEnded.load();
}

void AttachedServer::attach(const QString &path)
{
    m_path = path;
    m_worker->leave(AttachWorker::Open{path.toStdString()});
    m_pulse.start();
    m_state = State::Starting;
    Q_EMIT stateChanged();
}

void AttachedServer::stop()
{
    if (m_state == State::Stopped)
        return;
    m_worker->leave(AttachWorker::Close{});
    m_state = State::Stopping;
    Q_EMIT stateChanged();
}

QString AttachedServer::address() const
{
    return m_state == State::Listening ? m_facts.address : QString();
}

void AttachedServer::send(std::span<const ConnectionId> connections, const QByteArray &message)
{
    const auto bytes = std::as_bytes(std::span(message));
    if (m_state == State::Listening && !connections.empty())
        m_worker->leave(AttachWorker::Send{
            {connections.begin(), connections.end()}, {bytes.begin(), bytes.end()}});
}

void AttachedServer::sendToAll(const QByteArray &message)
{
    const auto bytes = std::as_bytes(std::span(message));
    if (m_state == State::Listening)
        m_worker->leave(AttachWorker::Send{{}, {bytes.begin(), bytes.end()}});
}

void AttachedServer::disconnectAgent(ConnectionId connection)
{
    if (m_state == State::Listening)
        m_worker->leave(AttachWorker::Disconnect{connection});
}

// What is measured is told to all who follow; that it could not be done is that nothing is.
void AttachedServer::measure(ConnectionId connection)
{
    if (m_state == State::Listening)
        ask(
            "measure", [](JsonObject &) { },
            [](const std::expected<std::string, std::string> &) { }, connection);
}

void AttachedServer::resetStream(ConnectionId connection, StreamNumber stream)
{
    if (m_state == State::Listening)
        ask(
            "stream",
            [stream](JsonObject &request) {
                request.add("action", "kill");
                request.add("stream", stream);
            },
            [](const std::expected<std::string, std::string> &) {}, // it is over, or is now
            connection);
}

void AttachedServer::pulse()
{
    auto news = m_worker->take();
    m_worker->leave(AttachWorker::GoOn{});
    if (m_state == State::Stopping && news.state != State::Stopped)
        news.state = State::Stopping;
    const auto error = QString::fromStdString(news.error);
    const bool isOther = news.state != std::exchange(m_state, news.state);
    const bool isChanged = error != std::exchange(m_errorString, error) || isOther;
    if (news.state == State::Listening)
        m_facts = news.facts;
    if (news.batches.empty())
        news.batches.emplace_back();
    m_before = news.before;
    const auto changes = std::exchange(m_changes, news.changes); // whoever hears of it may ask
    const bool areOthers = news.services != m_services;
    m_services = std::move(news.services);
    for (const auto &batch : news.batches)
        Q_EMIT happened(batch);
    if (m_state == State::Stopped)
        m_pulse.stop();
    if (isChanged)
        Q_EMIT stateChanged();
    tellChanges(changes);
    if (areOthers)
        Q_EMIT servicesChanged();
    hearAnswers(news);
}

void AttachedServer::ask(
    std::string command, AddMembers add, Answer answer, ConnectionId connection)
{
    m_asked.emplace(++m_lastAsked, std::move(answer));
    m_worker->leave(AttachWorker::Ask{
        m_lastAsked, std::move(command), std::move(add), connection, m_changes.beginnings});
    m_pulse.start(); // also where nothing is attached: that is the answer
}

void AttachedServer::tellChanges(const AttachedChanges &before)
{
    const bool isNew = before.beginnings != m_changes.beginnings;
    if (isNew || before.lists != m_changes.lists)
        Q_EMIT listsChanged();
    if (isNew || before.comparisons != m_changes.comparisons)
        Q_EMIT comparisonsChanged();
}

// Behind what is told of the connections, which an answer may be about.
void AttachedServer::hearAnswers(const AttachNews &news)
{
    for (const auto &[number, result] : news.answers) {
        if (auto asked = m_asked.extract(number))
            asked.mapped()(result);
    }
    if (m_state == State::Stopped)
        dropQuestions();
}

// Those that the link took with it.
void AttachedServer::dropQuestions()
{
    for (auto &[number, answer] : std::exchange(m_asked, {}))
        answer(std::unexpected("there is no connection to the server"));
}

} // namespace sealcord
