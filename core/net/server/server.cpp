// SPDX-License-Identifier: MIT
#include "core/net/server/server.h"

#include "core/net/server/listener.h"

#ifdef Q_OS_LINUX
#include "core/net/loop/epolleventdispatcher.h"
#endif

#include <algorithm>
#include <utility>

namespace sealcord {

Server::Server(const ServerSettings &settings, Service &service, Tap &tap, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_shared{.limits = settings.connection,
          .aead = settings.aead,
          .admission = Admission(settings.admission, settings.lastConnection),
          .budget = MemoryBudget(settings.admission.maxBuffered),
          .relief = MemoryRelief(static_cast<std::size_t>(settings.workers)),
          .service = service,
          .tap = tap,
          .askForHeld =
              [this] {
                  for (const auto &worker : m_workers)
                      worker->reportHeld();
              },
          .relieve =
              [this](const SharedConnections &connections) {
                  for (const auto &worker : m_workers)
                      worker->relieve(connections);
              },
          .connectionGone = [this] { m_listener->descriptorGivenBack(); },
          .hasRoomAgain = [this] { m_listener->workerHasRoom(); }}
{
    Q_ASSERT(settings.workers > 0);
    for (int i = 0; i < settings.workers; ++i) {
        m_workers.push_back(std::make_unique<Worker>(m_shared));
        connect(m_workers.back().get(), &Worker::finished, this, &Server::workerFinished,
            Qt::QueuedConnection);
    }
    m_listener = std::make_unique<Listener>(m_shared, m_workers, settings.address, settings.port);
    connect(m_listener.get(), &Listener::opened, this, &Server::reportOpened, Qt::QueuedConnection);
    m_running = m_starting = m_workers.size();
}

Server::~Server()
{
    joinThreads();
}

void Server::start()
{
    Q_ASSERT(m_threads.empty());
    for (const auto &worker : m_workers) {
        auto &thread = addThread();
        worker->moveToThread(&thread);
        connect(
            &thread, &QThread::started, worker.get(), [this] { workerStarted(); },
            Qt::DirectConnection);
        connect(
            &thread, &QThread::finished, worker.get(), [&worker] { worker->abortAll(); },
            Qt::DirectConnection);
    }
    // A single worker accepts for itself: handing a connection over costs as much as a third of
    // its handshake.
    auto &accepting = m_workers.size() == 1 ? *m_threads.front() : addThread();
    m_listener->moveToThread(&accepting);
    connect(
        &accepting, &QThread::finished, m_listener.get(), [this] { m_listener->close(); },
        Qt::DirectConnection);
    for (const auto &thread : m_threads) {
        connect(
            thread.get(), &QThread::finished, this, [this] { ++m_ended; }, Qt::DirectConnection);
        thread->start();
    }
}

QThread &Server::addThread()
{
    m_threads.push_back(std::make_unique<QThread>());
#ifdef Q_OS_LINUX
    m_threads.back()->setEventDispatcher(new EpollEventDispatcher); // the thread owns it
#endif
    return *m_threads.back();
}

// Clients are let in only when all event loops have the descriptors that they need: a crowd that
// takes the last ones would leave a worker unable to start.
void Server::workerStarted()
{
    if (--m_starting == 0)
        m_listener->open();
}

void Server::reportOpened()
{
    if (errorString().isEmpty())
        Q_EMIT started();
    else
        Q_EMIT startFailed();
}

void Server::stop()
{
    if (m_threads.empty() || std::exchange(m_isStopping, true))
        return;
    m_listener->finish();
}

// Where no thread runs, nobody would read the notes.
std::span<const std::unique_ptr<Worker>> Server::runningWorkers() const
{
    return m_threads.empty() ? std::span<const std::unique_ptr<Worker>>{} : m_workers;
}

void Server::send(std::span<const ConnectionId> connections, const SharedMessage &message)
{
    const auto shared =
        std::make_shared<const std::vector<ConnectionId>>(connections.begin(), connections.end());
    for (const auto &worker : runningWorkers())
        worker->send(shared, message);
}

void Server::sendToAll(const SharedMessage &message)
{
    for (const auto &worker : runningWorkers())
        worker->sendToAll(message);
}

void Server::disconnectAgent(ConnectionId connection)
{
    for (const auto &worker : runningWorkers())
        worker->disconnectAgent(connection);
}

void Server::measure(ConnectionId connection)
{
    for (const auto &worker : runningWorkers())
        worker->measure(connection);
}

void Server::tellStanding(quint64 question)
{
    for (const auto &worker : runningWorkers())
        worker->tellStanding({question, m_workers.size()});
}

void Server::workerFinished()
{
    if (--m_running > 0)
        return;
    joinThreads();
    Q_EMIT stopped();
}

void Server::joinThreads()
{
    for (const auto &thread : m_threads)
        thread->quit();
    for (const auto &thread : m_threads)
        thread->wait();
    // Waiting is enough; reading what the threads counted is what the thread sanitizer can see of
    // it.
    [[maybe_unused]] const auto ended = m_ended.load();
    Q_ASSERT(ended == m_threads.size() || m_threads.empty());
    m_threads.clear();
}

QString Server::address() const
{
    return Endpoint(m_settings.address, m_listener->port()).toString();
}

QString Server::errorString() const
{
    return m_listener->errorString();
}

bool Server::isPortTaken() const
{
    return m_listener->isPortTaken();
}

} // namespace sealcord
