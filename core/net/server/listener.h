// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/server/exposedports.h"
#include "core/net/server/proxyarrivals.h"
#include "core/net/server/serversettings.h"
#include "core/net/server/worker.h"

#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QTcpServer>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace sealcord {

/// What accepts for a server: takes connections, asks for admission, and hands each to the worker
/// that has fewest. Those of balancers say first for whom they are.
///
/// When the system has no descriptor left, it rests until one is given back or a short time has
/// passed. QTcpServer only opens the socket: docs/decisions/accepting.md. Lives on the accepting
/// thread, but for the functions named otherwise.
class Listener final : public QObject
{
    Q_OBJECT

public:
    /// Will listen where \a settings say. \a workers outlive the listener.
    Listener(ServerShared &shared, const std::vector<std::unique_ptr<Worker>> &workers,
        const ServerSettings &settings);

    /// Begins to accept, or fails; opened() follows unless finish() came first. From any thread.
    void open() { Q_EMIT openRequested(); }
    /// Stops accepting, and tells the workers to finish behind the last connection that they were
    /// handed. From any thread.
    void finish() { Q_EMIT finishRequested(); }
    /// Stops accepting, and finishes once there is no connection. From any thread.
    void drain() { Q_EMIT drainRequested(); }
    /// A connection has ended. From any thread.
    void connectionGone();
    /// Goes on accepting if all workers were behind. From any thread.
    void workerHasRoom() { goOnFrom(Pause::WorkersBehind); }
    /// At once, as the last thing on the accepting thread.
    void close();

    /// The port that was opened, and why none was: empty when one was. From any thread, after
    /// opened().
    [[nodiscard]] quint16 port() const;
    /// See ExposedPorts::addresses(). From any thread, after opened(); none once it is closed.
    [[nodiscard]] std::vector<QString> exposedAddresses() const;
    [[nodiscard]] QString errorString() const;
    /// Whether somebody else listens there already. From any thread, after opened().
    [[nodiscard]] bool isPortTaken() const;

Q_SIGNALS:
    /// The socket is open, or it failed. Emitted on the accepting thread.
    void opened();
    // Emitted on any thread, for this object alone.
    void openRequested();
    void finishRequested();
    void drainRequested();
    void goOnRequested();

private:
    enum class Pause : quint8 { None, NoDescriptor, WorkersBehind };

    void listen();
    void finishWorkers();
    void stopAccepting();
    void finishIfDrained();
    void acceptWaiting();
    [[nodiscard]] bool isBalancer(const Endpoint &peer) const;
    void awaitHeader(qintptr descriptor, const Endpoint &balancer);
    void admit(qintptr descriptor, const Endpoint &peer, std::size_t worker);
    void refuse(const ConnectionRefused &refused);
    [[nodiscard]] bool isWorthAnotherTry(int error);
    void rest(int error);
    void resume();
    void waitForWorkers();
    void pause(Pause why);
    void goOnFrom(Pause why);
    [[nodiscard]] std::optional<std::size_t> leastLoaded() const;

    ServerShared &m_shared;
    const std::vector<std::unique_ptr<Worker>> &m_workers;
    const QHostAddress m_address;
    const quint16 m_wantedPort;
    const std::vector<AddressRange> m_balancers;
    ProxyArrivals m_arrivals;
    QTcpServer m_socket{this};
    ExposedPorts m_exposed;
    std::unique_ptr<QSocketNotifier> m_notifier; // while listening
    std::chrono::steady_clock::time_point m_lastAccepting; // when a client was last found waiting
    std::atomic<Pause> m_pause{Pause::None};
    int m_failedInARow = 0; // and nobody was accepted
    bool m_isStarved = false; // and it was said
    std::atomic<bool> m_isDraining{false};
    bool m_isFinished = false;

    mutable std::mutex m_outcomeMutex;
    quint16 m_port = 0;
    std::vector<QString> m_exposedAddresses;
    QString m_errorString;
    bool m_isPortTaken = false;
};

} // namespace sealcord
