// SPDX-License-Identifier: MIT
#include "core/net/server/server.h"

#include "core/net/server/listener.h"

#ifdef Q_OS_LINUX
#include "core/net/loop/epolleventdispatcher.h"
#endif

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace sealcord {

namespace {

/// Descriptors that are open as long as this: what threads leave for sockets, files and whatever
/// libraries open.
class SpareDescriptors
{
public:
    SpareDescriptors()
    {
        for (auto &descriptor : m_descriptors)
            descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    }
    ~SpareDescriptors()
    {
        for (const auto descriptor : m_descriptors) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
    }
    Q_DISABLE_COPY_MOVE(SpareDescriptors)

    [[nodiscard]] bool areOpen() const { return m_descriptors.back() >= 0; }

private:
    std::array<int, 8> m_descriptors{};
};

} // namespace

Server::Server(const ServerSettings &settings, Service &service, Tap &tap, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_shared{.limits = settings.connection,
          .aead = settings.aead,
          .spoken = {Role::Server, settings.protocol, settings.identity},
          .trust = settings.trust,
          .forwards = settings.forwards,
          .exposed = settings.exposed,
          .admission = Admission(settings.admission, settings.lastConnection),
          .budget = MemoryBudget(settings.admission.maxBuffered),
          .relief = MemoryRelief(static_cast<std::size_t>(settings.workers)),
          .service = service,
          .tap = tap,
          .tellWorkers = [this](const WorkerCommand &what) { tellWorkers(what); },
          .connectionGone = [this] { m_listener->connectionGone(); },
          .hasRoomAgain = [this] { m_listener->workerHasRoom(); }}
{
    Q_ASSERT(settings.workers > 0);
    for (int i = 0; i < settings.workers; ++i) {
        m_workers.push_back(std::make_unique<Worker>(m_shared));
        connect(m_workers.back().get(), &Worker::finished, this, &Server::workerFinished,
            Qt::QueuedConnection);
    }
    m_listener = std::make_unique<Listener>(m_shared, m_workers, settings);
    connect(m_listener.get(), &Listener::opened, this, &Server::reportOpened, Qt::QueuedConnection);
}

Server::~Server()
{
    joinThreads();
}

void Server::start()
{
    Q_ASSERT(m_threads.empty());
    startThreads();
    if (m_workers.empty()) {
        m_failure = QStringLiteral("cannot start a thread: ") + shortage();
        QMetaObject::invokeMethod(this, &Server::startFailed, Qt::QueuedConnection);
        return;
    }
    // A single worker accepts for itself: handing a connection over costs as much as a third of
    // its handshake.
    auto &accepting = m_threads.size() > m_workers.size() ? *m_threads.back() : *m_threads.front();
    m_listener->moveToThread(&accepting);
    connect(
        &accepting, &QThread::finished, m_listener.get(), [this] { m_listener->close(); },
        Qt::DirectConnection);
    for (const auto &thread : m_threads) // behind all else that each does at its end
        connect(
            thread.get(), &QThread::finished, this, [this] { ++m_ended; }, Qt::DirectConnection);
    threadStarted(); // all that will
}

// One for each worker, as far as the system starts them, and where there are several one that
// accepts.
void Server::startThreads()
{
    const SpareDescriptors spare;
    if (!spare.areOpen())
        m_shortage = Shortage::Descriptors;
    while (m_running < m_workers.size() && spare.areOpen()) {
        auto *const thread = startThread();
        if (!thread)
            break;
        auto *const worker = m_workers[m_running++].get();
        worker->moveToThread(thread);
        connect(
            thread, &QThread::finished, worker, [worker] { worker->abortAll(); },
            Qt::DirectConnection);
    }
    m_workers.resize(m_running);
    m_shared.relief.setWorkers(m_running);
    if (m_workers.size() > 1)
        startThread();
}

// Null where the system does not start it.
QThread *Server::startThread()
{
    auto thread = std::make_unique<QThread>();
#ifdef Q_OS_LINUX
    auto dispatcher = std::make_unique<EpollEventDispatcher>();
    if (!dispatcher->isOpen()) {
        m_shortage = Shortage::Descriptors;
        return nullptr;
    }
    thread->setEventDispatcher(dispatcher.get());
#endif
    connect(
        thread.get(), &QThread::started, this, [this] { threadStarted(); }, Qt::DirectConnection);
    ++m_starting;
    thread->start();
    if (!thread->isRunning()) {
        --m_starting;
        m_shortage = Shortage::Threads;
        return nullptr;
    }
#ifdef Q_OS_LINUX
    std::ignore = dispatcher.release(); // the thread's, now that it runs
#endif
    return m_threads.emplace_back(std::move(thread)).get();
}

QString Server::shortage() const
{
    switch (m_shortage) {
    case Shortage::None:
        return {};
    case Shortage::Threads:
        return QStringLiteral("the limit of threads or of memory is reached");
    case Shortage::Descriptors:
        return QStringLiteral("the limit of open files is reached");
    }
    std::unreachable();
}

// Clients are let in only when all event loops have the descriptors that they need: a crowd that
// takes the last ones would leave a worker unable to start.
void Server::threadStarted()
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
    const bool wasStarted = !m_threads.empty() || !m_failure.isEmpty();
    if (!wasStarted || std::exchange(m_isStopping, true))
        return;
    if (m_threads.empty())
        QMetaObject::invokeMethod(this, &Server::stopped, Qt::QueuedConnection);
    else
        m_listener->finish();
}

void Server::drain()
{
    if (m_threads.empty())
        return;
    tellWorkers(command::DrainStreams{});
    m_listener->drain();
}

void Server::tellWorkers(const WorkerCommand &what)
{
    if (m_threads.empty())
        return; // nobody would read it
    for (const auto &worker : m_workers)
        worker->leave(what);
}

void Server::send(
    std::span<const ConnectionId> connections, const SharedMessage &message, Sender sender)
{
    tellWorkers(command::Send{
        std::make_shared<const std::vector<ConnectionId>>(connections.begin(), connections.end()),
        message, sender});
}

void Server::sendToAll(const SharedMessage &message, Sender sender)
{
    tellWorkers(command::SendToAll{message, sender});
}

void Server::disconnectAgent(ConnectionId connection)
{
    tellWorkers(command::Disconnect{connection});
}

void Server::judgeAgain()
{
    tellWorkers(command::JudgeAgain{});
}

void Server::verify(ConnectionId connection)
{
    tellWorkers(command::Verify{connection});
}

void Server::measure(ConnectionId connection)
{
    tellWorkers(command::Measure{connection});
}

void Server::tellStanding(quint64 question)
{
    tellWorkers(command::TellStanding{{question, m_workers.size()}});
}

void Server::tellStreams(quint64 question, std::optional<ConnectionId> connection)
{
    tellWorkers(command::TellStreams{connection, {question, m_workers.size()}});
}

void Server::resetStream(ConnectionId connection, StreamNumber stream)
{
    tellWorkers(command::ResetStream{.connection = connection,
        .number = stream,
        .reason = StreamReset::Cancelled,
        .why = streamEndedByHand});
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

std::vector<QString> Server::exposedAddresses() const
{
    return m_listener->exposedAddresses();
}

QString Server::errorString() const
{
    return m_failure.isEmpty() ? m_listener->errorString() : m_failure;
}

bool Server::isPortTaken() const
{
    return m_listener->isPortTaken();
}

} // namespace sealcord
