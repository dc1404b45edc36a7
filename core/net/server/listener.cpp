// SPDX-License-Identifier: MIT
#include "core/net/server/listener.h"

#include "core/net/accepterror.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/listenerror.h"

#include <QAbstractSocket>
#include <QNetworkProxy>
#include <QTimer>

#include <algorithm>
#include <cstring>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

// Connections that the kernel completes while we are busy; it cuts this to its own limit.
constexpr int backlog = 4096;

// An agent whose network has gone acknowledges nothing, and the kernel alone would wait for it for
// 15 minutes, and its streams with it. Behind the send timeout, which says more of one that only
// does not read.
constexpr auto silenceMargin = 15s;

// How long to rest when nothing tells that a descriptor was given back, as when it was a file's.
constexpr auto restTime = 250ms;

// Accepted before anything else on the thread has its turn, when its last one took so long. Where
// it is a worker's, the sockets are made at once, and their handshakes wait for the next turn.
constexpr int acceptedWhenBusy = 16;
constexpr auto busyTurn = 1ms;

// After so many errors that were each one client's own, it was not the clients: a rule of the
// system's that forbids accepting keeps the socket readable.
constexpr int mostFailedInARow = 1000;

} // namespace

Listener::Listener(ServerShared &shared, const std::vector<std::unique_ptr<Worker>> &workers,
    const ServerSettings &settings)
    : m_shared(shared)
    , m_workers(workers)
    , m_address(settings.address)
    , m_wantedPort(settings.port)
    , m_balancers(settings.proxies)
    , m_arrivals(
          shared.limits.handshakeTimeout,
          // Which was accepted before the workers fell behind, if they have.
          [this](qintptr descriptor, const Endpoint &client) {
              admit(descriptor, client, leastLoaded().value_or(0));
          },
          [this](const ConnectionRefused &refused) { refuse(refused); }, this)
    , m_exposed(shared)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setListenBacklogSize(backlog);
    connect(this, &Listener::openRequested, this, &Listener::listen, Qt::QueuedConnection);
    connect(this, &Listener::finishRequested, this, &Listener::finishWorkers, Qt::QueuedConnection);
    connect(this, &Listener::drainRequested, this, &Listener::stopAccepting, Qt::QueuedConnection);
    connect(this, &Listener::goOnRequested, this, &Listener::resume, Qt::QueuedConnection);
}

void Listener::listen()
{
    if (m_isFinished)
        return; // told to stop before it began
    const bool hasPort = m_socket.listen(bothFamilies(m_address), m_wantedPort);
    const auto exposed = hasPort ? m_exposed.open() : std::expected<void, QString>();
    const bool isListening = hasPort && exposed;
    {
        const std::scoped_lock lock(m_outcomeMutex);
        m_port = m_socket.serverPort();
        m_exposedAddresses = m_exposed.addresses();
        if (!isListening)
            m_errorString =
                hasPort ? exposed.error() : listenError(m_socket, {m_address, m_wantedPort});
        m_isPortTaken = !hasPort && m_socket.serverError() == QAbstractSocket::AddressInUseError;
    }
    if (isListening) {
        m_socket.pauseAccepting(); // for good: we accept
        // Those that it accepts inherit it, but for one who came between listen() and this.
        tuneForMessages(m_socket.socketDescriptor());
        setUserTimeout(m_socket.socketDescriptor(), m_shared.limits.sendTimeout + silenceMargin);
        m_notifier =
            std::make_unique<QSocketNotifier>(m_socket.socketDescriptor(), QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &Listener::acceptWaiting);
    }
    Q_EMIT opened();
}

quint16 Listener::port() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_port;
}

std::vector<QString> Listener::exposedAddresses() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_exposedAddresses;
}

QString Listener::errorString() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_errorString;
}

bool Listener::isPortTaken() const
{
    const std::scoped_lock lock(m_outcomeMutex);
    return m_isPortTaken;
}

void Listener::finishWorkers()
{
    if (std::exchange(m_isFinished, true))
        return; // drained, and told to stop in this moment
    close();
    for (const auto &worker : m_workers)
        worker->leave(command::Finish{});
}

void Listener::stopAccepting()
{
    close();
    m_isDraining = true;
    finishIfDrained();
}

// Nobody is admitted any more: who sees none left is not mistaken.
void Listener::finishIfDrained()
{
    if (m_isDraining && m_shared.admission.connections() == 0)
        finish();
}

void Listener::connectionGone()
{
    goOnFrom(Pause::NoDescriptor); // it has given one back
    finishIfDrained();
}

void Listener::close()
{
    m_notifier.reset();
    m_exposed.close();
    {
        const std::scoped_lock lock(m_outcomeMutex);
        m_exposedAddresses.clear();
    }
    m_socket.close();
    m_arrivals.clear();
}

// One client while the loop turns quickly: asking for a second one in vain costs as much as the
// wait that would tell of it. Several when it is busy and the next turn is far.
void Listener::acceptWaiting()
{
    const auto now = std::chrono::steady_clock::now();
    const bool isBusy = now - std::exchange(m_lastAccepting, now) > busyTurn;
    for (int i = 0; i < (isBusy ? acceptedWhenBusy : 1); ++i) {
        const auto worker = leastLoaded();
        if (!worker)
            return waitForWorkers();
        const auto accepted = acceptFrom(m_socket.socketDescriptor());
        if (accepted) {
            m_isStarved = false;
            m_failedInARow = 0;
            if (isBalancer(accepted->peer))
                awaitHeader(accepted->descriptor, accepted->peer);
            else
                admit(accepted->descriptor, accepted->peer, *worker);
        } else if (!isWorthAnotherTry(accepted.error()))
            return;
    }
}

// Else this rests where it must.
bool Listener::isWorthAnotherTry(int error)
{
    const auto kind = acceptError(error);
    if (kind == AcceptError::Passing && ++m_failedInARow < mostFailedInARow)
        return true;
    if (kind != AcceptError::NobodyWaits)
        rest(error);
    return false;
}

bool Listener::isBalancer(const Endpoint &peer) const
{
    return std::ranges::any_of(
        m_balancers, [&peer](const AddressRange &range) { return range.contains(peer.ip()); });
}

// Each has a descriptor, which would be a connection's.
void Listener::awaitHeader(qintptr descriptor, const Endpoint &balancer)
{
    const auto limits = m_shared.admission.limits();
    if (m_shared.admission.connections() + m_arrivals.count() < limits.maxConnections)
        return m_arrivals.add(descriptor, balancer, limits.maxPending);
    closeDescriptor(descriptor);
    m_shared.tap.happened(ConnectionRefused{
        balancer, ConnectionRefused::Reason::TooManyConnections, limits.maxConnections});
}

// It has given its descriptor back.
void Listener::refuse(const ConnectionRefused &refused)
{
    m_shared.tap.happened(refused);
    goOnFrom(Pause::NoDescriptor);
}

void Listener::admit(qintptr descriptor, const Endpoint &peer, std::size_t worker)
{
    const auto admitted = m_shared.admission.admit(peer, worker);
    if (!admitted) {
        closeDescriptor(descriptor);
        return m_shared.tap.happened(admitted.error());
    }
    if (const auto &evicted = admitted->evicted)
        m_workers[evicted->worker]->leave(command::Evict{evicted->id});
    m_workers[worker]->adopt(descriptor, {admitted->id, peer});
}

// Of the workers that keep up.
std::optional<std::size_t> Listener::leastLoaded() const
{
    std::optional<std::size_t> least;
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        if (m_workers[i]->hasRoom() && (!least || m_workers[i]->load() < m_workers[*least]->load()))
            least = i;
    }
    return least;
}

void Listener::pause(Pause why)
{
    m_notifier->setEnabled(false);
    m_pause = why;
}

// The kernel's queue is the better one: who waits there has lost nothing and is nobody's memory.
void Listener::waitForWorkers()
{
    pause(Pause::WorkersBehind);
    if (leastLoaded())
        resume(); // it caught up before it could know that this waits
}

// The client that waits keeps the socket readable: going on at once would spin.
void Listener::rest(int error)
{
    pause(Pause::NoDescriptor);
    if (!m_isStarved)
        m_shared.tap.happened(AcceptingPaused{std::strerror(error)});
    m_isStarved = true;
    QTimer::singleShot(restTime, this, &Listener::resume);
}

void Listener::resume()
{
    if (m_pause.exchange(Pause::None) != Pause::None && m_notifier)
        m_notifier->setEnabled(true);
}

void Listener::goOnFrom(Pause why)
{
    if (m_pause == why)
        Q_EMIT goOnRequested();
}

} // namespace sealcord
