// SPDX-License-Identifier: MIT
#include "core/net/listener.h"

#include "core/net/socketdescriptor.h"

#include <QNetworkProxy>
#include <QTimer>

#include <algorithm>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

// Connections that the kernel completes while we are busy; it cuts this to its own limit.
constexpr int backlog = 4096;

// How long to rest when nothing tells that a descriptor was given back, as when it was a file's.
constexpr auto restTime = 250ms;

} // namespace

Listener::Listener(ServerShared &shared, const std::vector<std::unique_ptr<Worker>> &workers)
    : m_shared(shared)
    , m_workers(workers)
{
    setProxy(QNetworkProxy::NoProxy);
    setListenBacklogSize(backlog);
    connect(this, &QTcpServer::acceptError, this, &Listener::rest);
}

void Listener::incomingConnection(qintptr descriptor)
{
    m_isStarved = false;
    const auto peer = peerOf(descriptor);
    if (!peer) // gone before it was looked at
        return closeDescriptor(descriptor);
    const auto worker = leastLoaded();
    const auto admitted = m_shared.admission.admit(*peer, worker);
    if (!admitted) {
        closeDescriptor(descriptor);
        return m_shared.tap.connectionRefused(admitted.error());
    }
    if (const auto &evicted = admitted->evicted)
        m_workers[evicted->worker]->evict(evicted->id);
    m_workers[worker]->adopt(descriptor, {admitted->id, *peer});
}

std::size_t Listener::leastLoaded() const
{
    const auto least = std::ranges::min_element(
        m_workers, {}, [](const std::unique_ptr<Worker> &worker) { return worker->load(); });
    return static_cast<std::size_t>(least - m_workers.begin());
}

// Qt has stopped accepting by itself and would never begin again: docs/decisions/accepting.md.
void Listener::rest()
{
    m_isResting = true;
    if (!m_isStarved)
        m_shared.tap.acceptingPaused({errorString().toStdString()});
    m_isStarved = true;
    QTimer::singleShot(restTime, this, &Listener::resume);
}

void Listener::resume()
{
    if (m_isResting.exchange(false) && isListening())
        resumeAccepting();
}

void Listener::descriptorGivenBack()
{
    if (m_isResting)
        QMetaObject::invokeMethod(this, &Listener::resume, Qt::QueuedConnection); // carries no data
}

} // namespace sealcord
