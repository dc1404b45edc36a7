// SPDX-License-Identifier: MIT
#include "core/net/server.h"

#include "core/net/listener.h"

#include <algorithm>

namespace sealcord {

namespace {

// "::" alone would refuse IPv4; Any takes both.
QHostAddress listenAddress(const QHostAddress &address)
{
    return address == QHostAddress::AnyIPv6 ? QHostAddress(QHostAddress::Any) : address;
}

QString withPort(const QHostAddress &address, quint16 port)
{
    return Endpoint(address, port).toString();
}

QString describe(const QTcpServer &server, const QString &address)
{
    const auto why = [&] {
        switch (server.serverError()) {
        case QAbstractSocket::AddressInUseError:
            return QStringLiteral("the port is in use by another program");
        case QAbstractSocket::SocketAccessError:
            return QStringLiteral("the system keeps this port for privileged programs");
        case QAbstractSocket::SocketAddressNotAvailableError:
            return QStringLiteral("this machine has no such address");
        default:
            return server.errorString();
        }
    }();
    return QStringLiteral("cannot listen on ") + address + QStringLiteral(": ") + why;
}

} // namespace

Server::Server(const ServerSettings &settings, Service &service, Tap &tap, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_shared{.limits = settings.connection,
          .admission = Admission(settings.admission),
          .frameMemory = FrameMemory(settings.admission.maxBuffered),
          .service = service,
          .tap = tap,
          .shedStalest = [this] { shedStalest(); },
          .connectionGone = [this] { m_listener->descriptorGivenBack(); },
          .workerFinished =
              [this] {
                  if (--m_running == 0)
                      QMetaObject::invokeMethod(
                          this, &Server::reportStopped, Qt::QueuedConnection); // carries no data
              }}
{
    Q_ASSERT(settings.workers > 0);
    for (int i = 0; i < settings.workers; ++i)
        m_workers.push_back(std::make_unique<Worker>(m_shared));
    m_listener = std::make_unique<Listener>(m_shared, m_workers);
    m_running = m_workers.size();
}

Server::~Server()
{
    joinThreads();
}

void Server::start()
{
    Q_ASSERT(m_threads.empty());
    for (const auto &worker : m_workers) {
        runThread(*worker);
        connect(m_threads.back().get(), &QThread::finished, worker.get(), &Worker::abortAll,
            Qt::DirectConnection);
    }
    runThread(*m_listener);
    connect(m_threads.back().get(), &QThread::finished, m_listener.get(), &QTcpServer::close,
        Qt::DirectConnection);
    QMetaObject::invokeMethod(m_listener.get(), [this] { listen(); }, Qt::QueuedConnection);
}

void Server::runThread(QObject &worker)
{
    m_threads.push_back(std::make_unique<QThread>());
    worker.moveToThread(m_threads.back().get());
    m_threads.back()->start();
}

void Server::listen()
{
    const bool isListening = m_listener->listen(listenAddress(m_settings.address), m_settings.port);
    {
        const std::scoped_lock lock(m_outcomeMutex);
        if (isListening)
            m_address = withPort(m_settings.address, m_listener->serverPort());
        else
            m_errorString = describe(*m_listener, withPort(m_settings.address, m_settings.port));
    }
    QMetaObject::invokeMethod(this, &Server::reportListening, Qt::QueuedConnection);
}

void Server::reportListening()
{
    if (errorString().isEmpty())
        Q_EMIT started();
    else
        Q_EMIT startFailed();
}

void Server::stop()
{
    if (m_isStopping || m_threads.empty())
        return;
    m_isStopping = true;
    QMetaObject::invokeMethod(m_listener.get(), [this] { stopAccepting(); }, Qt::QueuedConnection);
}

// The workers hear of it after the last connection was handed to them.
void Server::stopAccepting()
{
    m_listener->close();
    for (const auto &worker : m_workers)
        worker->finish();
}

void Server::reportStopped()
{
    joinThreads();
    Q_EMIT stopped();
}

void Server::joinThreads()
{
    for (const auto &thread : m_threads)
        thread->quit();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
}

void Server::shedStalest()
{
    const auto stalest = std::ranges::min_element(m_workers, {},
        [](const std::unique_ptr<Worker> &worker) { return worker->stalestSince(); });
    (*stalest)->shed();
}

QString Server::address() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_address;
}

QString Server::errorString() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_errorString;
}

} // namespace sealcord
